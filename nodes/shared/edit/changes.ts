import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import type { WordChanges } from '../transcript/fillerChanges';
import type { Segment, Transcript, Word } from '../transcript/model';
import { meanConfidence, segmentsFromWords, turnsOf } from '../transcript/segments';
import { spreadSegments } from '../transcript/timedSegments';
import { joinWords, wordsOf } from '../transcript/words';

/**
 * The transcript with words and segments, which all edits work on: a transcript without words gets them from its
 * segments or its text, with estimated times, and one without segments gets turns.
 */
export async function withWords(transcript: Transcript): Promise<Transcript> {
	if (transcript.words.length > 0) {
		if (transcript.segments.length > 0) return transcript;
		return { ...transcript, segments: await segmentsFromWords(transcript.words) };
	}
	return { ...transcript, ...(await spreadSegments(await turnsOf(transcript))) };
}

/**
 * The transcript with other words. The text, times and confidence of each changed segment, and the text of the
 * transcript, are made of its words again. A segment that has no more words is removed with its punctuation.
 */
export async function withChangedWords(transcript: Transcript, given: WordChanges): Promise<Transcript> {
	if (given.size === 0) return transcript;
	const yielder = new EventLoopYielder();
	const changes = new Map(given);
	const changed = new Set<Segment>();
	const emptied = new Set<Segment>();
	for (const segment of transcript.segments) {
		await yielder.pause();
		const own = ownIndexes(transcript, segment);
		if (!own.some((index) => changes.has(index))) continue;
		changed.add(segment);
		const left = own.flatMap((index) => changes.get(index) ?? transcript.words.slice(index, index + 1));
		if (left.some(({ kind }) => kind === 'word')) continue;
		emptied.add(segment);
		for (const index of own) changes.set(index, []);
	}
	const words: Word[] = [];
	const places = new Int32Array(transcript.words.length + 1);
	for (const [index, word] of transcript.words.entries()) {
		if (index % 1024 === 0) await yielder.pause();
		places[index] = words.length;
		for (const changed of changes.get(index) ?? [word]) words.push(changed);
	}
	places[transcript.words.length] = words.length;
	const segments = await mapYielding(
		transcript.segments.filter((segment) => !emptied.has(segment)),
		(segment): Segment => {
			const { from, to } = segment.words;
			const moved = { ...segment, words: { from: places[from] ?? 0, to: places[to] ?? words.length } };
			return changed.has(segment) ? withItsTime(ofItsWords({ words }, moved), moved, words) : moved;
		},
		64,
	);
	// A segment may begin later than before.
	segments.sort((a, b) => a.start - b.start);
	const text = runningText(transcript.text, words, segments);
	return { ...transcript, words, segments, text };
}

/** Estimated times of words do not show when a segment begins and ends, so it keeps its own time. */
function withItsTime(changed: Segment, { start, end }: Segment, words: readonly Word[]): Segment {
	const isEstimated = wordsOf({ words }, changed).some(({ timing }) => timing === 'estimated');
	if (!isEstimated) return changed;
	return { ...changed, start: Math.min(start, changed.start), end: Math.max(end, changed.end) };
}

/** The indexes of a segment's words, see `wordsOf`. */
export function ownIndexes(transcript: Pick<Transcript, 'words'>, segment: Segment): number[] {
	const own = new Set(wordsOf(transcript, segment));
	const indexes: number[] = [];
	for (let index = segment.words.from; index < segment.words.to; index += 1) {
		const word = transcript.words[index];
		if (word !== undefined && own.has(word)) indexes.push(index);
	}
	return indexes;
}

/** The segment with the text, times and confidence of its words. */
export function ofItsWords(transcript: { words: readonly Word[] }, segment: Segment): Segment {
	const own = wordsOf(transcript, segment);
	if (own.length === 0) return { ...segment, text: '' };
	return {
		...segment,
		start: own.reduce((start, word) => Math.min(start, word.start), Infinity),
		end: own.reduce((end, word) => Math.max(end, word.end), 0),
		text: joinWords(own),
		confidence: meanConfidence(own),
	};
}

/** The segment without what belongs to its earlier text: translations, and properties that only the vendor knows. */
export function withoutDetails(segment: Segment): Segment {
	const rest = { ...segment };
	for (const name of ['translations', 'extras']) Reflect.deleteProperty(rest, name);
	return rest;
}

/** The text of a transcript whose words have changed, laid out like its earlier text. */
function runningText(earlier: string, words: readonly Word[], segments: readonly Segment[]): string {
	if (earlier.trim() === '') return earlier;
	if (earlier.includes('\n')) return segments.map(({ text }) => text).join('\n');
	// The words of several channels alternate, so their sentences do not read in the order of words.
	const channels = new Set(words.map(({ channel }) => channel));
	return channels.size > 1 ? segments.map(({ text }) => text).join(' ') : joinWords(words);
}
