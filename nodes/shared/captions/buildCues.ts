import type { Transcript } from '../transcript/model';
import { appendAtoms, Atoms } from './atoms';
import { breakCostsOf } from './breakCosts';
import type { Cue } from './cue';
import { displayWidth } from './displayWidth';
import { laneLabels, marked, prefixOf } from './labels';
import { lanesOf, type Lane } from './lanes';
import { Joint, mergeLanes, type MergedAtoms } from './merge';
import { Breather } from '../items/slices';
import { gapMilliseconds, resolveCaptionRules, type CaptionRules } from './rules';
import { lanesIn, Layout, segment, type CueLimits } from './segment';
import { createSpans, timeCues, type Spans } from './timing';

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
	const breather = new Breather(TURN_MS);
	const { words, language } = transcript;

	const lanes = await lanesOf(words, resolved.newCueForSpeaker, breather);
	const labels = laneLabels(lanes, resolved.speakerNames);
	const prefixes = labels.map((label) =>
		resolved.speakerLabels === 'prefix' ? prefixOf(label, limits.maxWidth) : '',
	);
	const atoms = new Atoms(words.length);
	for (const [index, lane] of lanes.entries()) {
		const room = limits.maxWidth - displayWidth(prefixes[index] ?? '');
		await appendAtoms(atoms, index, words, lane.words, language, room, breather);
	}
	const merged = await mergeLanes(atoms, lanes.length, breather);
	const costs = await breakCostsOf(merged, resolved.naturalBreaks, breather);
	const layout = new Layout(merged, costs, limits.maxWidth);
	const marks = prefixes.map((prefix) => prefix || DASH);
	const starts = await segment(
		merged,
		costs,
		layout,
		limits,
		indents(merged, layout, prefixes, limits),
		marks.map(displayWidth),
		breather,
	);
	const voiced = resolved.speakerLabels === 'voice';
	const scene = { merged, layout, limits, lanes, labels, prefixes, marks, voiced };
	const { cues, spans } = await drawCues(scene, starts, breather);
	const times = timeCues(spans, {
		...limits,
		closeGapsUpTo: resolved.closeGapsUpTo * 1000,
		flash: Math.ceil(FLASH_FRAMES * (1000 / resolved.frameRate)),
	});
	for (const [index, cue] of cues.entries()) {
		if (!resolved.newCueForSpeaker) cue.speaker = only(cue.words.map((word) => words[word]?.speaker));
		cue.start = (times.start[index] ?? 0) / 1000;
		cue.end = (times.end[index] ?? 0) / 1000;
	}
	await breather.finish();
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
	merged: MergedAtoms,
	layout: Layout,
	prefixes: readonly string[],
	limits: CueLimits,
): Uint16Array {
	const widths = prefixes.map(displayWidth);
	const room = limits.maxWidth * limits.maxLines;
	let shared = -1;
	const { count, lane } = merged.atoms;
	const result = new Uint16Array(count);
	for (let at = 0; at < count; at += 1) {
		const joint = merged.joints[at];
		if (joint === Joint.overlap || (joint === Joint.turn && limits.dialogue)) shared = at;
		const needed = at === 0 || joint !== Joint.same || (shared >= 0 && layout.width(shared, at) <= room);
		if (needed) result[at] = widths[lane[at] ?? 0] ?? 0;
	}
	return result;
}

interface Scene {
	merged: MergedAtoms;
	layout: Layout;
	limits: CueLimits;
	lanes: readonly Lane[];
	labels: ReadonlyArray<string | null>;
	prefixes: readonly string[];
	marks: readonly string[];
	voiced: boolean;
}

/** What the cues show and when their words are spoken; their own times are still to be set. */
async function drawCues(
	scene: Scene,
	starts: readonly number[],
	breather: Breather,
): Promise<{ cues: Cue[]; spans: Spans }> {
	const { merged, layout, limits } = scene;
	const { atoms } = merged;
	const cues: Cue[] = [];
	const spans = createSpans(starts.length);
	let speaking = -1;
	for (const [position, from] of starts.entries()) {
		if ((position & 63) === 0 && breather.due) await breather.yield();
		const to = starts[position + 1] ?? atoms.count;
		const lane = atoms.lane[from] ?? 0;
		setWordTimes(spans, position, merged, from, to);
		if (isShared(merged, from, to)) {
			const cue = sharedCue(scene, from, to);
			cue.index = position + 1;
			cues.push(cue);
			spans.width[position] = displayWidth(cue.lines.join(' '));
			speaking = -1;
			continue;
		}
		const mark = lane === speaking ? '' : (scene.prefixes[lane] ?? '');
		const markWidth = mark === '' ? 0 : displayWidth(mark);
		const breaks: number[] = [];
		layout.cost(from, to, limits.maxLines, markWidth, breaks);
		breaks.push(to);
		const lines = breaks.map((next, line) =>
			textOf(merged, line === 0 ? from : (breaks[line - 1] ?? 0), next, lane),
		);
		if (mark !== '') lines[0] = marked(mark, lines[0] ?? '');
		cues.push({
			index: position + 1,
			start: 0,
			end: 0,
			lines,
			voices: scene.voiced ? lines.map(() => scene.labels[lane] ?? null) : [],
			speaker: scene.lanes[lane]?.speaker ?? null,
			channel: scene.lanes[lane]?.channel ?? null,
			words: (scene.lanes[lane]?.words ?? []).slice(atoms.from[from] ?? 0, atoms.to[to - 1] ?? 0),
		});
		spans.width[position] = layout.width(from, to) + markWidth;
		speaking = lane;
	}
	return { cues, spans };
}

/** The value they all have, or `null`. */
function only<T>(values: ReadonlyArray<T | undefined>): T | null {
	const first = values[0];
	return first !== undefined && values.every((value) => value === first) ? first : null;
}

function isShared({ atoms }: MergedAtoms, from: number, to: number): boolean {
	const lane = atoms.lane[from];
	for (let i = from + 1; i < to; i += 1) if (atoms.lane[i] !== lane) return true;
	return false;
}

function sharedCue(scene: Scene, from: number, to: number): Cue {
	const { merged } = scene;
	const lanes = lanesIn(merged, from, to);
	return {
		index: 0,
		start: 0,
		end: 0,
		lines: lanes.map((lane) => marked(scene.marks[lane] ?? '', textOf(merged, from, to, lane))),
		voices: scene.voiced ? lanes.map((lane) => scene.labels[lane] ?? null) : [],
		speaker: only(lanes.map((lane) => scene.lanes[lane]?.speaker)),
		channel: only(lanes.map((lane) => scene.lanes[lane]?.channel)),
		words: lanes.flatMap((lane) => wordsOf(scene, from, to, lane)),
	};
}

function textOf({ atoms }: MergedAtoms, from: number, to: number, lane: number): string {
	const parts: string[] = [];
	for (let i = from; i < to; i += 1) {
		if (atoms.lane[i] !== lane) continue;
		if (parts.length > 0 && atoms.blank[i] === 1) parts.push(' ');
		parts.push(atoms.text[i] ?? '');
	}
	// Joining makes one flat string; adding up would keep every step of it in memory.
	return parts.join('');
}

/** Words of one lane in a range that others share. */
function wordsOf(scene: Scene, from: number, to: number, lane: number): number[] {
	const { atoms } = scene.merged;
	const list = scene.lanes[lane]?.words ?? [];
	const found: number[] = [];
	let done = -1;
	for (let i = from; i < to; i += 1) {
		if (atoms.lane[i] !== lane) continue;
		for (let at = Math.max(done + 1, atoms.from[i] ?? 0); at < (atoms.to[i] ?? 0); at += 1) {
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
	{ atoms }: MergedAtoms,
	from: number,
	to: number,
): void {
	let first = atoms.start[from] ?? 0;
	let last = 0;
	for (let i = from; i < to; i += 1) {
		first = Math.min(first, atoms.start[i] ?? 0);
		last = Math.max(last, atoms.end[i] ?? 0);
	}
	spans.start[position] = first;
	spans.wordsEnd[position] = last;
}
