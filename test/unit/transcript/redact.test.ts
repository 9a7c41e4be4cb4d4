import type { Insights, Word } from '../../../nodes/shared/transcript/model';
import {
	redactedInsights,
	redactedSegments,
	renameSpeakers,
	spokenSegments,
	type RedactableSegment,
} from '../../../nodes/shared/transcript/redact';
import { aTranscript, aWord } from '../../support/transcripts';

function segment(index: number, text: string, redactedText?: string): RedactableSegment {
	return {
		common: { speaker: 'A', channel: null, start: index, end: index + 1, confidence: null },
		spoken: { text, extras: { emotion: `of ${text}` } },
		redactedText,
	};
}

const textsOf = (segments: ReadonlyArray<{ text: string }>) => segments.map(({ text }) => text);

describe('the segments as they were spoken', () => {
	it('have the spoken text and everything that reveals it', () => {
		expect(spokenSegments([segment(0, 'I am Ann', 'I am ###')])).toEqual([
			{
				speaker: 'A',
				channel: null,
				start: 0,
				end: 1,
				confidence: null,
				text: 'I am Ann',
				extras: { emotion: 'of I am Ann' },
			},
		]);
	});
});

describe('the segments as they may be shown', () => {
	it('are those that were spoken if nothing is redacted', () => {
		const segments = [segment(0, 'Hello'), segment(1, 'there')];
		expect(redactedSegments(segments)).toEqual({ segments: spokenSegments(segments), warnings: [] });
	});

	it('have the redacted text and nothing that reveals the spoken one', () => {
		const { segments, warnings } = redactedSegments([segment(0, 'I am Ann', 'I am ###')]);
		expect(segments).toEqual([
			{ speaker: 'A', channel: null, start: 0, end: 1, confidence: null, text: 'I am ###' },
		]);
		expect(warnings).toEqual([]);
	});

	it('have no text where the vendor redacted others only', () => {
		const { segments, warnings } = redactedSegments([segment(0, 'I am Ann', 'I am ###'), segment(1, 'Bob')]);
		expect(textsOf(segments)).toEqual(['I am ###', '[REDACTED]']);
		expect(warnings).toEqual([
			{
				feature: 'redaction',
				type: 'missing',
				message: 'The vendor returned no redacted text for 1 segment, so its text is left out.',
			},
		]);
	});

	it('have no text if redaction was requested and the vendor redacted nothing', () => {
		const { segments, warnings } = redactedSegments([segment(0, 'Ann'), segment(1, 'Bob')], true);
		expect(textsOf(segments)).toEqual(['[REDACTED]', '[REDACTED]']);
		expect(warnings[0]?.message).toBe(
			'The vendor returned no redacted text for 2 segments, so their texts are left out.',
		);
	});

	it('have nothing to leave out where nothing was spoken', () => {
		const { segments, warnings } = redactedSegments([segment(0, '')], true);
		expect(textsOf(segments)).toEqual(['']);
		expect(warnings).toEqual([]);
	});

	it('may have an empty redacted text', () => {
		expect(textsOf(redactedSegments([segment(0, 'Ann', '')]).segments)).toEqual(['']);
	});
});

/** "I am ### today", a second for each word. */
const words = ['I', 'am', '###', 'today'].map((text, index) =>
	aWord(text, index, { spaceBefore: index > 0 }),
);

async function shown(
	insights: Insights,
	changes: { isRedacted?: boolean; words?: Word[]; text?: string } = {},
) {
	const { isRedacted = true, words: own = words, text = 'I am ### today' } = changes;
	return await redactedInsights(insights, { words: own, text }, { isRedacted, harmless: ['version'] });
}

const spoken = { speaker: null, channel: null };

const row = (start: number, end: number, text = 'I am Ann') => ({ ...spoken, start, end, text });

/** The text that is shown instead of a text of this time. */
async function textAt(start: number, end: number, own = words, channel: string | null = null) {
	const entities = [{ ...row(start, end), channel, type: 'name' }];
	return (await shown({ entities }, { words: own })).entities?.[0]?.text;
}

describe('the insights of a redacted transcript', () => {
	it('are none if there are none', async () => {
		expect(await shown({})).toEqual({});
	});

	it('have the redacted words of the same time, and keep everything else of a row', async () => {
		const sentiment = [{ ...row(1, 3), sentiment: 'neutral' as const, confidence: 0.5 }];
		const entities = [{ ...row(2, 3, 'Ann'), type: 'name' }];
		expect(await shown({ sentiment, entities })).toEqual({
			sentiment: [{ ...sentiment[0], text: 'am ###' }],
			entities: [{ ...entities[0], text: '###' }],
		});
	});

	it('have them in the segments of topics and content safety as well', async () => {
		const topics = {
			summary: { health: 0.9 },
			segments: [{ ...row(0, 3), topics: [{ topic: 'health', relevance: 0.9 }] }],
		};
		const contentSafety = {
			summary: { health: 0.8 },
			segments: [{ ...row(0, 3), labels: [{ label: 'health', confidence: 0.8, severity: null }] }],
		};
		expect(await shown({ topics, contentSafety })).toEqual({
			topics: { ...topics, segments: [{ ...topics.segments[0], text: 'I am ###' }] },
			contentSafety: {
				...contentSafety,
				segments: [{ ...contentSafety.segments[0], text: 'I am ###' }],
			},
		});
	});

	it('have only the members of "other" that contain nothing that was spoken', async () => {
		expect(await shown({ other: { version: 2, notes: 'I am Ann' } })).toEqual({ other: { version: 2 } });
		expect(await shown({ other: { notes: 'I am Ann' } })).toEqual({});
	});

	const written: Insights = {
		summary: 'Ann speaks.',
		chapters: [],
		translations: { de: { text: 'Ich bin Ann', segments: [] } },
		actionItems: [{ text: 'Call Ann', quote: null, start: null }],
	};

	it('have no texts that the vendor wrote itself, and say so', async () => {
		expect(await shown({ ...written, languages: [] })).toEqual({
			languages: [],
			warnings: [
				{
					feature: 'redaction',
					type: 'left_out',
					message:
						'The vendor does not redact these results, so they are left out: summary, chapters, translations, action items. To include them, set "Redaction" to "As Spoken".',
				},
			],
		});
	});

	it('have these texts if nothing is redacted', async () => {
		expect(await shown(written, { isRedacted: false })).toEqual(written);
	});

	it('keep other warnings in front', async () => {
		const warnings = [{ feature: 'translation', type: 'unsupported', message: 'No' }];
		const { actionItems } = written;
		const result = await shown({ warnings, actionItems });
		expect(result.warnings?.map(({ type }) => type)).toEqual(['unsupported', 'left_out']);
		expect(await shown({ warnings })).toEqual({ warnings });
	});

	it('leave those as they were spoken unmodified', async () => {
		const insights = { ...written, entities: [{ ...row(2, 3, 'Ann'), type: 'name' }] };
		const before = JSON.stringify(insights);
		await shown(insights);
		expect(JSON.stringify(insights)).toBe(before);
	});
});

describe('the key phrases of a redacted transcript', () => {
	const phrasesIn = async (text: string, ...phrases: string[]) => {
		const keyPhrases = phrases.map((phrase) => ({ text: phrase, count: 1, rank: null, times: [] }));
		return textsOf((await shown({ keyPhrases }, { text })).keyPhrases ?? []);
	};

	it('are those that its text contains', async () => {
		expect(await phrasesIn('I am ### and ill', 'am', 'Ann', 'and ill', 'I am Ann')).toEqual([
			'am',
			'and ill',
		]);
	});

	it('are compared without case and punctuation', async () => {
		expect(await phrasesIn('He said: "Hello, World!"', 'hello  world', 'SAID HELLO')).toEqual([
			'hello  world',
			'SAID HELLO',
		]);
	});

	it('are compared by whole words', async () => {
		expect(await phrasesIn('the annual plan', 'ann', 'annual', 'plan', 'an', 'the')).toEqual([
			'annual',
			'plan',
			'the',
		]);
	});

	it('are found by their rarest word, however often their first word occurs', async () => {
		const phrases = Array.from({ length: 20 }, () => ['the house', 'the bill', 'bill of the']).flat();
		expect(await phrasesIn(`${'the '.repeat(2000)}bill of the house`, ...phrases)).toEqual(phrases);
	});

	it('are left out once comparing them would cost more than reading the text several times', async () => {
		const costly = Array.from({ length: 100 }, () => 'a a a a b');
		expect(await phrasesIn(`${'a '.repeat(1000)}end ${'b '.repeat(1000)}`, 'end', ...costly, 'end')).toEqual([
			'end',
		]);
	});

	it('are none of punctuation alone', async () => {
		expect(await phrasesIn('well ... no', '...', '')).toEqual([]);
		expect(await phrasesIn('', '...', '', 'well')).toEqual([]);
	});

	it.each(['####', '[PERSON]', '<name>', '***', '_'])(
		'may contain the sign of redaction %s',
		async (sign) => {
			expect(await phrasesIn(`I am ${sign} today`, `am ${sign}`, 'am today')).toEqual([`am ${sign}`]);
		},
	);
});

describe('the redacted words of a time', () => {
	it('are those that were spoken in it, also in part', async () => {
		expect(await textAt(1.9, 2.1)).toBe('am ###');
		expect(await textAt(0, 4)).toBe('I am ### today');
	});

	it('are not those that end or start at its limits', async () => {
		expect(await textAt(1, 2)).toBe('am');
	});

	it('are replaced by a placeholder if there are none', async () => {
		expect(await textAt(9, 10)).toBe('[REDACTED]');
		expect(await textAt(0, 4, [])).toBe('[REDACTED]');
	});

	it('include a long word that started much earlier', async () => {
		const long = aWord('looong', 0, { end: 100 });
		expect(await textAt(50, 51, [long, ...words])).toBe('looong');
	});

	it('of a moment are those that start then or go on', async () => {
		expect(await textAt(1, 1)).toBe('am');
		expect(await textAt(1.5, 1.5)).toBe('am');
	});

	it('include a word without length at the start of the time', async () => {
		expect(await textAt(2, 3, [aWord('!', 2, { end: 2 }), aWord('###', 2, { end: 2.5 })])).toBe('!###');
	});

	it('are sorted by time', async () => {
		expect(await textAt(0, 4, [...words].reverse())).toBe('I am ### today');
	});

	it('are those of the same channel, if both have one', async () => {
		const both = [
			aWord('left', 0, { channel: '1' }),
			aWord('right', 0, { channel: '2' }),
			aWord('unknown', 0, { channel: null }),
		];
		expect(await textAt(0, 1, both, '2')).toBe('right unknown');
		expect(await textAt(0, 1, both, null)).toBe('left right unknown');
	});

	it('are read a limited number of times, so that rows that overlap cost little', async () => {
		const entities = Array.from({ length: 2_000 }, () => ({ ...row(0, 1), type: 'name' }));
		const texts = textsOf((await shown({ entities }, { words: [aWord('###', 0)] })).entities ?? []);
		expect(texts.slice(0, 1_032)).toEqual(Array.from({ length: 1_032 }, () => '###'));
		expect(new Set(texts.slice(1_032))).toEqual(new Set(['[REDACTED]']));
	});

	it('are found at once in a long recording', async () => {
		const many = Array.from({ length: 3_000 }, (_, index) => aWord(`w${index}`, index));
		const entities = many.map(({ start, end }) => ({ ...row(start, end), type: 'name' }));
		expect(textsOf((await shown({ entities }, { words: many })).entities ?? [])).toEqual(
			many.map(({ text }) => text),
		);
	});

	it('include one that starts with the time if no word has a length', async () => {
		expect(
			await textAt(
				1,
				1.5,
				[0, 1, 2].map((index) => aWord(`w${index}`, index, { end: index })),
			),
		).toBe('w1');
	});

	it('may be read eight times each', async () => {
		const many = Array.from({ length: 1_000 }, (_, index) => aWord('#', index));
		const entities = Array.from({ length: 10 }, () => ({ ...row(0, 1_000), type: 'name' }));
		const texts = textsOf((await shown({ entities }, { words: many })).entities ?? []);
		expect(texts.map((text) => text === '[REDACTED]')).toEqual([
			...Array.from({ length: 9 }, () => false),
			true,
		]);
	});
});

describe('renamed speakers', () => {
	const transcript = aTranscript([aWord('Hello', 0, { speaker: 'Ann' }), aWord('there', 1)], {
		segments: [
			{ ...row(0, 1, 'Hello'), speaker: 'Ann', confidence: null, words: { from: 0, to: 1 } },
			{ ...row(1, 2, 'there'), confidence: null, words: { from: 1, to: 2 } },
		],
		insights: {
			sentiment: [{ ...row(0, 1), speaker: 'Ann', sentiment: 'positive', confidence: null }],
			entities: [{ ...row(0, 1), speaker: 'Ann', type: 'name' }],
			translations: { de: { text: 'Hallo', segments: [{ ...row(0, 1, 'Hallo'), speaker: 'Ann' }] } },
			languages: [{ language: 'en', confidence: 1 }],
		},
	});

	it('are renamed wherever they appear', () => {
		const renamed = renameSpeakers(transcript, (speaker) => `${speaker}!`);
		const expected: unknown = JSON.parse(JSON.stringify(transcript).replaceAll('"Ann"', '"Ann!"'));
		expect(renamed).toEqual(expected);
	});

	it('remain unknown if they are', () => {
		const renamed = renameSpeakers(transcript, () => 'A');
		expect(renamed.words.map(({ speaker }) => speaker)).toEqual(['A', null]);
		expect(renamed.segments.map(({ speaker }) => speaker)).toEqual(['A', null]);
	});

	it('add no insights', () => {
		expect(renameSpeakers(aTranscript(words), () => 'A').insights).toEqual({});
	});
});
