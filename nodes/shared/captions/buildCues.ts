import type { Transcript } from '../transcript/model';
import { appendAtoms, createAtoms } from './atoms';
import { breakCostsOf } from './breakCosts';
import type { Cue } from './cue';
import { displayWidth } from './displayWidth';
import { laneLabels, marked, prefixOf } from './labels';
import { lanesOf, type Lane } from './lanes';
import { Joint, mergeLanes, type MergedAtoms } from './merge';
import { createPacer, type Pacer } from './pacer';
import { gapMilliseconds, resolveCaptionRules, type CaptionRules } from './rules';
import { lanesIn, Layout, segment, type CueLimits } from './segment';
import { timeCues, type Span } from './timing';

const DASH = '- ';

/** A cue without its times. */
type Draft = Omit<Cue, 'index' | 'start' | 'end'> & { span: Span };

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
	const pacer = createPacer();
	const { words, language } = transcript;

	const lanes = await lanesOf(words, resolved.newCueForSpeaker, pacer);
	const labels = laneLabels(lanes, resolved.speakerNames);
	const prefixes = labels.map((label) =>
		resolved.speakerLabels === 'prefix' ? prefixOf(label, limits.maxWidth) : '',
	);
	const atoms = createAtoms();
	for (const [index, lane] of lanes.entries()) {
		const room = limits.maxWidth - displayWidth(prefixes[index] ?? '');
		await appendAtoms(atoms, index, words, lane.words, language, room, pacer);
	}
	const merged = await mergeLanes(atoms, lanes.length, pacer);
	const costs = await breakCostsOf(merged, resolved.naturalBreaks, pacer);
	const layout = new Layout(merged, costs, limits.maxWidth);
	const marks = prefixes.map((prefix) => prefix || DASH);
	const starts = await segment(
		merged,
		costs,
		layout,
		limits,
		indents(merged, layout, prefixes, limits),
		marks.map(displayWidth),
		pacer,
	);
	const drafts = await draftCues({ merged, layout, limits, lanes, labels, prefixes, marks }, starts, pacer);
	const times = timeCues(
		drafts.map((draft) => draft.span),
		{
			...limits,
			closeGapsUpTo: resolved.closeGapsUpTo * 1000,
			flash: Math.ceil(FLASH_FRAMES * (1000 / resolved.frameRate)),
		},
	);
	const voiced = resolved.speakerLabels === 'voice';
	return drafts.map(({ lines, voices, speaker, channel, words: indexes }, index) => ({
		index: index + 1,
		start: (times[index]?.start ?? 0) / 1000,
		end: (times[index]?.end ?? 0) / 1000,
		lines,
		voices: voiced ? voices : [],
		speaker,
		channel,
		words: indexes,
	}));
}

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
): number[] {
	const widths = prefixes.map(displayWidth);
	const room = limits.maxWidth * limits.maxLines;
	let shared = -1;
	return merged.joints.map((joint, at) => {
		if (joint === Joint.overlap || (joint === Joint.turn && limits.dialogue)) shared = at;
		const needed = at === 0 || joint !== Joint.same || (shared >= 0 && layout.width(shared, at) <= room);
		return needed ? (widths[merged.atoms.lane[at] ?? 0] ?? 0) : 0;
	});
}

interface Scene {
	merged: MergedAtoms;
	layout: Layout;
	limits: CueLimits;
	lanes: readonly Lane[];
	labels: ReadonlyArray<string | null>;
	prefixes: readonly string[];
	marks: readonly string[];
}

async function draftCues(scene: Scene, starts: readonly number[], pacer: Pacer): Promise<Draft[]> {
	const { merged, layout, limits } = scene;
	const { atoms, joints } = merged;
	const drafts: Draft[] = [];
	let speaking = -1;
	for (const [position, from] of starts.entries()) {
		if ((position & 127) === 0 && pacer.due()) await pacer.rest();
		const to = starts[position + 1] ?? joints.length;
		const lanes = lanesIn(merged, from, to);
		const lane = lanes[0] ?? 0;
		if (lanes.length > 1) {
			drafts.push(sharedDraft(scene, from, to, lanes));
			speaking = -1;
			continue;
		}
		const mark = lane === speaking ? '' : (scene.prefixes[lane] ?? '');
		const markWidth = displayWidth(mark);
		const breaks: number[] = [];
		layout.cost(from, to, limits.maxLines, markWidth, breaks);
		const lines: string[] = [];
		let first = from;
		for (const next of [...breaks, to]) {
			lines.push(textOf(merged, first, next, lane));
			first = next;
		}
		lines[0] = marked(mark, lines[0] ?? '');
		drafts.push({
			lines,
			voices: lines.map(() => scene.labels[lane] ?? null),
			speaker: scene.lanes[lane]?.speaker ?? null,
			channel: scene.lanes[lane]?.channel ?? null,
			words: wordsOf(scene, from, to, lane),
			span: {
				start: atoms.start[from] ?? 0,
				wordsEnd: latestEnd(merged, from, to),
				width: layout.width(from, to) + markWidth,
			},
		});
		speaking = lane;
	}
	return drafts;
}

function sharedDraft(scene: Scene, from: number, to: number, lanes: readonly number[]): Draft {
	const { merged } = scene;
	const lines = lanes.map((lane) => marked(scene.marks[lane] ?? '', textOf(merged, from, to, lane)));
	const only = <T>(values: ReadonlyArray<T | undefined>): T | null => {
		const first = values[0];
		return first !== undefined && values.every((value) => value === first) ? first : null;
	};
	return {
		lines,
		voices: lanes.map((lane) => scene.labels[lane] ?? null),
		speaker: only(lanes.map((lane) => scene.lanes[lane]?.speaker)),
		channel: only(lanes.map((lane) => scene.lanes[lane]?.channel)),
		words: lanes.flatMap((lane) => wordsOf(scene, from, to, lane)),
		span: {
			start: merged.atoms.start[from] ?? 0,
			wordsEnd: latestEnd(merged, from, to),
			width: displayWidth(lines.join(' ')),
		},
	};
}

function textOf({ atoms }: MergedAtoms, from: number, to: number, lane: number): string {
	let text = '';
	for (let i = from; i < to; i += 1) {
		if (atoms.lane[i] !== lane) continue;
		if (text !== '' && atoms.blank[i] === 1) text += ' ';
		text += atoms.text[i] ?? '';
	}
	return text;
}

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

function latestEnd({ atoms }: MergedAtoms, from: number, to: number): number {
	let latest = 0;
	for (let i = from; i < to; i += 1) latest = Math.max(latest, atoms.end[i] ?? 0);
	return latest;
}
