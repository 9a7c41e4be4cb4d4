import { z } from 'zod/v4';

import { EventLoopYielder } from '../../shared/core/eventLoop';
import { partitionPoint } from '../../shared/core/partitionPoint';
import { mapChecked } from '../../shared/transcript/check';
import type { Segment, Transcript, Word } from '../../shared/transcript/model';

import { spaceReader } from '../../shared/transcript/spacing';
import { channelOf, fromMs, toConfidence } from '../../shared/transcript/values';
import { identity } from '../api/identity';
import { utteranceSchema, wordSchema, type AssemblyAiTranscript } from '../api/schemas';
import { toInsights } from './insights';
import { redacted, redactsPersonalData, unredacted, withoutUnredacted } from './redaction';

/**
 * The vendor-neutral transcript of a completed job, redacted as far as the job requested it. AssemblyAI redacts text,
 * words and utterances only ("PII Redaction"); everything else is masked or left out.
 * @throws SchemaMismatchError
 */
export async function toTranscript(raw: AssemblyAiTranscript): Promise<Transcript> {
	const transcript = await toSpokenTranscript(withoutUnredacted(raw));
	return redactsPersonalData(raw) ? await redacted(raw, transcript) : transcript;
}

/**
 * The same as it was spoken, as far as the response contains it. Words keep the order of the response, so that the
 * indexes of AssemblyAI's word search stay valid.
 * @throws SchemaMismatchError
 */
export async function toSpokenTranscript(response: AssemblyAiTranscript): Promise<Transcript> {
	const raw = unredacted(response);
	const text = raw.text ?? '';
	const words = await toWords(raw, text);
	return {
		vendor: identity.id,
		jobId: raw.id,
		language: raw.language_code ?? null,
		duration: raw.audio_duration ?? null,
		text,
		confidence: toConfidence(raw.confidence),
		words,
		segments: await toSegments(raw, text, words),
		insights: await toInsights(raw),
	};
}

async function toWords(raw: AssemblyAiTranscript, text: string): Promise<Word[]> {
	const spaceBefore = spaceReader(text);
	const labelled = speakersAreChannels(raw);
	return await mapChecked(raw.words, 'words', wordSchema, (word) => {
		const channel = channelOf(word.channel);
		return {
			text: word.text,
			start: fromMs(word.start),
			end: fromMs(Math.max(word.start, word.end)),
			confidence: toConfidence(word.confidence),
			speaker: word.speaker ?? (labelled ? channel : null),
			channel,
			kind: 'word' as const,
			timing: 'exact' as const,
			spaceBefore: spaceBefore(word.text),
		};
	});
}

/** With `dual_channel`, the speaker of an utterance is its channel, and words have no speaker. */
function speakersAreChannels(raw: AssemblyAiTranscript): boolean {
	const first = utteranceSchema.safeParse(raw.utterances?.[0]);
	return (
		first.success &&
		typeof first.data.speaker === 'string' &&
		first.data.speaker === channelOf(first.data.channel)
	);
}

const timesSchema = z.lazy(() => z.looseObject({ start: z.number(), end: z.number() }));

async function toSegments(raw: AssemblyAiTranscript, text: string, words: Word[]): Promise<Segment[]> {
	if (!raw.utterances || raw.utterances.length === 0) return wholeAsSegment(raw, text, words);
	const place = await placesOf(words);
	return await mapChecked(raw.utterances, 'utterances', utteranceSchema, (utterance) => {
		const channel = channelOf(utterance.channel);
		const start = fromMs(utterance.start);
		const end = fromMs(Math.max(utterance.start, utterance.end));
		const from = place(utterance.words?.at(0), channel) ?? firstAtOrAfter(words, start);
		const last = place(utterance.words?.at(-1), channel);
		return {
			speaker: utterance.speaker ?? null,
			channel,
			start,
			end,
			text: utterance.text,
			confidence: toConfidence(utterance.confidence),
			words: { from, to: Math.max(from, last === undefined ? firstAtOrAfter(words, end) : last + 1) },
			...(utterance.translated_texts ? { translations: utterance.translated_texts } : {}),
		};
	});
}

function wholeAsSegment(raw: AssemblyAiTranscript, text: string, words: Word[]): Segment[] {
	const first = words[0];
	const last = words.at(-1);
	if (!first || !last) return [];
	return [
		{
			speaker: first.speaker,
			channel: first.channel,
			start: first.start,
			end: last.end,
			text,
			confidence: toConfidence(raw.confidence),
			words: { from: 0, to: words.length },
		},
	];
}

type PlaceFinder = (word: unknown, channel: string | null) => number | undefined;

/**
 * Finds the index of a word of an utterance by its times and channel. Words with the same start are chained in order;
 * a string key for each of the words of a day would cost more than everything else here.
 */
async function placesOf(words: readonly Word[]): Promise<PlaceFinder> {
	const yielder = new EventLoopYielder();
	const first = new Map<number, number>();
	const next = new Int32Array(words.length).fill(NONE);
	for (let index = words.length - 1; index >= 0; index -= 1) {
		if (index % 1024 === 0) await yielder.pause();
		const start = words[index]?.start ?? 0;
		next[index] = first.get(start) ?? NONE;
		first.set(start, index);
	}
	return (word, channel) => {
		const times = timesSchema.safeParse(word);
		if (!times.success) return undefined;
		const end = fromMs(Math.max(times.data.start, times.data.end));
		let index = first.get(fromMs(times.data.start)) ?? NONE;
		for (let step = 0; step < MOST_AT_ONCE && index !== NONE; step += 1) {
			if (words[index]?.end === end && words[index]?.channel === channel) return index;
			index = next[index] ?? NONE;
		}
		return undefined;
	};
}

const NONE = -1;

/** How many words with the same start are compared: AssemblyAI transcribes at most 32 channels. */
const MOST_AT_ONCE = 64;

function firstAtOrAfter(words: readonly Word[], time: number): number {
	return partitionPoint(words.length, (index) => (words[index]?.start ?? 0) < time);
}
