import { buildCues } from '../../../nodes/shared/captions';
import { captionFiles, oneWordCues } from '../../../nodes/shared/captions/files';
import { conversation, spoken } from '../../support/captionData';
import { aTranscript, aWord } from '../../support/transcripts';

const attached = (text: string) => text.split(' ').map((each, index) => aWord(each, index));
it('captions refer to the words of the transcript, in every form', async () => {
	const transcript = aTranscript(attached('Um, we start, uh. Now we go.'));
	const cues = await buildCues(transcript, { omitFillers: true });
	expect(cues.flatMap(({ lines }) => lines)).toEqual(['We start.', 'Now we go.']);
	expect(cues.flatMap(({ words }) => words)).toEqual([1, 2, 4, 5, 6]);
	expect(oneWordCues(cues, transcript.words)).toHaveLength(5);
	const ass = await captionFiles.assHighlight.write(cues, transcript, 25);
	expect(ass).toContain('{\\k100}We{\\k0} {\\k100}start.\n');
	expect((await buildCues(transcript))[0]?.lines).toEqual(['Um, we start, uh. Now we go.']);
});

it.each([1, 2])('everything else is still said, seed %i', async (seed) => {
	const speech = conversation({ seconds: 200 }, seed);
	const cues = await buildCues(speech, { omitFillers: true, dialogueDashes: false });
	const text = cues.flatMap(({ lines }) => lines).join(' ');
	expect(text).toBe(
		(await buildCues(speech, { dialogueDashes: false })).flatMap(({ lines }) => lines).join(' '),
	);
	const um = spoken('Um, that is, um, all. Um.', 'en');
	expect((await buildCues(um, { omitFillers: true })).flatMap(({ lines }) => lines)).toEqual([
		'That is, all.',
	]);
});
