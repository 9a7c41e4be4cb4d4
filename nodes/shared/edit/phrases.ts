import { UNSPACED_SCRIPT } from '../transcript/words';

/** A phrase and what belongs to it. */
export interface Phrase<T> {
	text: string;
	value: T;
}

/** Where a phrase was found: from a character of one text to a character of the same or a later text. */
export interface PhraseMatch<T> {
	value: T;
	first: number;
	/** Offset in the first text. */
	from: number;
	last: number;
	/** Offset in the last text, excluded. */
	to: number;
}

interface Unit {
	key: string;
	text: number;
	from: number;
	to: number;
}

interface Node<T> {
	next: Map<string, Node<T>>;
	/** Values of phrases that end here, the one added first. */
	value?: { of: T };
	/** Phrases that end with the beginning of a word, as in `school*`. */
	prefixes: Array<{ prefix: string; value: T }>;
}

const LETTER = `(?:(?!${UNSPACED_SCRIPT.source})[\\p{L}\\p{N}\\p{M}])`;
const UNIT = new RegExp(`${UNSPACED_SCRIPT.source}\\p{M}*|${LETTER}+(?:['’]${LETTER}+)*`, 'gu');

/**
 * Finds phrases in consecutive texts, e.g. the words of a turn. Case and punctuation are ignored, and words are compared
 * whole; characters of scripts without spaces are compared one by one, because their words have no certain borders. Of
 * several phrases at one place, the longest is found; matches do not overlap. A phrase that ends with `*` matches every
 * word with this beginning. Linear in the texts.
 */
export class PhraseFinder<T> {
	private readonly root: Node<T> = newNode();

	constructor(phrases: ReadonlyArray<Phrase<T>>) {
		for (const { text, value } of phrases) this.add(text, value);
	}

	find(texts: readonly string[]): Array<PhraseMatch<T>> {
		const units = texts.flatMap((text, index) => unitsOf(text, index));
		const matches: Array<PhraseMatch<T>> = [];
		for (let at = 0; at < units.length;) {
			const found = this.longestAt(units, at);
			const first = units[at];
			const last = units[at + (found?.length ?? 1) - 1];
			if (found !== undefined && first !== undefined && last !== undefined) {
				matches.push({
					value: found.value,
					first: first.text,
					from: first.from,
					last: last.text,
					to: last.to,
				});
			}
			at += found?.length ?? 1;
		}
		return matches;
	}

	private add(text: string, value: T): void {
		const keys = unitsOf(text, 0).map(({ key }) => key);
		const prefix = text.trimEnd().endsWith('*') ? keys.pop() : undefined;
		if (keys.length === 0 && prefix === undefined) return;
		let node = this.root;
		for (const key of keys) {
			let next = node.next.get(key);
			if (next === undefined) {
				next = newNode();
				node.next.set(key, next);
			}
			node = next;
		}
		if (prefix === undefined) node.value ??= { of: value };
		else node.prefixes.push({ prefix, value });
	}

	private longestAt(units: readonly Unit[], at: number): { length: number; value: T } | undefined {
		let found: { length: number; value: T } | undefined;
		let node: Node<T> | undefined = this.root;
		for (let length = 0; node !== undefined; length += 1) {
			if (node.value !== undefined) found = { length, value: node.value.of };
			const key: string | undefined = units[at + length]?.key;
			if (key === undefined) break;
			const begun = node.prefixes.find(({ prefix }) => key.startsWith(prefix));
			if (begun !== undefined) found = { length: length + 1, value: begun.value };
			node = node.next.get(key);
		}
		return found;
	}
}

function newNode<T>(): Node<T> {
	return { next: new Map(), prefixes: [] };
}

function unitsOf(text: string, index: number): Unit[] {
	return Array.from(text.matchAll(UNIT), ({ 0: found, index: from }) => ({
		key: found.normalize('NFKC').toLowerCase().replaceAll('’', "'"),
		text: index,
		from,
		to: from + found.length,
	}));
}
