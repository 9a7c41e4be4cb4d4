import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';
import type { Transcript, Word } from '../transcript/model';
import { SpanReader } from '../transcript/redact';
import { toSeconds } from '../transcript/values';
import { withChangedWords, withoutDetails } from './changes';
import { changedInsights, withoutMembers, type InsightChanges, type TimeRange } from './insights';

/** The time of a range after the edit; `undefined` if nothing is left of it. */
type TimeMap = (range: TimeRange) => TimeRange | undefined;

/**
 * Removes parts of the recording. A word is removed if its middle is in one of them; what is partly in one is shortened.
 * Results about the whole recording are left out, because they may reveal what was said in the removed parts.
 * @param closeGaps whether what follows a removed part moves to its start
 */
export async function cut(
	transcript: Transcript,
	removed: readonly TimeRange[],
	closeGaps: boolean,
): Promise<Transcript> {
	const parts = union(removed);
	if (parts.length === 0) return transcript;
	const mapTime = cutMap(parts, closeGaps);
	const changes = new Map<number, readonly Word[]>();
	const yielder = new EventLoopYielder();
	for (const [index, word] of transcript.words.entries()) {
		if (index % 4096 === 0) await yielder.pause();
		if (isWithin((word.start + word.end) / 2, parts)) changes.set(index, []);
	}
	const known = withoutMembers(
		transcript.insights,
		['summary', 'actionItems', 'other'],
		'These results describe the whole recording',
	);
	const plain = {
		...transcript,
		insights: known,
		segments: transcript.segments
			.filter((segment) => segment.words.to > segment.words.from || mapTime(segment) !== undefined)
			.map((segment) => (touches(segment, parts) ? withoutDetails(segment) : segment)),
	};
	const changed = await withChangedWords(plain, changes);
	await yielder.pause();
	const reader = new SpanReader(changed.words);
	await yielder.pause();
	const durationAfter = (duration: number) =>
		closeGaps ? (mapTime({ start: 0, end: duration })?.end ?? 0) : duration;
	return await withTimes(changed, durationAfter, {
		time: mapTime,
		text: (text, range) => (range !== undefined && touches(range, parts) ? reader.textOf(range) : text),
		translationTime: (range) => (touches(range, parts) ? undefined : mapTime(range)),
	});
}

/** Everything except a part of the recording. */
export function outside({ start, end }: TimeRange): TimeRange[] {
	return [
		{ start: 0, end: start },
		{ start: end, end: Number.MAX_SAFE_INTEGER },
	];
}

/** Moves all times by seconds. A negative number removes what was said before. */
export async function shift(transcript: Transcript, seconds: number): Promise<Transcript> {
	if (seconds < 0) return await cut(transcript, [{ start: 0, end: -seconds }], true);
	if (seconds === 0) return transcript;
	const insights = withoutMembers(transcript.insights, ['other'], 'The times of these results are not known');
	const moved: TimeMap = ({ start, end }) => ({
		start: toSeconds(start + seconds),
		end: toSeconds(end + seconds),
	});
	return await withTimes({ ...transcript, insights }, (duration) => toSeconds(duration + seconds), {
		time: moved,
	});
}

async function withTimes(
	transcript: Transcript,
	durationAfter: (duration: number) => number,
	changes: InsightChanges & { time: TimeMap },
): Promise<Transcript> {
	const moved = <T extends TimeRange>(row: T): T => {
		const range = changes.time(row);
		return range === undefined ? row : { ...row, start: range.start, end: range.end };
	};
	return {
		...transcript,
		words: await mapYielding(transcript.words, moved),
		segments: await mapYielding(transcript.segments, moved),
		insights: await changedInsights(transcript.insights, changes),
		duration: transcript.duration === null ? null : durationAfter(transcript.duration),
	};
}

function cutMap(parts: readonly TimeRange[], closeGaps: boolean): TimeMap {
	// How much is removed before a time: the parts are sorted and do not overlap.
	const removedBefore: number[] = [0];
	for (const { start, end } of parts) removedBefore.push((removedBefore.at(-1) ?? 0) + end - start);
	const place = (time: number, isEnd: boolean): number => {
		const index = partBefore(time, parts);
		const part = parts[index];
		const isInside = part !== undefined && time < part.end && (time > part.start || !isEnd);
		const kept = isInside ? (isEnd ? part.start : part.end) : time;
		const gone = (removedBefore[index] ?? 0) + (part ? Math.min(kept, part.end) - part.start : 0);
		return toSeconds(closeGaps ? kept - gone : kept);
	};
	return ({ start, end }) => {
		const index = partBefore(start, parts);
		const part = parts[index];
		if (part !== undefined && start >= part.start && end <= part.end && (end > start || start < part.end)) {
			return undefined;
		}
		const range = { start: place(start, false), end: place(end, true) };
		return { start: range.start, end: Math.max(range.start, range.end) };
	};
}

/** Index of the last part that starts at or before a time; -1 if there is none. */
function partBefore(time: number, parts: readonly TimeRange[]): number {
	return partitionPoint(parts.length, (index) => (parts[index]?.start ?? 0) <= time) - 1;
}

function isWithin(time: number, parts: readonly TimeRange[]): boolean {
	const part = parts[partBefore(time, parts)];
	return part !== undefined && time < part.end;
}

/** Whether a range is at least partly in one of the parts. */
function touches(range: TimeRange, parts: readonly TimeRange[]): boolean {
	const last = partBefore(range.end, parts);
	return parts
		.slice(Math.max(0, last - 1), last + 1)
		.some((part) => range.start < part.end && range.end > part.start);
}

/** Ranges in order, joined where they overlap; without empty ones. */
export function union(ranges: readonly TimeRange[], gap = 0): TimeRange[] {
	const sorted = ranges.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
	const result: TimeRange[] = [];
	for (const { start, end } of sorted) {
		const last = result.at(-1);
		if (last && start - last.end <= gap) last.end = Math.max(last.end, end);
		else result.push({ start, end });
	}
	return result;
}
