import { buildCues, type CaptionRules } from '../../../nodes/shared/captions';
import { crosstalk } from '../../support/captionData';

/** Captions between two shared ones after which a reader still knows who had which line. */
const REMEMBERED = 3;

/** In how many of the pairs of consecutive shared captions another person has the upper line. */
async function changesOf(rules: Partial<CaptionRules>, between: number) {
	let [pairs, changes] = [0, 0];
	for (let seed = 1; seed <= 12; seed += 1) {
		const speech = crosstalk(120, seed);
		let upper: string | null | undefined;
		let since = 0;
		for (const { words } of await buildCues(speech, rules)) {
			const channels = [...new Set(words.map((index) => speech.words[index]?.channel))];
			if (channels.length < 2) {
				since += 1;
				continue;
			}
			if (upper !== undefined && since <= between) {
				pairs += 1;
				if (channels[0] !== upper) changes += 1;
			}
			[upper, since] = [channels[0], 0];
		}
	}
	return { pairs, share: changes / pairs };
}

it.each<[string, Partial<CaptionRules>]>([
	['dashes', {}],
	['names', { speakerLabels: 'prefix', speakerNames: { '1': 'Nadia Rahman', '2': 'Ben' } }],
])('people who talk at the same time keep their line in captions with %s', async (_, rules) => {
	for (const between of [0, REMEMBERED]) {
		const { pairs, share } = await changesOf(rules, between);
		expect(pairs).toBeGreaterThan(400);
		expect(share).toBeLessThan(0.01);
	}
});

it('names of usual length are never cut', async () => {
	const rules = {
		speakerLabels: 'prefix',
		speakerNames: { '1': 'Professor Nadia Rahman', '2': 'Ben' },
	} as const;
	const lines = (await buildCues(crosstalk(120, 1), rules)).flatMap((cue) => cue.lines);
	expect(lines.filter((line) => line.startsWith('Professor Nadia Rahman: ')).length).toBeGreaterThan(20);
	expect(lines.filter((line) => line.includes('…'))).toEqual([]);
	expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(42);
});
