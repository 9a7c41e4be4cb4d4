import {
	buildCues,
	defaultCaptionRules,
	displayWidth,
	resolveCaptionRules,
} from '../../../nodes/shared/captions';
import { presetRules, PRESETS } from '../../../nodes/shared/captions/presets';
import { spoken } from '../../support/captionData';

describe('presets', () => {
	it.each([
		['ja', 26, 8],
		['cmn-Hans', 32, 18],
		['zh_tw', 32, 18],
		['ko', 32, 24],
		['cmn', 32, 18],
		['yue', 32, 18],
		['th', 35, 17],
		['ru-RU', 39, 17],
		['AR', 42, 20],
		['ar', 42, 20],
		['ru', 39, 17],
		['en_us', 42, 20],
		[null, 42, 20],
	])('use the line length and reading speed of the language: %s', (language, line, speed) => {
		expect(resolveCaptionRules({}, language)).toMatchObject({
			maxCharsPerLine: line,
			maxCharsPerSecond: speed,
		});
	});

	it.each([
		['netflix', {}],
		[
			'bbc',
			{
				maxCharsPerLine: 37,
				maxCharsPerSecond: 15,
				minDuration: 1,
				closeGapsUpTo: 1.5,
				labelStyle: 'capitals',
			},
		],
		['ebu', { maxCharsPerLine: 37, maxCharsPerSecond: 15, minDuration: 1, labelStyle: 'bracketsUpper' }],
		['youtube', { maxCharsPerLine: 40, maxDuration: 6, pauseForNewCue: 1 }],
		['vertical', { maxCharsPerLine: 22, maxDuration: 3, minDuration: 0.5, pauseForNewCue: 0.7 }],
		['podcast', { maxCharsPerLine: 32, speakerLabels: 'prefix' }],
	] as const)('%s changes the rules of its publisher only', (preset, rules) => {
		expect(presetRules(preset, 'en')).toEqual(rules);
		expect(resolveCaptionRules({ preset }, 'en')).toEqual({ ...defaultCaptionRules, ...rules, preset });
	});

	it('never exceed what the language allows', () => {
		for (const preset of PRESETS) {
			expect(presetRules(preset, 'ja').maxCharsPerLine).toBeLessThanOrEqual(26);
			expect(presetRules(preset, 'ja').maxCharsPerSecond).toBe(8);
		}
		expect(presetRules('vertical', 'ja').maxCharsPerLine).toBe(22);
		expect(presetRules('bbc', 'en').maxCharsPerLine).toBe(37);
	});

	it('give way to rules that are set', () => {
		expect(resolveCaptionRules({ preset: 'bbc', maxCharsPerLine: 30 }, 'ja')).toMatchObject({
			maxCharsPerLine: 30,
			maxCharsPerSecond: 8,
			minDuration: 1,
		});
	});

	it('apply to captions: 13 characters a line in Japanese, names in podcasts', async () => {
		const speech = spoken('これは日本語の字幕がどのように分割されるかを確認するための文章です。', 'ja', {
			rate: 7,
		});
		const lines = (await buildCues(speech)).flatMap((cue) => cue.lines);
		expect(lines.length).toBeGreaterThan(1);
		for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(26);
		const named = spoken('Good evening.', 'en', { more: { speaker: 'A' } });
		expect((await buildCues(named, { preset: 'podcast' }))[0]?.lines).toEqual(['Speaker A: Good evening.']);
	});
});
