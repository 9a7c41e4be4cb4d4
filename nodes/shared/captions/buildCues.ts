import { EventLoopYielder } from '../core/eventLoop';
import type { Transcript } from '../transcript/model';
import { breakCostsOf } from './breakCosts';
import { appendChunks, Chunks } from './chunks';
import type { Cue } from './cue';
import { displayWidth } from './displayWidth';
import { trackLabels, withPrefix, speakerPrefix } from './labels';
import { Transition, mergeTracks, type MergedChunks } from './merge';
import { gapMilliseconds, resolveCaptionRules, type CaptionRules } from './rules';
import { tracksIn, Layout, segment, type CueLimits } from './segment';
import { createSpans, timeCues, type Spans } from './timing';
import { tracksOf, type Track } from './tracks';

const DASH = '- ';

/** Longer than elsewhere: captions are the heaviest work there is, and still far from 50 ms. */
const TURN_MS = 15;

/**
 * Builds captions from the words of a transcript.
 *
 * Two people on two channels who speak at the same time share a cue, a line each with a dash (or name) in
 * front, because captions in one file must not overlap; where their words do not fit, the cues follow each
 * other and the earlier one makes room. Time and memory grow with the number of words; the event loop is let
 * go every few milliseconds.
 *
 * @param rules what is left out is taken from `defaultCaptionRules`
 * @returns cues in order of time, none for a transcript without words
 */
export async function buildCues(
	transcript: Pick<Transcript, 'words' | 'language'>,
	rules: Partial<CaptionRules> = {},
): Promise<Cue[]> {
	const resolved = resolveCaptionRules(rules);
	const limits = limitsOf(resolved);
	const yielder = new EventLoopYielder(TURN_MS);
	const { words, language } = transcript;

	const tracks = await tracksOf(words, resolved.newCueForSpeaker, yielder);
	const labels = trackLabels(tracks, resolved.speakerNames);
	const prefixes = labels.map((label) =>
		resolved.speakerLabels === 'prefix' ? speakerPrefix(label, limits.maxWidth) : '',
	);
	const chunks = new Chunks(words.length);
	for (const [index, track] of tracks.entries()) {
		const room = limits.maxWidth - displayWidth(prefixes[index] ?? '');
		await appendChunks(chunks, index, words, track.words, language, room, yielder);
	}
	const merged = await mergeTracks(chunks, tracks.length, yielder);
	const costs = await breakCostsOf(merged, resolved.naturalBreaks, yielder);
	const layout = new Layout(merged, costs, limits.maxWidth);
	const marks = prefixes.map((prefix) => prefix || DASH);
	const starts = await segment(
		merged,
		costs,
		layout,
		limits,
		indents(merged, layout, prefixes, limits),
		marks.map(displayWidth),
		yielder,
	);
	const voiced = resolved.speakerLabels === 'voice';
	const scene = { merged, layout, limits, tracks, labels, prefixes, marks, voiced };
	const { cues, spans } = await drawCues(scene, starts, yielder);
	const times = timeCues(spans, {
		...limits,
		closeGapsUpTo: resolved.closeGapsUpTo * 1000,
		flash: Math.ceil(FLASH_FRAMES * (1000 / resolved.frameRate)),
	});
	for (const [index, cue] of cues.entries()) {
		if (!resolved.newCueForSpeaker) cue.speaker = commonValue(cue.words.map((word) => words[word]?.speaker));
		cue.start = (times.start[index] ?? 0) / 1000;
		cue.end = (times.end[index] ?? 0) / 1000;
	}
	await yielder.finish();
	return cues;
}

/** Shortest time in which a reader notices a cue at all, in frames. */
const FLASH_FRAMES = 4;

const limitsOf = (rules: CaptionRules): CueLimits => ({
	maxWidth: rules.maxCharsPerLine,
	maxLines: rules.maxLines,
	minDuration: rules.minDuration * 1000,
	maxDuration: Math.floor(rules.maxDuration * 1000),
	perCharacter: 1000 / rules.maxCharsPerSecond,
	gap: gapMilliseconds(rules),
	pauseForNewCue: rules.pauseForNewCue * 1000,
	dialogue: rules.dialogueDashes,
});

/** Width to keep free for a name: where a turn begins, and behind a cue that two people may have shared. */
function indents(
	merged: MergedChunks,
	layout: Layout,
	prefixes: readonly string[],
	limits: CueLimits,
): Uint16Array {
	const widths = prefixes.map(displayWidth);
	const room = limits.maxWidth * limits.maxLines;
	let shared = -1;
	const { count, track } = merged.chunks;
	const result = new Uint16Array(count);
	for (let at = 0; at < count; at += 1) {
		const transition = merged.transitions[at];
		if (transition === Transition.overlap || (transition === Transition.turn && limits.dialogue)) shared = at;
		const needed =
			at === 0 || transition !== Transition.same || (shared >= 0 && layout.width(shared, at) <= room);
		if (needed) result[at] = widths[track[at] ?? 0] ?? 0;
	}
	return result;
}

interface Scene {
	merged: MergedChunks;
	layout: Layout;
	limits: CueLimits;
	tracks: readonly Track[];
	labels: ReadonlyArray<string | null>;
	prefixes: readonly string[];
	marks: readonly string[];
	voiced: boolean;
}

/** What the cues show and when their words are spoken; their own times are still to be set. */
async function drawCues(
	scene: Scene,
	starts: readonly number[],
	yielder: EventLoopYielder,
): Promise<{ cues: Cue[]; spans: Spans }> {
	const { merged, layout, limits } = scene;
	const { chunks: chunks } = merged;
	const cues: Cue[] = [];
	const spans = createSpans(starts.length);
	let speaking = -1;
	for (const [position, from] of starts.entries()) {
		if ((position & 63) === 0 && yielder.due) await yielder.yield();
		const to = starts[position + 1] ?? chunks.count;
		const track = chunks.track[from] ?? 0;
		setWordTimes(spans, position, merged, from, to);
		if (isShared(merged, from, to)) {
			const cue = sharedCue(scene, from, to);
			cue.index = position + 1;
			cues.push(cue);
			spans.width[position] = displayWidth(cue.lines.join(' '));
			speaking = -1;
			continue;
		}
		const mark = track === speaking ? '' : (scene.prefixes[track] ?? '');
		const markWidth = mark === '' ? 0 : displayWidth(mark);
		const breaks: number[] = [];
		layout.cost(from, to, limits.maxLines, markWidth, breaks);
		breaks.push(to);
		const lines = breaks.map((next, line) =>
			textOf(merged, line === 0 ? from : (breaks[line - 1] ?? 0), next, track),
		);
		if (mark !== '') lines[0] = withPrefix(mark, lines[0] ?? '');
		cues.push({
			index: position + 1,
			start: 0,
			end: 0,
			lines,
			voices: scene.voiced ? lines.map(() => scene.labels[track] ?? null) : [],
			speaker: scene.tracks[track]?.speaker ?? null,
			channel: scene.tracks[track]?.channel ?? null,
			words: (scene.tracks[track]?.words ?? []).slice(chunks.from[from] ?? 0, chunks.to[to - 1] ?? 0),
		});
		spans.width[position] = layout.width(from, to) + markWidth;
		speaking = track;
	}
	return { cues, spans };
}

/** The value they all have, or `null`. */
function commonValue<T>(values: ReadonlyArray<T | undefined>): T | null {
	const first = values[0];
	return first !== undefined && values.every((value) => value === first) ? first : null;
}

function isShared({ chunks: chunks }: MergedChunks, from: number, to: number): boolean {
	const track = chunks.track[from];
	for (let i = from + 1; i < to; i += 1) if (chunks.track[i] !== track) return true;
	return false;
}

function sharedCue(scene: Scene, from: number, to: number): Cue {
	const { merged } = scene;
	const tracks = tracksIn(merged, from, to);
	return {
		index: 0,
		start: 0,
		end: 0,
		lines: tracks.map((track) => withPrefix(scene.marks[track] ?? '', textOf(merged, from, to, track))),
		voices: scene.voiced ? tracks.map((track) => scene.labels[track] ?? null) : [],
		speaker: commonValue(tracks.map((track) => scene.tracks[track]?.speaker)),
		channel: commonValue(tracks.map((track) => scene.tracks[track]?.channel)),
		words: tracks.flatMap((track) => wordsOf(scene, from, to, track)),
	};
}

function textOf({ chunks: chunks }: MergedChunks, from: number, to: number, track: number): string {
	const parts: string[] = [];
	for (let i = from; i < to; i += 1) {
		if (chunks.track[i] !== track) continue;
		if (parts.length > 0 && chunks.blank[i] === 1) parts.push(' ');
		parts.push(chunks.text[i] ?? '');
	}
	// Joining makes one flat string; adding up would keep every step of it in memory.
	return parts.join('');
}

/** Words of one track in a range that others share. */
function wordsOf(scene: Scene, from: number, to: number, track: number): number[] {
	const { chunks: chunks } = scene.merged;
	const list = scene.tracks[track]?.words ?? [];
	const found: number[] = [];
	let done = -1;
	for (let i = from; i < to; i += 1) {
		if (chunks.track[i] !== track) continue;
		for (let at = Math.max(done + 1, chunks.from[i] ?? 0); at < (chunks.to[i] ?? 0); at += 1) {
			const word = list[at];
			if (word !== undefined) found.push(word);
			done = at;
		}
	}
	return found;
}

function setWordTimes(
	spans: Spans,
	position: number,
	{ chunks: chunks }: MergedChunks,
	from: number,
	to: number,
): void {
	let first = chunks.start[from] ?? 0;
	let last = 0;
	for (let i = from; i < to; i += 1) {
		first = Math.min(first, chunks.start[i] ?? 0);
		last = Math.max(last, chunks.end[i] ?? 0);
	}
	spans.start[position] = first;
	spans.wordsEnd[position] = last;
}
