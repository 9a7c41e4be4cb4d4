import type { EventLoopYielder } from '../core/eventLoop';
import { Transition, type MergedChunks } from './merge';
import { afterComma, betweenWords, Bond, type WordContext } from './wordBonds';
import { Trait } from './wordTraits';

/**
 * The cost of a break after each chunk, from 0 (end of a sentence) to 120 (between number and unit), and of no break. The
 * scale follows the preferences of subtitlers: sentence, clause, comma, before a conjunction, before a preposition, between
 * plain words, after a word that is closely linked to the next, after an article, inside a name.
 */
export interface BreakCosts {
	/** Cost of ending the cue after the chunk. */
	after: Float64Array;
	/** Cost of a line break after the chunk, within a cue. */
	line: Float64Array;
	/** Cumulative cost of not breaking after the chunks before this one: sentence ends and silences inside a cue. */
	runOn: Float64Array;
	/** 1 for each chunk after which a sentence ends. */
	ends: Uint8Array;
}

const SENTENCE = 0;
const SENTENCE_UNSURE = 12;
const CLAUSE = 12;
const COMMA_CONJUNCTION = 10;
const COMMA = 18;
const AFTER_HIRAGANA = 40;

/**
 * Cost of a break in a script without spaces: a particle or ending belongs to what precedes it, a phrase starts with
 * kanji or katakana.
 */
function unspaced(left: number, right: number): number {
	if (right & Trait.particle) return Bond.name;
	if (right & Trait.hiragana) return Bond.afterConjunction;
	if (left & Trait.number) return Bond.name;
	return left & Trait.hiragana ? AFTER_HIRAGANA : Bond.plain;
}

/** Maximum share of the cost that a silence removes; less after an article, where the speaker is only hesitating. */
const SILENCE_DISCOUNT = 0.7;
const HESITATION_DISCOUNT = 0.3;

/**
 * Cost of a break between two words, given their traits and those of their neighbours.
 * @param pause silence between the two in milliseconds, which makes a break cheaper
 * @param spaced whether a space separates them
 */
export function breakCost(words: WordContext, pause: number, spaced: boolean): number {
	const { left, right } = words;
	let cost: number;
	if (left & Trait.sentenceEnd) cost = right & Trait.lowerCase ? SENTENCE_UNSURE : SENTENCE;
	else if (left & Trait.clauseEnd) cost = CLAUSE;
	else if (left & Trait.comma)
		cost = afterComma(words) ?? (right & Trait.conjunction ? COMMA_CONJUNCTION : COMMA);
	else if ((left | right) & Trait.unspaced) cost = spaced ? CLAUSE : unspaced(left, right);
	else cost = betweenWords(words);
	if (pause <= 0) return cost;
	return cost - Math.min(cost * (cost > Bond.plain ? HESITATION_DISCOUNT : SILENCE_DISCOUNT), pause / 8);
}

const RUN_ON_SENTENCE_COST = 14;
/** A longer pause inside a cue has a cost. */
const FREE_PAUSE_MS = 400;

const runOnCost = (isEnd: boolean, pause: number): number => {
	const sentence = isEnd ? RUN_ON_SENTENCE_COST : 0;
	return pause > FREE_PAUSE_MS ? sentence + (pause - FREE_PAUSE_MS) / 20 : sentence;
};

/**
 * Both lines are on screen at once, so a line break between plain words disturbs less than a new cue; one inside a name or
 * between article and noun disturbs as much.
 */
const lineCosts = (after: Float64Array): Float64Array =>
	after.map((cost) => (cost <= Bond.plain ? cost / 2 : cost - Bond.plain / 2));

/** Number of preceding chunks in which simultaneous speech is considered. */
const OVERLAP_WINDOW = 60;

/** The break costs of all chunks. @param natural `false` considers silences only */
export async function breakCostsOf(
	merged: MergedChunks,
	natural: boolean,
	yielder: EventLoopYielder,
): Promise<BreakCosts> {
	const { chunks, transitions, nextInTrack } = merged;
	const count = transitions.length;
	const { traits, start, end, spaceBefore, track } = chunks;
	const own = new Float64Array(count);
	const runOn = new Float64Array(count + 1);
	const ends = new Uint8Array(count);
	/** The position of the preceding chunk of the same track, or -1. */
	const previous = new Int32Array(count).fill(-1);
	let sum = 0;
	for (let i = 0; i < count; i += 1) {
		if ((i & 1023) === 0 && yielder.due) await yielder.yield();
		const next = nextInTrack[i] ?? -1;
		if (next >= 0) {
			const left = traits[i] ?? 0;
			const right = traits[next] ?? 0;
			const after = nextInTrack[next] ?? -1;
			const pause = (start[next] ?? 0) - (end[i] ?? 0);
			const before = traits[previous[i] ?? -1] ?? 0;
			const opensSentence = (previous[i] ?? -1) < 0 || (before & Trait.sentenceEnd) !== 0;
			previous[next] = i;
			const turn = i + 1 < count && transitions[i + 1] === Transition.turn;
			const cost = natural
				? breakCost(
						{
							before: opensSentence ? 0 : before,
							left,
							right,
							next: after < 0 ? 0 : (traits[after] ?? 0),
							opensSentence,
						},
						pause,
						spaceBefore[next] === 1,
					)
				: Bond.plain - Math.min(Bond.plain * SILENCE_DISCOUNT, Math.max(0, pause) / 8);
			own[i] = turn ? 0 : cost;
			const isEnd = natural && (left & Trait.sentenceEnd) !== 0 && (right & Trait.lowerCase) === 0;
			if (isEnd) ends[i] = 1;
			sum += runOnCost(isEnd, pause);
		}
		runOn[i + 1] = sum;
	}
	if (!transitions.includes(Transition.overlap)) return { after: own, line: lineCosts(own), runOn, ends };

	const after = own.slice();
	const latest = new Map<number, number>();
	let lastOverlap = -Infinity;
	for (let i = 0; i < count; i += 1) {
		if ((i & 1023) === 0 && yielder.due) await yielder.yield();
		if (transitions[i] === Transition.overlap) lastOverlap = i;
		latest.set(track[i] ?? 0, i);
		if (i - lastOverlap > OVERLAP_WINDOW && transitions[i + 1] !== Transition.overlap) continue;
		for (const chunk of latest.values()) {
			const next = nextInTrack[chunk] ?? -1;
			if (next > i && i - chunk < OVERLAP_WINDOW) after[i] = Math.max(after[i] ?? 0, own[chunk] ?? 0);
		}
	}
	return { after, line: lineCosts(after), runOn, ends };
}
