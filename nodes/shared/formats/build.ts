import { mapYielding } from '../core/eventLoop';
import type { Insights, Transcript, Word } from '../transcript/model';
import { segmentsFromWords } from '../transcript/segments';
import { spreadSegments, type TimedSegment } from '../transcript/timedSegments';
import { toConfidence, toSeconds } from '../transcript/values';
import { countWords, joinWords, UNSPACED_SCRIPT } from '../transcript/words';

/** What a format says about a word. Times are seconds. */
export interface SourceWord {
	text: string;
	start: number;
	end: number;
	confidence?: number | null | undefined;
	speaker?: string | null | undefined;
	channel?: string | null | undefined;
	language?: string | null | undefined;
	/** `undefined` if the format does not say; there is one then, except in scripts without spaces. */
	spaceBefore?: boolean | undefined;
	kind?: Word['kind'];
}

/** What a format says about the whole transcript. */
export interface Source {
	vendor: string;
	jobId?: string | null | undefined;
	language?: string | null | undefined;
	/** Seconds. */
	duration?: number | null | undefined;
	text?: string | null | undefined;
	confidence?: number | null | undefined;
	insights?: Insights;
}

const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Words of the model. An end before the start becomes the start. */
async function toWords(source: readonly SourceWord[]): Promise<Word[]> {
	let before = '';
	return await mapYielding(source, (given): Word => {
		const text = given.text.trim();
		const start = toSeconds(given.start);
		const isUnspaced =
			UNSPACED_SCRIPT.test(text) || (!HAS_LETTER_OR_DIGIT.test(text) && UNSPACED_SCRIPT.test(before));
		const spaceBefore = before !== '' && (given.spaceBefore ?? !isUnspaced);
		before = text;
		return {
			text,
			start,
			end: Math.max(start, toSeconds(given.end)),
			confidence: toConfidence(given.confidence),
			speaker: given.speaker ?? null,
			channel: given.channel ?? null,
			kind: given.kind ?? (HAS_LETTER_OR_DIGIT.test(text) ? 'word' : 'punctuation'),
			timing: 'exact',
			spaceBefore,
			...(given.language ? { language: given.language } : {}),
		};
	});
}

/**
 * Adds a token, which may be a part of a word: it continues the last word unless it begins with a space, another speaker
 * says it, or its script has no spaces.
 */
export function addToken(words: SourceWord[], token: SourceWord): void {
	if (token.text.trim() === '') return;
	const last = words.at(-1);
	const hasSpace = /^\s/u.test(token.text);
	const isNew = hasSpace || last?.speaker !== token.speaker || UNSPACED_SCRIPT.test(token.text);
	if (last === undefined || isNew) {
		words.push({ ...token, spaceBefore: hasSpace });
		return;
	}
	last.text += token.text;
	last.end = Math.max(last.end, token.end);
	// A word is as sure as its least sure part.
	if (typeof token.confidence === 'number')
		last.confidence = Math.min(last.confidence ?? 1, token.confidence);
}

/** A transcript of words with times. Several channels are merged in the order of time. */
export async function fromWords(source: Source, given: readonly SourceWord[]): Promise<Transcript> {
	const words = await toWords(inOrder(given.filter(({ text }) => text.trim() !== '')));
	const segments = await segmentsFromWords(words);
	return {
		...common(
			source,
			words.reduce((end, word) => Math.max(end, word.end), 0),
		),
		text: shownText(source) ?? textOf(words, segments),
		words,
		segments,
	};
}

/** A transcript of segments without times of words, which are estimated. */
export async function fromSegments(source: Source, given: readonly TimedSegment[]): Promise<Transcript> {
	const spoken = given
		.map((segment) => ({
			...segment,
			text: segment.text.trim(),
			confidence: toConfidence(segment.confidence),
		}))
		.filter(({ text }) => text !== '');
	const { words, segments } = await spreadSegments(spoken);
	return {
		...common(
			source,
			segments.reduce((end, segment) => Math.max(end, segment.end), 0),
		),
		text: shownText(source) ?? segments.map(({ text }) => text).join(' '),
		words,
		segments,
	};
}

function common(source: Source, end: number): Omit<Transcript, 'text' | 'words' | 'segments'> {
	return {
		vendor: source.vendor,
		jobId: source.jobId ?? '',
		language: source.language ?? null,
		duration: source.duration ?? (end > 0 ? end : null),
		confidence: toConfidence(source.confidence),
		insights: source.insights ?? {},
	};
}

function shownText({ text }: Source): string | undefined {
	const shown = text?.trim() ?? '';
	return shown === '' ? undefined : shown;
}

function textOf(words: readonly Word[], segments: ReadonlyArray<{ text: string }>): string {
	return segments.length > 1 ? segments.map(({ text }) => text).join(' ') : joinWords(words);
}

/** Sorted by start if the words of several channels follow one another; equal starts keep their order. */
function inOrder(words: readonly SourceWord[]): SourceWord[] {
	const isSorted = words.every((word, index) => index === 0 || (words[index - 1]?.start ?? 0) <= word.start);
	if (isSorted) return [...words];
	// Punctuation has no time of its own in some formats, so it stays with the word that precedes it.
	return words
		.map((word, index) => ({ word, index }))
		.sort((a, b) => a.word.start - b.word.start || a.index - b.index)
		.map(({ word }) => word);
}

/** Characters in which the next word is searched for. */
const LOOKAHEAD = 200;

/**
 * Adds the punctuation of a text to words that were listed without it, and the spaces between them. A word that is not in
 * the text keeps its form.
 */
export function withPunctuation<W extends SourceWord>(words: readonly W[], text: string): W[] {
	const lower = text.toLowerCase();
	const places: Array<{ from: number; to: number } | undefined> = [];
	let cursor = 0;
	for (const { text: word } of words) {
		const wanted = word.trim().toLowerCase();
		const found =
			wanted === '' ? -1 : lower.slice(cursor, cursor + LOOKAHEAD + wanted.length).indexOf(wanted);
		// Lower case may be longer than the text (İ), which moves every place.
		if (found < 0 || lower.length !== text.length) {
			places.push(undefined);
			continue;
		}
		places.push({ from: cursor + found, to: cursor + found + wanted.length });
		cursor += found + wanted.length;
	}
	const result: W[] = [];
	for (const [index, word] of words.entries()) {
		const place = places[index];
		if (!place) {
			result.push(word);
			continue;
		}
		const previousEnd = index === 0 ? 0 : (places[index - 1]?.to ?? place.from);
		const nextStart = index === words.length - 1 ? text.length : (places[index + 1]?.from ?? place.to);
		const before = text.slice(previousEnd, place.from);
		const after = text.slice(place.to, nextStart);
		const opening = /\s(\S*)$/u.exec(before)?.[1] ?? (index === 0 ? before : '');
		const closing = /^\S*/u.exec(after)?.[0] ?? '';
		result.push({
			...word,
			text: `${opening}${text.slice(place.from, place.to)}${closing}`,
			...(index > 0 && places[index - 1] ? { spaceBefore: /\s/u.test(before) } : {}),
		});
	}
	return result;
}

/** How long a text takes to say, in seconds, when only its start is known. */
export function estimatedDuration(text: string): number {
	return Math.max(1, countWords(text) * 0.4);
}
