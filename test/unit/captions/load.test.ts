import srtValidator from 'srt-validator';
import { buildCues, toSrt, toVtt, type CaptionRules, type Cue } from '../../../nodes/shared/captions';
import { conversation } from '../../support/captionData';
import { captionsOf, captionsOfSrt } from '../../support/captionMeasures';
import { parseVtt } from '../../support/captionParsers';

const duration = ({ start, end }: Cue): number => Math.round((end - start) * 1000) / 1000;

describe('captions of a conversation', () => {
	it('keep to the characters, lines and durations of the rules', async () => {
		const speech = conversation({ seconds: 60 }, 9);
		const cues = await buildCues(speech, { maxCharsPerLine: 32, maxLines: 1, maxDuration: 2 });
		expect(cues.every(({ lines }) => lines.length === 1)).toBe(true);
		expect(Math.max(...cues.flatMap(({ lines }) => lines.map((line) => line.length)))).toBeLessThanOrEqual(
			32,
		);
		expect(Math.max(...cues.map(duration))).toBeLessThanOrEqual(2);
		const three = await buildCues(speech, { maxLines: 3 });
		expect(Math.max(...three.map(({ lines }) => lines.length))).toBe(3);
	});

	it('leave the configured gap between cues', async () => {
		const gaps = async (rules: Partial<CaptionRules>) => {
			const cues = await buildCues(conversation({ seconds: 60 }, 9), rules);
			return cues.slice(1).map((cue, at) => Math.round((cue.start - (cues[at]?.end ?? 0)) * 1000));
		};
		expect(Math.min(...(await gaps({})))).toBe(80);
		expect(Math.min(...(await gaps({ frameRate: 23.976 })))).toBe(84);
		expect(Math.min(...(await gaps({ frameRate: 50, minGapFrames: 4 })))).toBe(80);
		expect(Math.min(...(await gaps({ minGapFrames: 0 })))).toBe(0);
	});

	it.each(['off', 'prefix', 'voice'] as const)(
		'are valid files and parse to the same cues, labels: %s',
		async (speakerLabels) => {
			const cues = await buildCues(conversation({ seconds: 163 }, 6), {
				speakerLabels,
				speakerNames: { A: 'Anna <host>', B: 'Ben -->' },
			});
			expect(srtValidator(toSrt(cues))).toEqual([]);
			const { errors, captions, voices } = parseVtt(toVtt(cues));
			expect(errors).toEqual([]);
			expect(captions).toEqual(captionsOf(cues));
			expect(voices.flat().length).toBe(cues.reduce((sum, cue) => sum + new Set(cue.voices).size, 0));
			const srt = await captionsOfSrt(toSrt(cues));
			expect(srt.map(({ start, end }) => [start, end])).toEqual(
				captionsOf(cues).map(({ start, end }) => [start, end]),
			);
		},
	);
});

describe('a day of speech', () => {
	it('yields to the event loop while it is processed', async () => {
		let turned = 0;
		let working = true;
		const turn = () => {
			turned += 1;
			if (working) setImmediate(turn);
		};
		setImmediate(turn);
		const speech = conversation({ words: 220_000 });
		const cues = await buildCues(speech);
		working = false;
		expect(cues.flatMap((cue) => cue.words)).toHaveLength(speech.words.length);
		expect(turned).toBeGreaterThan(1);
	});
});
