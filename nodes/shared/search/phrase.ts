import { WILDCARD, type Chunk } from './normalise';
import type { TokenSet } from './vocabulary';
import type { WordIndex } from './wordIndex';

/** The readings of one chunk of a term: the tokens of its parts in sequence, or those of its joined reading. */
type Readings = TokenSet[][];

/** A phrase of a search term prepared for one index. */
export interface PreparedPhrase {
	chunks: Readings[];
	/** Atoms at which a match may start, ascending. */
	starts: readonly number[];
}

/**
 * The tokens that a word of a term stands for.
 * @param opens whether it is the first word of the phrase
 * @param closes whether it is the last
 */
export type Expansion = (text: string, opens: boolean, closes: boolean) => TokenSet;

/** Prepares the words of a phrase; `null` if the transcript cannot contain it. */
export function preparePhrase(
	index: WordIndex,
	chunks: readonly Chunk[],
	expand: Expansion,
): PreparedPhrase | null {
	const prepared: Readings[] = [];
	for (const [place, chunk] of chunks.entries()) {
		const readings = readingsOf(chunk, expand, place === 0, place === chunks.length - 1);
		if (readings.length === 0) return null;
		prepared.push(readings);
	}
	return { chunks: prepared, starts: startsOf(index, prepared[0] ?? []) };
}

/**
 * End (exclusive) of the longest match that starts at an atom; -1 if there is none. Follows all readings of term and
 * transcript at once, so that the time depends on the length of the term only.
 */
export function matchAt(
	index: WordIndex,
	phrase: PreparedPhrase,
	start: number,
	acrossSpeakers: boolean,
): number {
	let reached: readonly number[] = [start];
	for (const readings of phrase.chunks) {
		let ends: readonly number[] = NOWHERE;
		for (const reading of readings) {
			let through = reached;
			for (const tokens of reading) {
				through = step(index, through, tokens, start, acrossSpeakers);
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
	tokens: TokenSet,
	start: number,
	acrossSpeakers: boolean,
): readonly number[] {
	let reached: readonly number[] = NOWHERE;
	for (const atom of from) {
		if (!acrossSpeakers && index.speakers[atom] !== index.speakers[start]) continue;
		const token = index.atoms[atom];
		if (token !== undefined && tokens.has(token)) reached = merge(reached, [atom + 1]);
		const compound = index.compounds.get(atom);
		if (compound && tokens.has(compound.token)) reached = merge(reached, [atom + compound.length]);
	}
	return reached;
}

function merge(a: readonly number[], b: readonly number[]): readonly number[] {
	return [...a, ...b.filter((each) => !a.includes(each))];
}

function readingsOf(
	{ parts, joined }: Chunk,
	expand: Expansion,
	isFirst: boolean,
	isLast: boolean,
): Readings {
	const readings: Readings = [];
	for (const texts of joined === null ? [parts] : [parts, [joined]]) {
		// Characters of scripts without spaces are words of their own, so that a wildcard has no letters to stand for.
		const given = texts.filter((text) => text.replaceAll(WILDCARD, '') !== '');
		const tokens = given.map((text, place) =>
			expand(text, isFirst && place === 0, isLast && place === given.length - 1),
		);
		if (tokens.length > 0 && tokens.every(({ size }) => size > 0)) readings.push(tokens);
	}
	return readings;
}

function startsOf(index: WordIndex, readings: Readings): readonly number[] {
	const firsts = new Set(readings.flatMap(([first]) => [...(first ?? [])]));
	const lists: number[][] = [];
	for (const token of firsts) {
		lists.push([...index.postings.subarray(index.offsets[token] ?? 0, index.offsets[token + 1] ?? 0)]);
		lists.push(index.compoundPostings.get(token) ?? []);
	}
	const filled = lists.filter(({ length }) => length > 0);
	if (filled.length === 1) return filled[0] ?? [];
	return [...new Set(filled.flat())].sort((a, b) => a - b);
}
