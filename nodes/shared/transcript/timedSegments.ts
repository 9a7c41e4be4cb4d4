import { EventLoopYielder } from '../core/eventLoop';
import type { Segment, Transcript, Word } from './model';
import { toSeconds } from './values';
import { spreadLongText, spreadWords } from './words';

/** Speaking rate, for a response without the duration of the recording. */
const LETTERS_PER_SECOND = 14;

/** How long it takes to say a text, in seconds: an estimate. */
export function spokenSeconds(text: string): number {
	return text.length / LETTERS_PER_SECOND;
}

/** Segments between two checks of the clock. */
const CHECK_INTERVAL = 16;

/** Characters; the words of a longer text are made in several turns of the event loop. */
const LONG_TEXT = 10_000;

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
	const sorted = inOrder(timed);
	const words: Word[] = [];
	const segments: Segment[] = [];
	const yielder = new EventLoopYielder();
	for (const [index, segment] of sorted.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		// A copy that gets another member would take ten times as long.
		const { speaker, channel, start: givenStart, end: givenEnd, text, confidence, ...others } = segment;
		const start = toSeconds(givenStart);
		const end = toSeconds(Math.max(givenStart, givenEnd));
		const spoken = { speaker, channel, confidence, language: segment.language ?? null };
		const own =
			text.length > LONG_TEXT
				? await spreadLongText(text, start, end, spoken, yielder)
				: spreadWords(text, start, end, spoken);
		const from = words.length;
		const [first] = own;
		if (first && from > 0) first.spaceBefore = true;
		for (const word of own) words.push(word);
		const range = { from, to: words.length };
		const spread: Segment = { speaker, channel, start, end, text, confidence, words: range, ...others };
		// A segment whose words have no times of their own has a range already.
		spread.words = range;
		segments.push(spread);
	}
	return { words, segments };
}

function inOrder(timed: readonly TimedSegment[]): readonly TimedSegment[] {
	const isSorted = timed.every((each, index) => {
		const previous = timed[index - 1];
		return previous === undefined || compare(previous, each) <= 0;
	});
	return isSorted ? timed : [...timed].sort(compare);
}

function compare(a: TimedSegment, b: TimedSegment): number {
	if (a.start !== b.start) return a.start - b.start;
	// Comparing texts by language takes long, and most recordings have no channels.
	if (a.channel === b.channel) return a.end - b.end;
	return (a.channel ?? '').localeCompare(b.channel ?? '', 'en') || a.end - b.end;
}
