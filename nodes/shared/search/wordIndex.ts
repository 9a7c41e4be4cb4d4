import { EventLoopYielder } from '../core/eventLoop';
import type { Word } from '../transcript/model';
import { createNormaliser, type Chunk } from './normalise';

/** Number of words between two checks of the clock. */
const CHECK_INTERVAL = 1024;
/** A token that no word has; separates one channel from the next. */
const BREAK = -1;

/**
 * The words of a transcript, indexed for any number of searches. The words of one channel form one row (simultaneous
 * speech on two channels is not a phrase), and each is split into atoms: one for a plain word, two for `well-known`, one
 * per character in Chinese.
 */
export interface WordIndex {
	words: readonly Word[];
	/** Indexes in `words`, channel by channel. */
	row: number[];
	/** Start of each channel in `row`, and the end of the last channel. */
	rowStarts: number[];
	/** ID of each token by its text. */
	tokens: Map<string, number>;
	/** Token of each atom, or BREAK. */
	atoms: Int32Array;
	/** Word of each atom, as a position in `row`. */
	places: Int32Array;
	/** Speaker of each atom, as a number. */
	speakers: Int32Array;
	/** Atoms by token: those of token `t` are in `postings` from `offsets[t]` to `offsets[t + 1]`. */
	postings: Int32Array;
	offsets: Int32Array;
	/** The joined reading of a compound, by its first atom: its token, and the number of atoms it covers. */
	compounds: Map<number, { token: number; length: number }>;
	/** First atoms of compounds, by the token of their joined reading. */
	compoundPostings: Map<number, number[]>;
	normalise: (text: string) => readonly Chunk[];
}

interface Growing {
	atoms: number[];
	places: number[];
	speakers: number[];
}

/** Indexes the words. Time and memory are linear in the number of words; yields to n8n's event loop. */
export async function indexWords(
	words: readonly Word[],
	language: string | null,
	ignoreAccents: boolean,
): Promise<WordIndex> {
	const yielder = new EventLoopYielder();
	const normalise = createNormaliser({ ignoreAccents, language });
	const tokens = new Map<string, number>();
	const tokenOf = (text: string): number => {
		let token = tokens.get(text);
		if (token === undefined) {
			token = tokens.size;
			tokens.set(text, token);
		}
		return token;
	};
	const speakers = new Map<string | null, number>();
	const compounds: WordIndex['compounds'] = new Map();
	const compoundPostings: WordIndex['compoundPostings'] = new Map();
	const growing: Growing = { atoms: [], places: [], speakers: [] };
	const { row, rowStarts } = await rowsOf(words, yielder);

	const push = (token: number, place: number, speaker: number) => {
		growing.atoms.push(token);
		growing.places.push(place);
		growing.speakers.push(speaker);
	};
	let nextRow = 1;
	for (let place = 0; place < row.length; place += 1) {
		if (place % CHECK_INTERVAL === 0) await yielder.pause();
		if (place === rowStarts[nextRow]) {
			push(BREAK, place, BREAK);
			nextRow += 1;
		}
		const word = words[row[place] ?? 0];
		if (word === undefined) continue;
		let speaker = speakers.get(word.speaker);
		if (speaker === undefined) {
			speaker = speakers.size;
			speakers.set(word.speaker, speaker);
		}
		for (const { parts, joined } of normalise(word.text)) {
			if (joined !== null) {
				const first = growing.atoms.length;
				const token = tokenOf(joined);
				compounds.set(first, { token, length: parts.length });
				const known = compoundPostings.get(token);
				if (known) known.push(first);
				else compoundPostings.set(token, [first]);
			}
			for (const part of parts) push(tokenOf(part), place, speaker);
		}
	}

	const atoms = Int32Array.from(growing.atoms);
	await yielder.pause();
	const { postings, offsets } = await postingsOf(atoms, tokens.size, yielder);
	return {
		words,
		row,
		rowStarts,
		tokens,
		atoms,
		places: Int32Array.from(growing.places),
		speakers: Int32Array.from(growing.speakers),
		postings,
		offsets,
		compounds,
		compoundPostings,
		normalise,
	};
}

async function rowsOf(
	words: readonly Word[],
	yielder: EventLoopYielder,
): Promise<Pick<WordIndex, 'row' | 'rowStarts'>> {
	const channels = new Map<string | null, number[]>();
	for (let index = 0; index < words.length; index += 1) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const channel = words[index]?.channel ?? null;
		const known = channels.get(channel);
		if (known) known.push(index);
		else channels.set(channel, [index]);
	}
	const rows = [...channels.values()];
	const rowStarts = [0];
	for (const { length } of rows) rowStarts.push((rowStarts.at(-1) ?? 0) + length);
	return { row: rows.length === 1 ? (rows[0] ?? []) : rows.flat(), rowStarts };
}

/** Atoms by token, with a counting sort. */
async function postingsOf(
	atoms: Int32Array,
	tokenCount: number,
	yielder: EventLoopYielder,
): Promise<Pick<WordIndex, 'postings' | 'offsets'>> {
	const offsets = new Int32Array(tokenCount + 1);
	for (const token of atoms) {
		if (token !== BREAK) offsets[token + 1] = (offsets[token + 1] ?? 0) + 1;
	}
	for (let token = 0; token < tokenCount; token += 1) {
		offsets[token + 1] = (offsets[token + 1] ?? 0) + (offsets[token] ?? 0);
	}
	await yielder.pause();
	const next = offsets.slice();
	const postings = new Int32Array(offsets[tokenCount] ?? 0);
	for (const [atom, token] of atoms.entries()) {
		if (token === BREAK) continue;
		const at = next[token] ?? 0;
		postings[at] = atom;
		next[token] = at + 1;
	}
	return { postings, offsets };
}
