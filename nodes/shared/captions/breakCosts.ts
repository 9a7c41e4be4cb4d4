import type { EventLoopYielder } from '../core/eventLoop';
import { Transition, type MergedChunks } from './merge';
import { Trait } from './wordTraits';

/**
 * How bad it is to break after each chunk, 0 (end of a sentence) to 120 (between number and unit), and what it
 * costs to run on. The scale is a subtitler's order of preference: sentence, clause, comma, before a
 * conjunction, before a preposition, between plain words, after a word that leans on the next, after an
 * article, inside a name.
 */
export interface BreakCosts {
	/** Cost of ending the cue after the chunk. */
	after: Float64Array;
	/** Cost of ending a line after the chunk and going on in the next. */
	line: Float64Array;
	/** Sum over all chunks before this one of the cost of not breaking after them: sentence ends and silences inside a cue. */
	runOn: Float64Array;
}

const SENTENCE = 0;
const SENTENCE_UNSURE = 12;
const CLAUSE = 12;
const COMMA_CONJUNCTION = 10;
const COMMA = 18;
const CONJUNCTION = 26;
const OPENING = 26;
const PREPOSITION = 36;
const PLAIN = 52;
const LEANING = 68;
const AFTER_CONJUNCTION = 88;
const AFTER_PREPOSITION = 92;
const NAME = 106;
const ARTICLE = 118;
const INSEPARABLE = 120;

/** Cost of a break between two words of which none ends with punctuation. */
function betweenWords(left: number, right: number, leftOpensSentence: boolean): number {
	if (left & Trait.abbreviation && right & (Trait.capital | Trait.number)) return INSEPARABLE;
	if (left & Trait.number)
		return right & Trait.unit ? INSEPARABLE : right & Trait.conjunction ? PLAIN : AFTER_CONJUNCTION;
	if (left & Trait.capital && right & Trait.number) return NAME;
	if (left & Trait.determiner) return ARTICLE;
	if (left & Trait.capital && right & Trait.capital) return leftOpensSentence ? LEANING : NAME;
	if (left & Trait.preposition) return AFTER_PREPOSITION;
	if (left & Trait.conjunction) return AFTER_CONJUNCTION;
	if (left & Trait.leaning || right & Trait.unit) return LEANING;
	if (right & Trait.opening) return OPENING;
	if (right & Trait.conjunction) return CONJUNCTION;
	if (right & Trait.preposition) return PREPOSITION;
	return PLAIN;
}

/** Where no blank shows the word, a particle or an ending stays with what stands before, and a phrase begins with a character or katakana. */
function withoutBlank(left: number, right: number): number {
	if (right & Trait.particle) return NAME;
	if (right & Trait.hiragana) return AFTER_CONJUNCTION;
	if (left & Trait.number) return NAME;
	return left & Trait.hiragana ? 40 : PLAIN;
}

/** How much of the cost a silence can take away. After an article it is only the speaker looking for the noun. */
const SILENCE = 0.7;
const HESITATION = 0.3;

/** @param pause silence between the two in milliseconds, which makes any break better */
export function breakCost(
	left: number,
	right: number,
	pause: number,
	blank: boolean,
	leftOpensSentence: boolean,
): number {
	let cost: number;
	if (left & Trait.sentenceEnd) cost = right & Trait.lowerCase ? SENTENCE_UNSURE : SENTENCE;
	else if (left & Trait.clauseEnd) cost = CLAUSE;
	else if (left & Trait.comma) cost = right & Trait.conjunction ? COMMA_CONJUNCTION : COMMA;
	else if ((left | right) & Trait.unspaced) cost = blank ? CLAUSE : withoutBlank(left, right);
	else cost = betweenWords(left, right, leftOpensSentence);
	if (pause <= 0) return cost;
	return cost - Math.min(cost * (cost > PLAIN ? HESITATION : SILENCE), pause / 8);
}

const RUN_ON_SENTENCE = 14;
const BEARABLE_PAUSE = 400;

const runOnCost = (left: number, right: number, pause: number, natural: boolean): number => {
	const sentence = natural && left & Trait.sentenceEnd && !(right & Trait.lowerCase) ? RUN_ON_SENTENCE : 0;
	return pause > BEARABLE_PAUSE ? sentence + (pause - BEARABLE_PAUSE) / 20 : sentence;
};

/**
 * Both lines are on the screen at once, so a line break that is merely plain disturbs less than a cut; one that
 * tears a name or a noun from its article disturbs as much.
 */
const lineCosts = (after: Float64Array): Float64Array =>
	after.map((cost) => (cost <= PLAIN ? cost / 2 : cost - PLAIN / 2));

/** How far back, in chunks, people who speak at the same time are looked for. */
const OVERLAP_REACH = 60;

/** @param natural `false` leaves only the silences to decide */
export async function breakCostsOf(
	merged: MergedChunks,
	natural: boolean,
	yielder: EventLoopYielder,
): Promise<BreakCosts> {
	const { chunks: chunks, transitions: transitions, nextInTrack: nextInTrack } = merged;
	const count = transitions.length;
	const { traits, start, end, blank, track } = chunks;
	const own = new Float64Array(count);
	const runOn = new Float64Array(count + 1);
	const opens = new Uint8Array(count);
	let sum = 0;
	for (let i = 0; i < count; i += 1) {
		if ((i & 1023) === 0 && yielder.due) await yielder.yield();
		const next = nextInTrack[i] ?? -1;
		if (next >= 0) {
			const left = traits[i] ?? 0;
			const right = traits[next] ?? 0;
			const pause = (start[next] ?? 0) - (end[i] ?? 0);
			const opensSentence = opens[i] === 1 || i === 0;
			if (left & Trait.sentenceEnd) opens[next] = 1;
			const turn = i + 1 < count && transitions[i + 1] === Transition.turn;
			const cost = natural
				? breakCost(left, right, pause, blank[next] === 1, opensSentence)
				: PLAIN - Math.min(PLAIN * SILENCE, Math.max(0, pause) / 8);
			own[i] = turn ? 0 : cost;
			sum += runOnCost(left, right, pause, natural);
		}
		runOn[i + 1] = sum;
	}
	if (!transitions.includes(Transition.overlap)) return { after: own, line: lineCosts(own), runOn };

	const after = own.slice();
	const latest = new Map<number, number>();
	let lastOverlap = -Infinity;
	for (let i = 0; i < count; i += 1) {
		if ((i & 1023) === 0 && yielder.due) await yielder.yield();
		if (transitions[i] === Transition.overlap) lastOverlap = i;
		latest.set(track[i] ?? 0, i);
		if (i - lastOverlap > OVERLAP_REACH && transitions[i + 1] !== Transition.overlap) continue;
		for (const chunk of latest.values()) {
			const next = nextInTrack[chunk] ?? -1;
			if (next > i && i - chunk < OVERLAP_REACH) after[i] = Math.max(after[i] ?? 0, own[chunk] ?? 0);
		}
	}
	return { after, line: lineCosts(after), runOn };
}
