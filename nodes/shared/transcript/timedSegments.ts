import { mapYielding } from '../core/eventLoop';
import type { Segment, Transcript, Word } from './model';
import { toSeconds } from './values';
import { spreadWords } from './words';

/** Speaking rate, for a response without the duration of the recording. */
const LETTERS_PER_SECOND = 14;

/** How long it takes to say a text, in seconds: an estimate. */
export function spokenSeconds(text: string): number {
	return text.length / LETTERS_PER_SECOND;
}

/** A segment of a vendor that provides times for segments only. Times are seconds. */
export type TimedSegment = Omit<Segment, 'words'>;

/**
 * Words and segments of a transcript whose vendor provides times for segments only. Segments are sorted by start, then
 * channel; the words of each are distributed over its time and marked as estimated. The words of a segment are
 * consecutive, so that its range contains no word of another segment.
 */
export async function spreadSegments(
	timed: readonly TimedSegment[],
): Promise<Pick<Transcript, 'words' | 'segments'>> {
	const sorted = [...timed].sort(
		(a, b) => a.start - b.start || (a.channel ?? '').localeCompare(b.channel ?? '', 'en') || a.end - b.end,
	);
	const words: Word[] = [];
	const segments = await mapYielding(
		sorted,
		(segment): Segment => {
			const from = words.length;
			const start = toSeconds(segment.start);
			const end = toSeconds(Math.max(segment.start, segment.end));
			const { speaker, channel, confidence, language = null } = segment;
			for (const word of spreadWords(segment.text, start, end, { speaker, channel, confidence, language })) {
				words.push({ ...word, spaceBefore: word.spaceBefore || (words.length === from && from > 0) });
			}
			return { ...segment, start, end, words: { from, to: words.length } };
		},
		16,
	);
	return { words, segments };
}
