import fc from 'fast-check';
import srtValidator from 'srt-validator';
import {
	buildCues,
	defaultCaptionRules,
	displayWidth,
	toSrt,
	toVtt,
	type CaptionRules,
	type Cue,
} from '../../../nodes/shared/captions';
import type { Word } from '../../../nodes/shared/transcript/model';
import { word } from '../../support/captionData';
import { captionsOf, captionsOfSrt } from '../../support/captionMeasures';
import { parseVtt } from '../../support/captionParsers';

const texts = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.constantFrom('the', 'and', 'I', 'house', 'Anna', 'Smith', '12', 'km', 'because', 'of'),
	},
	{
		weight: 3,
		arbitrary: fc.constantFrom('yes,', 'no.', 'why?', 'well…', 'Mr.', '“Hello,”', '(aside)', '—'),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('Donaudampfschifffahrtsgesellschaftskapitän', 'www.example.com/a-b/c_d?e=f'),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'مرحبا',
			'שלום',
			'नमस्ते',
			'สวัสดีครับ',
			'今日はいい天気ですね。',
			'👩‍👩‍👧',
			'e\u0301te\u0301',
		),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'<b>',
			'a-->b',
			'-->',
			'R&D',
			'{\\an8}',
			'&amp;',
			'1',
			'\u0007bell',
			'a\nb',
			'',
		),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 70 }) },
);

interface Lanes {
	names: ReadonlyArray<{ speaker: string | null; channel: string | null }>;
}

const oneLane: Lanes = { names: [{ speaker: null, channel: null }] };
const manyLanes: Lanes = {
	names: [
		{ speaker: 'A', channel: '1' },
		{ speaker: 'B', channel: '1' },
		{ speaker: 'A', channel: '2' },
	],
};

/**
 * Words in order of time, with overlaps, words without length, long words, silences, and words that are not separated
 * by spaces.
 */
const wordsOf = ({ names }: Lanes): fc.Arbitrary<Word[]> =>
	fc
		.array(
			fc.record({
				text: texts,
				step: fc.oneof(
					{ weight: 8, arbitrary: fc.integer({ min: 0, max: 700 }) },
					fc.integer({ min: 0, max: 9000 }),
				),
				length: fc.oneof(
					{ weight: 8, arbitrary: fc.integer({ min: 0, max: 800 }) },
					fc.integer({ min: 0, max: 9000 }),
				),
				lane: fc.nat(names.length - 1),
				spaceBefore: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
			}),
			{ maxLength: 120, size: 'max' },
		)
		.map((entries) => {
			let time = 0;
			return entries.map(({ text, step, length, lane, spaceBefore }) => {
				time += step;
				return word(text, time / 1000, (time + length) / 1000, { ...names[lane], spaceBefore });
			});
		});

const rulesOf: fc.Arbitrary<Partial<CaptionRules>> = fc.record(
	{
		maxCharsPerLine: fc.integer({ min: 12, max: 60 }),
		maxLines: fc.integer({ min: 1, max: 4 }),
		minDuration: fc.constantFrom(0, 5 / 6, 2),
		maxDuration: fc.constantFrom(3, 7, 20),
		maxCharsPerSecond: fc.constantFrom(8, 17, 20, 40),
		minGapFrames: fc.constantFrom(0, 1, 2, 5),
		frameRate: fc.constantFrom(23.976, 24, 25, 29.97, 50),
		closeGapsUpTo: fc.constantFrom(0, 0.5, 2),
		pauseForNewCue: fc.constantFrom(0.3, 1.5, 10),
		naturalBreaks: fc.boolean(),
		dialogueDashes: fc.constantFrom(false, true, 'short' as const),
		linger: fc.constantFrom(0, 0.5, 2),
		speakerLabels: fc.constantFrom('off', 'prefix', 'voice'),
	},
	{ requiredKeys: [] },
);

const ms = (seconds: number): number => Math.round(seconds * 1000);
const solid = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029\ufeff]/gu, '');
const shows = ({ text }: Word): boolean => /[^\p{Cc}\p{Cf}\p{Z}]/u.test(text);

describe('cues of any words', () => {
	it('show each word once, in order, with all letters', async () => {
		await fc.assert(
			fc.asyncProperty(wordsOf(oneLane), rulesOf, async (words, rules) => {
				const cues = await buildCues({ words, language: 'en' }, rules);
				const shown = cues.flatMap(({ lines }) => lines).join('');
				expect(solid(shown)).toBe(
					solid(
						words
							.filter(shows)
							.map(({ text }) => text)
							.join(''),
					),
				);
				const indexes = cues.flatMap((cue) => cue.words).filter((index, at, all) => index !== all[at - 1]);
				expect(indexes.filter((index) => shows(words[index] ?? word('', 0, 0)))).toEqual(
					words.flatMap((each, index) => (shows(each) ? [index] : [])),
				);
			}),
			{ numRuns: 100 },
		);
	});

	it('keep each speaker and channel in order and separate', async () => {
		await fc.assert(
			fc.asyncProperty(wordsOf(manyLanes), rulesOf, async (words, rules) => {
				const cues = await buildCues({ words, language: 'en' }, { ...rules, speakerLabels: 'off' });
				for (const lane of manyLanes.names) {
					const own = (index: number) =>
						words[index]?.speaker === lane.speaker && words[index].channel === lane.channel;
					const indexes = cues.flatMap((cue) => cue.words.filter(own));
					const distinct = indexes.filter((index, at) => index !== indexes[at - 1]);
					const expected = words.flatMap((each, index) => (own(index) && shows(each) ? [index] : []));
					expect(distinct.filter((index) => expected.includes(index))).toEqual(expected);
				}
				for (const cue of cues) {
					const speakers = new Set(
						cue.words.map((index) => `${words[index]?.channel} ${words[index]?.speaker}`),
					);
					if (speakers.size > 1) {
						expect(cue.lines).toHaveLength(speakers.size);
						expect(cue.lines.every((line) => line.startsWith('-'))).toBe(true);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	it.each([
		['one speaker', oneLane],
		['speakers and channels at the same time', manyLanes],
	])('respect the limits: %s', async (_, lanes) => {
		await fc.assert(
			fc.asyncProperty(wordsOf(lanes), rulesOf, async (words, rules) => {
				const resolved = { ...defaultCaptionRules, ...rules };
				const gap = (resolved.minGapFrames * 1000) / resolved.frameRate;
				const cues = await buildCues({ words, language: 'en' }, rules);
				let previous: Cue | undefined;
				for (const cue of cues) {
					expect(cue.lines.length).toBeGreaterThan(0);
					expect(cue.lines.length).toBeLessThanOrEqual(resolved.maxLines);
					for (const line of cue.lines) {
						expect(displayWidth(line)).toBeLessThanOrEqual(resolved.maxCharsPerLine);
						expect(line.trim()).toBe(line);
						expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
						expect(line).not.toBe('');
					}
					expect(cue.end).toBeGreaterThan(cue.start);
					expect(ms(cue.end) - ms(cue.start)).toBeLessThanOrEqual(resolved.maxDuration * 1000);
					if (previous) expect(ms(cue.start) - ms(previous.end)).toBeGreaterThanOrEqual(gap - 1e-6);
					previous = cue;
				}
				expect(cues.map(({ index }) => index)).toEqual(cues.map((_cue, at) => at + 1));
			}),
			{ numRuns: 100 },
		);
	});

	it('take their times from their words', async () => {
		const plain = wordsOf(manyLanes).map((words) =>
			words.map((each) => ({ ...each, text: 'word', spaceBefore: true })),
		);
		await fc.assert(
			fc.asyncProperty(plain, rulesOf, async (words, rules) => {
				const resolved = { ...defaultCaptionRules, ...rules };
				const gap = Math.ceil((resolved.minGapFrames * 1000) / resolved.frameRate - 1e-9);
				const flash = Math.ceil(4000 / resolved.frameRate);
				const cues = await buildCues({ words, language: 'en' }, rules);
				for (const [at, cue] of cues.entries()) {
					const own = cue.words.flatMap((index) => words[index] ?? []);
					const first = ms(Math.min(...own.map(({ start }) => start)));
					const last = ms(Math.max(...own.map(({ end }) => end)));
					const before = cues[at - 1];
					const after = cues[at + 1];
					const waits = before !== undefined && first < ms(before.start) + flash + gap;
					if (waits) expect(ms(cue.start)).toBeGreaterThanOrEqual(first);
					else expect(ms(cue.start)).toBe(first);
					const cut =
						ms(cue.end) - ms(cue.start) === Math.floor(resolved.maxDuration * 1000) ||
						(after !== undefined && ms(after.start) - gap === ms(cue.end));
					if (!cut) {
						expect(ms(cue.end)).toBeGreaterThanOrEqual(last);
						const reading = (displayWidth(cue.lines.join(' ')) * 1000) / resolved.maxCharsPerSecond;
						const needed = Math.max(resolved.minDuration * 1000, reading, flash);
						expect(ms(cue.end)).toBeLessThanOrEqual(
							Math.max(last + resolved.linger * 1000, ms(cue.start) + Math.ceil(needed)),
						);
						expect(ms(cue.end) - ms(cue.start)).toBeGreaterThanOrEqual(needed - 1e-6);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('show every word although the vendor returns the words out of order', async () => {
		const disorder = wordsOf(manyLanes).chain((words) =>
			fc.shuffledSubarray(words, { minLength: words.length }),
		);
		await fc.assert(
			fc.asyncProperty(disorder, async (words) => {
				const cues = await buildCues({ words, language: null });
				const found = new Set(cues.flatMap((cue) => cue.words));
				expect(
					[...found].filter((index) => shows(words[index] ?? word('', 0, 0))).sort((a, b) => a - b),
				).toEqual(words.flatMap((each, index) => (shows(each) ? [index] : [])));
				for (const [at, cue] of cues.entries()) {
					if (at > 0) expect(ms(cue.start) - ms(cues[at - 1]?.end ?? 0)).toBeGreaterThanOrEqual(80);
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('are valid vtt for the W3C parser, with the same times and lines', async () => {
		await fc.assert(
			fc.asyncProperty(wordsOf(manyLanes), rulesOf, async (words, rules) => {
				const cues = await buildCues({ words, language: 'en' }, rules);
				const vtt = toVtt(cues);
				expect(vtt.match(/-->/g) ?? []).toHaveLength(cues.length);
				const parsed = parseVtt(vtt);
				expect(parsed.errors).toEqual([]);
				expect(parsed.captions).toEqual(captionsOf(cues));
			}),
			{ numRuns: 100 },
		);
	});

	it('are valid srt for two parsers, with the same times and lines', async () => {
		await fc.assert(
			fc.asyncProperty(wordsOf(manyLanes), rulesOf, async (words, rules) => {
				const cues = await buildCues({ words, language: 'en' }, rules);
				const srt = toSrt(cues);
				if (cues.length > 0) expect(srtValidator(srt)).toEqual([]);
				const parsed = await captionsOfSrt(srt);
				const seen = parsed.map((each) => ({
					...each,
					lines: each.lines.map((line) => line.replace(/(?<=[<{])\u2060/g, '')),
				}));
				expect(seen).toEqual(
					captionsOf(cues).map((each) => ({
						...each,
						lines: each.lines.map((line) => line.replaceAll('-->', '→').replace(/(?<=[<{])\u2060/g, '')),
					})),
				);
			}),
			{ numRuns: 100 },
		);
	});
});
