import {
	buildCues,
	displayWidth,
	translateForCaptions,
	type CaptionRules,
} from '../../../nodes/shared/captions';
import type { Transcript, Word } from '../../../nodes/shared/transcript/model';
import { conversation, word } from '../../support/captionData';
import { aTranscript } from '../../support/transcripts';

interface Row {
	start: number;
	end: number;
	text: string;
	speaker?: string | null;
	channel?: string | null;
}

/** A transcript whose vendor translated it into German. */
function withGerman(rows: readonly Row[], rest: Partial<Transcript> = {}): Transcript {
	const segments = rows.map((row) => ({ channel: null, speaker: null, ...row }));
	const text = rows.map((row) => row.text).join(' ');
	return aTranscript([], { ...rest, insights: { translations: { de: { text, segments } } } });
}

const textOf = (cues: ReadonlyArray<{ lines: string[] }>) => cues.flatMap(({ lines }) => lines).join(' ');

describe('a translation', () => {
	it('has the pauses of the speech', async () => {
		const spoken = [word('Good', 1, 1.5), word('morning', 1.5, 2.2), word('everyone', 6, 6.8)];
		const row = { start: 1, end: 6.8, text: 'Guten Morgen allerseits' };
		const { words } = await translateForCaptions(withGerman([row], { words: spoken }), 'de');
		expect(words.map(({ text }) => text)).toEqual(['Guten', 'Morgen', 'allerseits']);
		expect(words[0]?.start).toBe(1);
		expect(words[1]?.end).toBeLessThanOrEqual(2.2);
		expect(words[2]?.start).toBeGreaterThan(1.5);
		expect(words.at(-1)?.end).toBe(6.8);
		for (const each of words) expect(each.timing).toBe('estimated');
	});

	it('fills the time until the next sentence where it is too long, and no more', async () => {
		const long = 'Selbstverständlich können wir Ihren Termin auf den kommenden Freitag verschieben.';
		const rows = [
			{ start: 0, end: 1, text: long },
			{ start: 10, end: 11, text: 'Danke.' },
		];
		const spoken = [word('Sure', 0, 0.4), word('thing', 0.5, 1), word('Thanks', 10, 10.5)];
		const german = await translateForCaptions(withGerman(rows, { words: spoken }), 'de');
		expect(german.segments[0]?.end).toBeCloseTo(long.length / 20, 2);
		for (const cue of await buildCues(german)) {
			const speed = displayWidth(cue.lines.join(' ')) / (cue.end - cue.start);
			expect(speed).toBeLessThanOrEqual(20.01);
		}
		const crowded = [
			{ start: 0, end: 1, text: long },
			{ start: 1.5, end: 2.5, text: 'Danke.' },
		];
		const { segments } = await translateForCaptions(withGerman(crowded, { words: spoken }), 'de');
		expect(segments[0]?.end).toBe(1.42);
	});

	it('is cut by the rules of its own language', async () => {
		const text = 'これは日本語の字幕がどのように分割されるかを確認するための文章です。';
		const row = { start: 0, end: 12, speaker: null, channel: null, text };
		const transcript = aTranscript([word('Long', 0, 12)], {
			insights: { translations: { ja: { text, segments: [row] } } },
		});
		const cues = await buildCues(await translateForCaptions(transcript, 'ja'));
		expect(cues.flatMap(({ lines }) => lines).join('')).toBe(text);
		for (const line of cues.flatMap(({ lines }) => lines)) expect(displayWidth(line)).toBeLessThanOrEqual(26);
	});

	it.each([1, 2, 3])(
		'keeps every word, in order, within the turn or the pause after it, seed %i',
		async (seed) => {
			const speech = conversation({ seconds: 300 }, seed);
			const spoken = aTranscript(speech.words);
			const turns: Row[] = [];
			for (const { speaker, start, end, text } of speech.words) {
				const last = turns.at(-1);
				const who = speaker ?? '';
				if (last?.speaker === who) Object.assign(last, { end, text: `${last.text} ${text}${text}` });
				else turns.push({ speaker: who, start, end, text: text + text });
			}
			const german = await translateForCaptions(withGerman(turns, { words: spoken.words }), 'de');
			expect(german.text).toBe(turns.map(({ text }) => text).join(' '));
			for (const [index, { start, end }] of german.segments.entries()) {
				expect(start).toBeGreaterThanOrEqual(turns[index]?.start ?? 0);
				expect(end).toBeLessThanOrEqual(
					Math.max(turns[index]?.end ?? 0, turns[index + 1]?.start ?? Infinity),
				);
			}
			const cues = await buildCues(german);
			expect(
				textOf(cues)
					.replace(/(^| )- ?/gu, ' ')
					.split(/\s+/u)
					.filter(Boolean)
					.sort(),
			).toEqual(
				turns
					.flatMap(({ text }) => text.replace(/(^| )- ?/gu, ' ').split(/\s+/u))
					.filter(Boolean)
					.sort(),
			);
		},
	);

	it('has the pauses of its own speaker and channel', async () => {
		const spoken = [
			word('Good', 1, 2, { channel: '1' }),
			word('yes', 3, 4, { channel: '2' }),
			word('morning', 5, 6, { channel: '1' }),
		];
		const starts = async (rest: Partial<Row>, words = spoken) => {
			const row = { start: 1, end: 6, text: 'gut gut', ...rest };
			const german = await translateForCaptions(withGerman([row], { words }), 'de', {
				maxCharsPerSecond: 20,
			});
			return german.words.map(({ start, end }) => [start, end]);
		};
		const withPause = [
			[1, 2],
			[5, 6],
		];
		expect(await starts({ channel: '1' })).toEqual(withPause);
		// The words of the other channel are spoken as well.
		expect(await starts({ channel: null })).not.toEqual(withPause);
		expect(
			await starts(
				{ channel: '1' },
				spoken.map((each) => ({ ...each, channel: null })),
			),
		).not.toEqual(withPause);
		const people = spoken.map((each, index) => ({
			...each,
			channel: null,
			speaker: index === 1 ? 'B' : 'A',
		}));
		expect(await starts({ speaker: 'A' }, people)).toEqual(withPause);
		expect(await starts({ speaker: null }, people)).not.toEqual(withPause);
	});

	it.each([
		['in any order', [word('b', 5, 6), word('a', 1, 2)]],
		['without its punctuation', [word('a', 1, 2), word('.', 2, 5, { kind: 'punctuation' }), word('b', 5, 6)]],
		[
			'without what is said before and after it',
			[word('x', 0, 1), word('a', 1, 2), word('b', 5, 6), word('y', 6, 9)],
		],
		['without what is said at the same time', [word('a', 1, 2), word('x', 1.5, 4), word('b', 5, 6)]],
		['without words of no length', [word('a', 1, 2), word('x', 3, 3), word('b', 5, 6)]],
		['as far as it goes', [word('a', 1, 2), word('b', 5, 9)]],
	])('has the pauses of the speech %s', async (_, words) => {
		const row = { start: 1, end: 6, text: 'gut gut', speaker: 'A', channel: '1' };
		const german = await translateForCaptions(withGerman([row], { words }), 'de');
		expect(german.words.map(({ start, end, speaker, channel }) => [start, end, speaker, channel])).toEqual([
			[1, 2, 'A', '1'],
			[5, 6, 'A', '1'],
		]);
	});

	it('takes its whole time if nothing was said, or not long enough to read it', async () => {
		const row = { start: 1, end: 6, text: 'gut gut' };
		const times = async (...words: Word[]) =>
			(await translateForCaptions(withGerman([row], { words }), 'de', { maxCharsPerSecond: 7 })).words.map(
				({ start, end }) => [start, end],
			);
		const whole = [
			[1, 3.5],
			[3.5, 6],
		];
		expect(await times()).toEqual(whole);
		expect(await times(word('a', 1, 1.5), word('b', 5.5, 6))).toEqual(whole);
		expect(await times(word('a', 1, 1.6), word('b', 5.4, 6))).toEqual([
			[1, 1.6],
			[5.4, 6],
		]);
	});

	it('keeps what follows without a space, except between sentences', async () => {
		const rows = [
			{ start: 0, end: 5, text: '東京に' },
			{ start: 5, end: 10, text: '行く' },
		].map((row) => ({ ...row, speaker: null, channel: null }));
		const insights = { translations: { ja: { text: '東京に行く。', segments: rows } } };
		const japanese = await translateForCaptions(aTranscript([], { insights }), 'ja');
		expect(japanese.text).toBe('東京に行く。');
		expect(japanese.words.map(({ text, spaceBefore }) => [text, spaceBefore])).toEqual([
			['東京', false],
			['に', false],
			['行く', true],
		]);
	});

	it('of turns has their text, and a space between them', async () => {
		const turn = (start: number, text: string, de: string) => ({
			...{ speaker: 'A', channel: null, start, end: start + 5, text, confidence: null },
			...{ words: { from: 0, to: 0 }, translations: { de } },
		});
		const segments = [turn(0, 'Yes.', 'Ja.'), turn(10, 'Good.', 'Gut so.')];
		const german = await translateForCaptions(
			aTranscript([], { segments, insights: { translations: { fr: { text: 'Oui.', segments: [] } } } }),
			'de',
		);
		expect(german.text).toBe('Ja. Gut so.');
		expect(german.language).toBe('de');
		expect(german.words.map(({ text, spaceBefore }) => [text, spaceBefore])).toEqual([
			['Ja.', false],
			['Gut', true],
			['so.', true],
		]);
		expect(german.segments.map(({ start, end, words }) => [start, end, words])).toEqual([
			[0, 5, { from: 0, to: 1 }],
			[10, 15, { from: 1, to: 3 }],
		]);
	});

	it('reads each spoken word a few times only, also where all sentences claim the whole recording', async () => {
		let reads = 0;
		const words = Array.from({ length: 20_000 }, (_, index) => ({
			...word('so', index, index + 0.5),
			get start() {
				reads += 1;
				return index;
			},
		}));
		const rows = Array.from({ length: 2_000 }, () => ({ start: 0, end: 20_000, text: 'Also gut.' }));
		const { segments } = await translateForCaptions(withGerman(rows, { words }), 'de');
		expect(segments).toHaveLength(2_000);
		expect(reads).toBeLessThan(100 * words.length);
	});
});

it('reading speed is that of the rules', async () => {
	const rows = [{ start: 0, end: 1, text: 'Zehn Buchstaben und noch mehr davon' }];
	const rules: Partial<CaptionRules> = { maxCharsPerSecond: 10 };
	const { segments } = await translateForCaptions(withGerman(rows), 'de', rules);
	expect(segments[0]?.end).toBe(3.5);
});
