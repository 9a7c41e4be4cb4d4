import { EventLoopYielder } from '../core/eventLoop';
import type { Transcript, Word } from '../transcript/model';
import { breakCostsOf } from './breakCosts';
import { appendChunks, Chunks } from './chunks';
import type { Cue } from './cue';
import { displayWidth } from './displayWidth';
import { withoutFillers } from './fillers';
import { trackLabels, withPrefix, speakerPrefix } from './labels';
import { Transition, mergeTracks, type MergedChunks } from './merge';
import { gapMilliseconds, resolveCaptionRules, type CaptionRules } from './rules';
import { tracksIn, Layout, segment, type CueLimits } from './segment';
import { addSounds } from './sounds';
import { exactRate } from './timecode';
import { createSpans, timeCues, type Spans } from './timing';
import { tracksOf, type Track } from './tracks';

/** Netflix: without a space in English (I.10 of its English guide), with a space in most other languages. */
const dashOf = (language: string | null): string => (/^en\b/i.test(language ?? '') ? '-' : '- ');
/** Cost of a cue that two turns share: always preferred where they fit, or only where one would be too short alone. */
const DIALOGUE_COST = 4;
const SHORT_DIALOGUE_COST = 45;

/** Characters of a word that are measured: a longer one does not fit a line next to a name. */
const LONGEST_MEASURED = 1000;

/** Longer than the default, because captions need the most computing time; still far below 50 ms. */
const TURN_MS = 15;

/**
 * Builds captions from the words of a transcript.
 *
 * Two people on two channels who speak at the same time share a cue, each on a line that starts with a dash (or name),
 * because captions in one file must not overlap. If their words do not fit, the cues follow each other and the earlier
 * one ends early. Time and memory are linear in the number of words; yields to the event loop every few milliseconds.
 *
 * @param rules override `defaultCaptionRules`
 * @returns cues in order of time; none for a transcript without words
 */
export async function buildCues(
	transcript: Pick<Transcript, 'words' | 'language'> & Partial<Pick<Transcript, 'insights'>>,
	rules: Partial<CaptionRules> = {},
): Promise<Cue[]> {
	const resolved = resolveCaptionRules(rules, transcript.language);
	const { insights, language } = transcript;
	const kept = resolved.omitFillers ? await withoutFillers(transcript.words, language) : undefined;
	const words = kept?.words ?? transcript.words;
	const spoken = await spokenCues({ words, language }, resolved, rules.labelStyle);
	if (kept) {
		for (const cue of spoken) cue.words = cue.words.flatMap((index) => kept.indexes[index] ?? []);
	}
	const events = resolved.soundEvents === 'off' ? [] : (insights?.audioEvents ?? []);
	const cues = addSounds(spoken, events, language, resolved);
	return resolved.offset === 0 ? cues : moved(cues, resolved.offset);
}

/**
 * The cues of the words.
 * @param nameStyle of names before turns. Default: a colon.
 */
async function spokenCues(
	{ words, language }: Pick<Transcript, 'words' | 'language'>,
	resolved: CaptionRules,
	nameStyle: CaptionRules['labelStyle'],
): Promise<Cue[]> {
	const limits = limitsOf(resolved);
	const frame = 1000 / exactRate(resolved.frameRate);
	const yielder = new EventLoopYielder(TURN_MS);

	const tracks = await tracksOf(words, resolved.newCueForSpeaker, yielder);
	const labels = trackLabels(tracks, resolved.speakerNames);
	const longest = resolved.speakerLabels === 'prefix' ? await longestWords(words, tracks, yielder) : [];
	const prefixes = labels.map((label, track) =>
		resolved.speakerLabels === 'prefix'
			? speakerPrefix(label, limits.maxWidth, nameStyle, longest[track])
			: '',
	);
	const chunks = new Chunks(words.length);
	for (const [index, track] of tracks.entries()) {
		const room = limits.maxWidth - displayWidth(prefixes[index] ?? '');
		await appendChunks(chunks, index, words, track.words, language, room, yielder);
	}
	const merged = await mergeTracks(chunks, tracks.length, yielder);
	const costs = await breakCostsOf(merged, resolved.naturalBreaks, yielder);
	const layout = new Layout(merged, costs, limits.maxWidth);
	const marks = prefixes.map((prefix) => prefix || dashOf(language));
	const starts = await segment(
		merged,
		costs,
		layout,
		limits,
		indents(merged, layout, prefixes, limits),
		marks.map(displayWidth),
		yielder,
	);
	const hasVoices = resolved.speakerLabels === 'voice';
	const scene = { merged, layout, limits, tracks, labels, prefixes, marks, hasVoices };
	const { cues, spans } = await drawCues(scene, starts, yielder);
	const times = timeCues(spans, {
		...limits,
		closeGapsUpTo: resolved.closeGapsUpTo * 1000,
		noticeable: Math.ceil(NOTICEABLE_FRAMES * (1000 / resolved.frameRate)),
		linger: resolved.linger * 1000,
		frame,
		onFrames: resolved.onFrames,
		gapFrames: Math.ceil(resolved.minGapFrames),
		shots: resolved.shotChanges.map((seconds) => Math.round(seconds * 1000)),
	});
	for (const [index, cue] of cues.entries()) {
		if (!resolved.newCueForSpeaker) cue.speaker = commonValue(cue.words.map((word) => words[word]?.speaker));
		cue.start = (times.start[index] ?? 0) / 1000;
		cue.end = (times.end[index] ?? 0) / 1000;
	}
	await yielder.finish();
	return cues;
}

/** The display width of the longest word of each track. */
async function longestWords(
	words: readonly Word[],
	tracks: readonly Track[],
	yielder: EventLoopYielder,
): Promise<number[]> {
	const widths: number[] = [];
	for (const track of tracks) {
		let longest = 0;
		for (const [count, index] of track.words.entries()) {
			if (count % 1024 === 0) await yielder.pause();
			longest = Math.max(longest, displayWidth((words[index]?.text ?? '').slice(0, LONGEST_MEASURED)));
		}
		widths.push(longest);
	}
	return widths;
}

/** The cues with other times; those that end before 0 are omitted. */
function moved(cues: readonly Cue[], offset: number): Cue[] {
	const shift = (seconds: number) => Math.max(0, Math.round((seconds + offset) * 1000) / 1000);
	return cues
		.map((cue) => ({ ...cue, start: shift(cue.start), end: shift(cue.end) }))
		.filter(({ end }) => end > 0)
		.map((cue, at) => ({ ...cue, index: at + 1 }));
}

/** Minimum time, in frames, in which a reader notices a cue. */
const NOTICEABLE_FRAMES = 4;

const limitsOf = (rules: CaptionRules): CueLimits => ({
	maxWidth: rules.maxCharsPerLine,
	maxLines: rules.maxLines,
	minDuration: rules.minDuration * 1000,
	maxDuration: Math.floor(rules.maxDuration * 1000),
	perCharacter: 1000 / rules.maxCharsPerSecond,
	gap: gapMilliseconds(rules),
	pauseForNewCue: rules.pauseForNewCue * 1000,
	dialogueCost:
		rules.dialogueDashes === false
			? Infinity
			: rules.dialogueDashes === 'short'
				? SHORT_DIALOGUE_COST
				: DIALOGUE_COST,
});

/** Width to reserve for a name: at the start of a turn, and after a cue that two people may share. */
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
		if (
			transition === Transition.overlap ||
			(transition === Transition.turn && limits.dialogueCost < Infinity)
		)
			shared = at;
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
	/** Whether the cues name the voice of each line. */
	hasVoices: boolean;
}

/** The content of the cues and the times of their words; the times of the cues are set later. */
async function drawCues(
	scene: Scene,
	starts: readonly number[],
	yielder: EventLoopYielder,
): Promise<{ cues: Cue[]; spans: Spans }> {
	const { merged, layout, limits } = scene;
	const { chunks } = merged;
	const cues: Cue[] = [];
	const spans = createSpans(starts.length);
	let speaking = -1;
	/** The tracks from the upper to the lower line: those of the last shared cue, then those of earlier ones. */
	let places: readonly number[] = [];
	for (const [position, from] of starts.entries()) {
		if ((position & 63) === 0 && yielder.due) await yielder.yield();
		const to = starts[position + 1] ?? chunks.count;
		const track = chunks.track[from] ?? 0;
		setWordTimes(spans, position, merged, from, to);
		if (isShared(merged, from, to)) {
			const lines = placesIn(merged, from, to, places);
			places = [...lines, ...places.filter((track) => !lines.includes(track))];
			const cue = sharedCue(scene, from, to, lines);
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
			voices: scene.hasVoices ? lines.map(() => scene.labels[track] ?? null) : [],
			speaker: scene.tracks[track]?.speaker ?? null,
			channel: scene.tracks[track]?.channel ?? null,
			words: (scene.tracks[track]?.words ?? []).slice(chunks.from[from] ?? 0, chunks.to[to - 1] ?? 0),
		});
		spans.width[position] = layout.width(from, to) + markWidth;
		speaking = track;
	}
	return { cues, spans };
}

/** The common value of a list; `null` if its values differ. */
function commonValue<T>(values: ReadonlyArray<T | undefined>): T | null {
	const first = values[0];
	return first !== undefined && values.every((value) => value === first) ? first : null;
}

function isShared({ chunks }: MergedChunks, from: number, to: number): boolean {
	const track = chunks.track[from];
	for (let i = from + 1; i < to; i += 1) if (chunks.track[i] !== track) return true;
	return false;
}

/**
 * The tracks of a shared cue in the order of its lines: the turns of a dialogue in order, otherwise each track in its
 * place.
 */
function placesIn(merged: MergedChunks, from: number, to: number, previous: readonly number[]): number[] {
	const tracks = tracksIn(merged, from, to);
	for (let i = from + 1; i < to; i += 1) if (merged.transitions[i] === Transition.turn) return tracks;
	const place = (track: number) => (previous.includes(track) ? previous.indexOf(track) : tracks.length);
	return tracks.toSorted((a, b) => place(a) - place(b));
}

function sharedCue(scene: Scene, from: number, to: number, tracks: readonly number[]): Cue {
	const { merged } = scene;
	return {
		index: 0,
		start: 0,
		end: 0,
		lines: tracks.map((track) => withPrefix(scene.marks[track] ?? '', textOf(merged, from, to, track))),
		voices: scene.hasVoices ? tracks.map((track) => scene.labels[track] ?? null) : [],
		speaker: commonValue(tracks.map((track) => scene.tracks[track]?.speaker)),
		channel: commonValue(tracks.map((track) => scene.tracks[track]?.channel)),
		words: tracks.flatMap((track) => wordsOf(scene, from, to, track)),
	};
}

function textOf({ chunks }: MergedChunks, from: number, to: number, track: number): string {
	const parts: string[] = [];
	for (let i = from; i < to; i += 1) {
		if (chunks.track[i] !== track) continue;
		if (parts.length > 0 && chunks.spaceBefore[i] === 1) parts.push(' ');
		parts.push(chunks.text[i] ?? '');
	}
	// Joining creates a flat string; concatenation would keep every intermediate string in memory.
	return parts.join('');
}

/** The words of one track in a range of chunks of several tracks. */
function wordsOf(scene: Scene, from: number, to: number, track: number): number[] {
	const { chunks } = scene.merged;
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
	{ chunks }: MergedChunks,
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
