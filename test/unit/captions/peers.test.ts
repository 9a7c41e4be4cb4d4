import { buildCues, displayWidth, type Cue } from '../../../nodes/shared/captions';
import { conversation } from '../../support/captionData';
import { captionsOf, deepgramCaptions, measure } from '../../support/captionMeasures';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe('a conversation of 163 s with up to 25 characters a second', () => {
	it.each(seeds)('follows every rule that can be followed, seed %i', async (seed) => {
		const row = measure(captionsOf(await buildCues(conversation({ seconds: 163 }, seed))));
		expect(row).toMatchObject({ longLines: 0, manyLines: 0, overlaps: 0, closeGaps: 0, long: 0 });
	});

	it.each(seeds)(
		'has less than half as many unreadable cues as @deepgram/captions, seed %i',
		async (seed) => {
			const speech = conversation({ seconds: 163 }, seed);
			const ours = measure(captionsOf(await buildCues(speech)));
			const theirs = [
				measure(await deepgramCaptions(speech.words, true)),
				measure(await deepgramCaptions(speech.words, false)),
			];
			for (const row of theirs) {
				expect(row.fast).toBeGreaterThan(0);
				expect(ours.fast).toBeLessThan(row.fast / 2);
				expect(ours.short).toBeLessThanOrEqual(row.short);
			}
		},
	);

	it('only exceeds the preferred reading speed if the speech leaves no room', async () => {
		const cues = await buildCues(conversation({ seconds: 163 }, 1, { slowest: 10, fastest: 14 }));
		const speed = ({ lines, start, end }: Cue) => displayWidth(lines.join(' ')) / (end - start);
		expect(cues.filter((cue) => speed(cue) > 20.001)).toEqual([]);
	});

	it('never ends a line after an article or within a name', async () => {
		const cues = await buildCues(conversation({ seconds: 600 }, 4));
		const lines = cues.flatMap((cue) => cue.lines);
		expect(lines.filter((line) => /\b(?:the|a|an|my|your)$/i.test(line))).toEqual([]);
		expect(lines.filter((line) => /\b(?:Martin|Sarah|Mr\.|North|Lake)$/.test(line))).toEqual([]);
	});
});
