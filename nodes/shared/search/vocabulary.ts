import { partitionPoint } from '../core/partitionPoint';
import { inflectionsOf } from './inflections';
import { WILDCARD } from './normalise';
import { isSimilar, letterMask, maxEdits } from './similarity';
import { soundKey } from './soundKey';

/** IDs of tokens that a word of a search term stands for. */
export type TokenSet = ReadonlySet<number>;

const NONE: TokenSet = new Set();

/**
 * The distinct words of a transcript, by their properties. Each index is built at its first use and is linear in the
 * number of distinct words.
 */
export class Vocabulary {
	private sounds: Map<string, number[]> | undefined;

	private lemmas: Map<string, number[]> | undefined;

	private shapes: Array<{ text: string; token: number; mask: number }> | undefined;

	private sorted: Array<[text: string, token: number]> | undefined;

	constructor(
		private readonly tokens: ReadonlyMap<string, number>,
		private readonly language: string | null,
	) {}

	/** The word itself. */
	exactly(text: string): TokenSet {
		const token = this.tokens.get(text);
		return token === undefined ? NONE : new Set([token]);
	}

	/**
	 * Words that contain a text.
	 * @param opens whether a word may have letters before the text
	 * @param closes whether a word may have letters after the text
	 */
	containing(text: string, opens: boolean, closes: boolean): TokenSet {
		return this.matching(text, opens, closes);
	}

	/** Words that match a pattern with wildcards. */
	like(pattern: string): TokenSet {
		const pieces = pattern.split(WILDCARD);
		const [first = ''] = pieces;
		const last = pieces.at(-1) ?? '';
		const found = new Set<number>();
		for (const [text, token] of this.startingWith(first)) {
			if (text.length < first.length + last.length || !text.endsWith(last)) continue;
			if (containsInOrder(text.slice(first.length, text.length - last.length), pieces.slice(1, -1)))
				found.add(token);
		}
		return found;
	}

	/** Other forms of a word, e.g. its plural; empty for a language without rules. */
	inflections(text: string): TokenSet {
		const lemmas = inflectionsOf(this.language);
		if (!lemmas) return NONE;
		this.lemmas ??= this.grouped(lemmas);
		return this.union(this.lemmas, lemmas(text));
	}

	/** Words that sound like a word, in languages with Latin letters. */
	soundingLike(text: string): TokenSet {
		this.sounds ??= this.grouped(soundKeys);
		return this.union(this.sounds, soundKeys(text));
	}

	/** Words that differ in one letter, from eight letters on in two. */
	similarTo(text: string): TokenSet {
		const edits = maxEdits(text);
		if (edits === 0) return NONE;
		this.shapes ??= [...this.tokens].map(([known, token]) => ({
			text: known,
			token,
			mask: letterMask(known),
		}));
		const mask = letterMask(text);
		const found = new Set<number>();
		for (const shape of this.shapes) {
			if (isSimilar(text, mask, shape.text, shape.mask, edits)) found.add(shape.token);
		}
		return found;
	}

	private matching(text: string, opens: boolean, closes: boolean): TokenSet {
		const found = new Set<number>();
		if (!opens) {
			for (const [known, token] of this.startingWith(text)) if (closes || known === text) found.add(token);
			return found;
		}
		for (const [known, token] of this.tokens) {
			if (closes ? known.includes(text) : known.endsWith(text)) found.add(token);
		}
		return found;
	}

	/** Words with a prefix, found by binary search. */
	private *startingWith(prefix: string): Generator<[text: string, token: number]> {
		this.sorted ??= [...this.tokens].sort(([a], [b]) => (a < b ? -1 : 1));
		const sorted = this.sorted;
		const low = partitionPoint(sorted.length, (index) => (sorted[index]?.[0] ?? '') < prefix);
		for (let at = low; at < this.sorted.length; at += 1) {
			const entry = this.sorted[at];
			if (!entry?.[0].startsWith(prefix)) return;
			yield entry;
		}
	}

	private grouped(keysOf: (text: string) => Iterable<string>): Map<string, number[]> {
		const groups = new Map<string, number[]>();
		for (const [text, token] of this.tokens) {
			for (const key of keysOf(text)) {
				const known = groups.get(key);
				if (known) known.push(token);
				else groups.set(key, [token]);
			}
		}
		return groups;
	}

	private union(groups: ReadonlyMap<string, number[]>, keys: Iterable<string>): TokenSet {
		const found = new Set<number>();
		for (const key of keys) for (const token of groups.get(key) ?? []) found.add(token);
		return found;
	}
}

function soundKeys(text: string): string[] {
	const key = soundKey(text);
	return key === '' ? [] : [key];
}

/** Whether the pieces occur in a text one after the other. */
function containsInOrder(text: string, pieces: readonly string[]): boolean {
	let from = 0;
	for (const piece of pieces) {
		const at = text.indexOf(piece, from);
		if (at < 0) return false;
		from = at + piece.length;
	}
	return true;
}
