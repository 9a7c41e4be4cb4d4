import fc from 'fast-check';

import { transcriptSchema, type AssemblyAiTranscript } from '../../../nodes/AssemblyAi/api/schemas';
import { toSpokenTranscript, toTranscript } from '../../../nodes/AssemblyAi/response/transcript';
import { transcriptSchema as modelSchema } from '../../../nodes/shared/transcript/model';
import { leaksOf, secretsIn, sentences, textOf, type Said } from '../../support/leaks';

type Substitution = 'hash' | 'entity_name';

const replaced = ({ text, secret }: Said, by: Substitution): Said =>
	secret === undefined
		? { text }
		: { text: by === 'hash' ? text.replace(/\w/g, '#') : `[${secret.toUpperCase()}]` };

/** A response with everything that AssemblyAI can be asked for; only text, words and utterances are redacted. */
function response(
	said: ReadonlyArray<readonly Said[]>,
	by: Substitution,
	more: Partial<AssemblyAiTranscript> = {},
): AssemblyAiTranscript {
	let time = 0;
	const timed = said.map((words) =>
		words.map((word) => {
			time += 300;
			return { ...word, start: time, end: time + 250 };
		}),
	);
	const speakerOf = (index: number) => (index % 2 === 0 ? 'A' : 'B');
	const utterance = (words: (typeof timed)[number], index: number, spoken: boolean) => {
		const shown = words.map((word) => ({
			text: spoken ? word.text : replaced(word, by).text,
			start: word.start,
			end: word.end,
			confidence: 0.9,
			speaker: speakerOf(index),
		}));
		return {
			text: textOf(shown),
			start: words[0]?.start ?? 0,
			end: words.at(-1)?.end ?? 0,
			confidence: 0.9,
			speaker: speakerOf(index),
			words: shown,
			translated_texts: { de: `Übersetzt: ${textOf(words)}` },
		};
	};
	const spoken = timed.map((words, index) => utterance(words, index, true));
	const redacted = timed.map((words, index) => utterance(words, index, false));
	const rows = spoken.map(({ text, start, end, speaker }) => ({ text, start, end, speaker }));
	const labelled = rows.map(({ text, start, end }) => ({
		text,
		timestamp: { start, end },
		labels: [{ label: 'health', confidence: 0.9, severity: 0.1, relevance: 0.9 }],
	}));
	const whole = rows.map(({ text }) => text).join(' ');
	return {
		id: 'job-1',
		status: 'completed',
		redact_pii: true,
		redact_pii_sub: by,
		redact_pii_policies: ['person_name', 'phone_number', 'date_of_birth'],
		text: redacted.map(({ text }) => text).join(' '),
		words: redacted.flatMap(({ words }) => words),
		utterances: redacted,
		unredacted_text: whole,
		unredacted_words: spoken.flatMap(({ words }) => words),
		unredacted_utterances: spoken,
		translated_texts: { de: `Übersetzt: ${whole}` },
		summary: `Somebody said ${whole}`,
		chapters: rows.map(({ text, start, end }) => ({ start, end, headline: text, gist: text, summary: text })),
		entities: timed
			.flat()
			.flatMap(({ text, secret, start, end }) =>
				secret ? [{ entity_type: secret, text, start, end, speaker: 'A' }] : [],
			),
		sentiment_analysis_results: rows.map((row) => ({ ...row, sentiment: 'NEUTRAL', confidence: 0.9 })),
		auto_highlights_result: {
			status: 'success',
			results: rows.map(({ text, start, end }) => ({
				text,
				count: 1,
				rank: 1,
				timestamps: [{ start, end }],
			})),
		},
		iab_categories_result: { results: labelled, summary: { health: 0.9 } },
		content_safety_labels: { results: labelled, summary: { health: 0.9 } },
		custom_topics_results: { topic: whole },
		speech_understanding: {
			request: {},
			response: {
				custom_formatting: { formatted_text: whole },
				summarization: { summary: [{ text: whole, headline: whole, start: 0, end: 1 }] },
				action_items: { items: [{ action_item: whole, quote: whole, timestamp: 0 }] },
			},
		},
		...more,
	};
}

const bySubstitution = fc.constantFrom<Substitution>('hash', 'entity_name');

describe('A redacted transcript of AssemblyAI', () => {
	it('contains no planted name, number or date in any output, in 1,000 transcripts', async () => {
		await fc.assert(
			fc.asyncProperty(sentences, bySubstitution, async (said, by) => {
				const transcript = await toTranscript(response(said, by));
				expect(await leaksOf(transcript, secretsIn(said))).toEqual([]);
				expect(modelSchema.safeParse(transcript).success).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	}, 300_000);

	it('contains them all as spoken', async () => {
		await fc.assert(
			fc.asyncProperty(sentences, bySubstitution, async (said, by) => {
				const secrets = secretsIn(said);
				expect(await leaksOf(await toSpokenTranscript(response(said, by)), secrets)).toEqual(secrets);
			}),
			{ numRuns: 50 },
		);
	});

	const SAID: Said[][] = [
		[{ text: 'This' }, { text: 'is' }, { text: 'Xenia.', secret: 'person_name' }],
		[{ text: 'Thank' }, { text: 'you' }],
	];

	it('keeps the insights that belong to a time, with the redacted words of that time', async () => {
		const { insights } = await toTranscript(response(SAID, 'entity_name'));
		expect(insights.entities).toMatchObject([{ type: 'person_name', text: '[PERSON_NAME]' }]);
		expect(insights.sentiment?.map(({ text }) => text)).toEqual(['This is [PERSON_NAME]', 'Thank you']);
		expect(insights.topics?.segments.map(({ text }) => text)).toEqual(['This is [PERSON_NAME]', 'Thank you']);
		expect(insights.keyPhrases?.map(({ text }) => text)).toEqual(['Thank you']);
	});

	it('names the results that are left out', async () => {
		const { insights } = await toTranscript(response(SAID, 'hash'));
		expect(insights).not.toHaveProperty('summary');
		expect(insights.warnings?.[0]?.message).toContain('summary, chapters, translations, action items');
	});

	it('keeps all results if nothing had to be redacted', async () => {
		const { insights, segments } = await toTranscript(
			response([[{ text: 'Thank' }, { text: 'you' }]], 'hash'),
		);
		expect(insights).toMatchObject({
			summary: 'Somebody said Thank you',
			other: { speech_understanding: {} },
		});
		expect(insights.chapters).toHaveLength(1);
		expect(segments[0]?.translations).toEqual({ de: 'Übersetzt: Thank you' });
		expect(insights).not.toHaveProperty('warnings');
	});

	it('leaves out the same for a replacement that is not known', async () => {
		const raw = response([[{ text: 'Thank' }, { text: 'you' }]], 'hash', { redact_pii_sub: 'emoji' });
		expect((await toTranscript(raw)).insights).not.toHaveProperty('summary');
	});

	it('is not changed if the job does not redact', async () => {
		const raw = response(SAID, 'hash', { redact_pii: false, unredacted_text: null });
		const { insights } = await toTranscript(raw);
		expect(insights.summary).toContain('Xenia');
		expect(insights.entities).toMatchObject([{ text: 'Xenia.' }]);
	});

	it.each([
		['the label of a name that AssemblyAI found', {}, ['A', 'B']],
		['a name that was given with the job', { known_values: ['Xenia'] }, ['Xenia', 'B']],
		['a role', { speaker_type: 'role' }, ['Xenia', 'Quentin']],
	])('has as speaker %s', async (_what, request, expected) => {
		const raw = response(SAID, 'hash', {
			speech_understanding: {
				request: { speaker_identification: { speaker_type: 'name', ...request } },
				response: { speaker_identification: { mapping: { A: 'Xenia', B: 'Quentin' } } },
			},
		});
		const named = transcriptSchema.parse(
			JSON.parse(
				JSON.stringify(raw)
					.replaceAll('"speaker":"A"', '"speaker":"Xenia"')
					.replaceAll('"speaker":"B"', '"speaker":"Quentin"'),
			),
		);
		const transcript = await toTranscript(named);
		expect(transcript.segments.map(({ speaker }) => speaker)).toEqual(expected);
		expect(new Set(transcript.words.map(({ speaker }) => speaker))).toEqual(new Set(expected));
	});
});
