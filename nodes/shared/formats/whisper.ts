import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import type { TimedSegment } from '../transcript/timedSegments';
import { fromMs } from '../transcript/values';
import { addToken, fromSegments, fromWords, withPunctuation, type Source, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { languageCodeOf } from './languageNames';
import { first, listOf, membersOf, textOf } from './members';

/**
 * Whisper and its relatives: OpenAI's `verbose_json` and `diarized_json`, the JSON of openai-whisper and faster-whisper,
 * and WhisperX.
 */

const wordSchema = z.looseObject({
	word: z.string(),
	start: z.number().optional(),
	end: z.number().optional(),
	/** openai-whisper and faster-whisper. */
	probability: z.number().nullish(),
	/** WhisperX. */
	score: z.number().nullish(),
	speaker: z.string().nullish(),
});

const segmentSchema = z.lazy(() =>
	z.looseObject({
		start: z.number(),
		end: z.number(),
		text: z.string(),
		avg_logprob: z.number().nullish(),
		speaker: z.string().nullish(),
		words: z.array(z.unknown()).nullish(),
	}),
);

const outlineSchema = z.lazy(() =>
	z.looseObject({
		text: z.string().nullish(),
		language: z.string().nullish(),
		duration: z.union([z.number(), z.string()]).nullish(),
		segments: z.array(z.unknown()).nullish(),
		words: z.array(z.unknown()).nullish(),
	}),
);

export const whisper: JsonFormat = {
	id: 'whisper',
	name: 'Whisper (OpenAI, faster-whisper, WhisperX)',
	recognizes: (value) => {
		const segment = first(value.segments);
		const word = first(value.words);
		const isSegment = segment !== undefined && 'text' in segment && 'start' in segment && 'end' in segment;
		const isWord = word !== undefined && 'word' in word && 'start' in word;
		return !('vendor' in value) && (isSegment || isWord);
	},
	read: async (value) => {
		const { text, language, duration, segments, words } = checkResponse(outlineSchema, value);
		const source: Source = {
			vendor: 'whisper',
			language: languageCodeOf(language),
			duration: duration === null || duration === undefined ? null : Number(duration),
			text,
		};
		const listed = await mapChecked(segments, 'segments', segmentSchema, (segment) => segment);
		if (words && words.length > 0) {
			const own = await mapChecked(words, 'words', wordSchema, (word) => word);
			const timed = timedWords(own, { start: 0, end: source.duration ?? 0 });
			return await fromWords(source, text ? withPunctuation(timed, text) : timed);
		}
		if (listed.some((segment) => (segment.words ?? []).length > 0)) {
			const all: SourceWord[] = [];
			for (const [index, segment] of listed.entries()) {
				const own = await mapChecked(segment.words, `segments.${index}.words`, wordSchema, (word) => word);
				for (const word of timedWords(own, segment)) {
					all.push({ ...word, speaker: word.speaker ?? segment.speaker ?? null });
				}
			}
			return await fromWords(source, all);
		}
		return await fromSegments(
			source,
			listed.map((segment): TimedSegment => ({
				speaker: segment.speaker ?? null,
				channel: null,
				start: segment.start,
				end: segment.end,
				text: segment.text,
				confidence: typeof segment.avg_logprob === 'number' ? Math.exp(segment.avg_logprob) : null,
			})),
		);
	},
};

/**
 * WhisperX returns no times for words that it cannot align, such as numbers: they share the time between their
 * neighbours.
 */
function timedWords(
	words: ReadonlyArray<z.infer<typeof wordSchema>>,
	{ start, end }: { start: number; end: number },
): SourceWord[] {
	const nextStart: number[] = [];
	let following = end;
	for (let index = words.length - 1; index >= 0; index -= 1) {
		nextStart[index] = following;
		following = words[index]?.start ?? following;
	}
	let previousEnd = start;
	return words.map((word, index): SourceWord => {
		const from = word.start ?? previousEnd;
		const to = word.end ?? Math.max(from, nextStart[index] ?? from);
		previousEnd = to;
		return {
			text: word.word,
			start: from,
			end: to,
			confidence: word.probability ?? word.score,
			speaker: word.speaker,
			spaceBefore: /^\s/u.test(word.word) ? true : undefined,
		};
	});
}

const cppSegmentSchema = z.lazy(() =>
	z.looseObject({
		offsets: z.looseObject({ from: z.number(), to: z.number() }),
		text: z.string(),
		tokens: z
			.array(
				z.looseObject({
					text: z.string(),
					offsets: z.looseObject({ from: z.number(), to: z.number() }).optional(),
					p: z.number().nullish(),
				}),
			)
			.nullish(),
		speaker: z.union([z.string(), z.number()]).nullish(),
	}),
);

export const whisperCpp: JsonFormat = {
	id: 'whispercpp',
	name: 'whisper.cpp',
	recognizes: ({ transcription }) => {
		const segment = first(transcription);
		return segment !== undefined && 'offsets' in segment && 'text' in segment;
	},
	read: async (value) => {
		const segments = await mapChecked(
			listOf(value.transcription),
			'transcription',
			cppSegmentSchema,
			(each) => each,
		);
		const source: Source = { vendor: 'whispercpp', language: textOf(membersOf(value.result)?.language) };
		const words: SourceWord[] = [];
		for (const segment of segments) {
			for (const token of segment.tokens ?? []) {
				if (token.offsets === undefined || /^\[_.*\]$/u.test(token.text.trim())) continue;
				addToken(words, {
					text: token.text,
					start: fromMs(token.offsets.from),
					end: fromMs(token.offsets.to),
					confidence: token.p,
				});
			}
		}
		if (words.length > 0) return await fromWords(source, words);
		return await fromSegments(
			source,
			segments.map((segment) => ({
				speaker: segment.speaker === null || segment.speaker === undefined ? null : String(segment.speaker),
				channel: null,
				start: fromMs(segment.offsets.from),
				end: fromMs(segment.offsets.to),
				text: segment.text,
				confidence: null,
			})),
		);
	},
};
