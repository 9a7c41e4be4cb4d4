import { fillerChanges } from '../../../nodes/shared/transcript/fillerChanges';
import { aWord } from '../../support/transcripts';

/** Read from each mark to the end of the run, these would take minutes. */
it.each(['!', ',', '"', ',"'])('removes a filler after a word of many marks: %s', async (mark) => {
	const long = `a${mark.repeat(400_000)}b`;
	const words = [aWord(long, 0), aWord('um.', 1)];
	const { changes } = await fillerChanges(words, 'en');
	expect(changes.get(0)?.[0]?.text).toBe(`${long}.`);
	expect(changes.get(1)).toEqual([]);
});
