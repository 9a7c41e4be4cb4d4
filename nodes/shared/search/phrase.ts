import type { Chunk } from './normalise';
import type { WordIndex } from './wordIndex';

/** Matches one token of the transcript, or any of several. */
type Matcher = { token: number } | { tokens: Set<number> };

/** The readings of one chunk of a term: its parts in sequence, or joined. */
type Readings = Matcher[][];

/** A search term prepared for one index. */
export interface Phrase {
	chunks: Readings[];
	/** Atoms at which a match may start, ascending. */
	starts: number[];
}

/**
 * Prepares a search term; `null` if the transcript cannot contain it.
 * @param partialWords whether the first word may be the end, and the last the start, of a longer word
 */
export function preparePhrase(index: WordIndex, term: string, partialWords: boolean): Phrase | null {
	const chunks = index.normalise(term);
	const prepared: Readings[] = [];
	for (const [place, chunk] of chunks.entries()) {
		const readings = readingsOf(index, chunk, partialWords, place === 0, place === chunks.length - 1);
		if (readings.length === 0) return null;
		prepared.push(readings);
	}
	return { chunks: prepared, starts: startsOf(index, prepared[0] ?? []) };
}

/**
 * End (exclusive) of the longest match that starts at an atom; -1 if there is none. Follows all readings of term and
 * transcript at once, so that the time depends on the length of the term only.
 */
export function matchAt(index: WordIndex, phrase: Phrase, start: number, acrossSpeakers: boolean): number {
	let reached: readonly number[] = [start];
	for (const readings of phrase.chunks) {
		let ends: readonly number[] = NOWHERE;
		for (const reading of readings) {
			let through = reached;
			for (const matcher of reading) {
				through = step(index, through, matcher, start, acrossSpeakers);
				if (through.length === 0) break;
			}
			ends = merge(ends, through);
		}
		if (ends.length === 0) return -1;
		reached = ends;
	}
	return Math.max(...reached);
}

const NOWHERE: readonly number[] = [];

function step(
	index: WordIndex,
	from: readonly number[],
	matcher: Matcher,
	start: number,
	acrossSpeakers: boolean,
): readonly number[] {
	let reached: readonly number[] = NOWHERE;
	for (const atom of from) {
		if (!acrossSpeakers && index.speakers[atom] !== index.speakers[start]) continue;
		const token = index.atoms[atom];
		if (token !== undefined && matches(matcher, token)) reached = merge(reached, [atom + 1]);
		const compound = index.compounds.get(atom);
		if (compound && matches(matcher, compound.token)) reached = merge(reached, [atom + compound.length]);
	}
	return reached;
}

function merge(a: readonly number[], b: readonly number[]): readonly number[] {
	return [...a, ...b.filter((each) => !a.includes(each))];
}

function matches(matcher: Matcher, token: number): boolean {
	return 'token' in matcher ? matcher.token === token : matcher.tokens.has(token);
}

function readingsOf(
	index: WordIndex,
	{ parts, joined }: Chunk,
	partialWords: boolean,
	isFirst: boolean,
	isLast: boolean,
): Readings {
	const readings: Readings = [];
	for (const texts of joined === null ? [parts] : [parts, [joined]]) {
		const matchers: Matcher[] = [];
		for (const [place, text] of texts.entries()) {
			const opens = partialWords && isFirst && place === 0;
			const closes = partialWords && isLast && place === texts.length - 1;
			const matcher = opens || closes ? tokensLike(index, text, opens, closes) : tokenOf(index, text);
			if (matcher) matchers.push(matcher);
		}
		if (matchers.length === texts.length) readings.push(matchers);
	}
	return readings;
}

function tokenOf(index: WordIndex, text: string): Matcher | null {
	const token = index.tokens.get(text);
	return token === undefined ? null : { token };
}

function tokensLike(index: WordIndex, text: string, opens: boolean, closes: boolean): Matcher | null {
	const tokens = new Set<number>();
	for (const [known, token] of index.tokens) {
		const like =
			opens && closes ? known.includes(text) : opens ? known.endsWith(text) : known.startsWith(text);
		if (like) tokens.add(token);
	}
	return tokens.size === 0 ? null : { tokens };
}

function startsOf(index: WordIndex, readings: Readings): number[] {
	const firsts = new Set<number>();
	for (const [first] of readings) {
		if (!first) continue;
		if ('token' in first) firsts.add(first.token);
		else for (const token of first.tokens) firsts.add(token);
	}
	const lists: number[][] = [];
	for (const token of firsts) {
		lists.push([...index.postings.subarray(index.offsets[token] ?? 0, index.offsets[token + 1] ?? 0)]);
		lists.push(index.compoundPostings.get(token) ?? []);
	}
	const filled = lists.filter(({ length }) => length > 0);
	if (filled.length === 1) return filled[0] ?? [];
	return [...new Set(filled.flat())].sort((a, b) => a - b);
}
