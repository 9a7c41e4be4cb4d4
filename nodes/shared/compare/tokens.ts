import { EventLoopYielder } from '../core/eventLoop';
import { createFillerTest } from '../transcript/fillers';
import { languageTag } from '../transcript/language';
import type { Transcript, Word } from '../transcript/model';
import { UNSPACED_SCRIPT } from '../transcript/words';
import { numberIn } from './numbers';

/** What is not counted as a difference. */
export interface Normalization {
	case: boolean;
	punctuation: boolean;
	/** `1,000` and `1000`; in English also `25` and `twenty-five`. */
	numbers: boolean;
	fillers: boolean;
}

/** Number of tokens between two checks of the clock. */
const CHECK_INTERVAL = 4096;

export type Unit = 'words' | 'characters';

/** What is compared: a word, a part of one (`well-known` has two), a number of several words, or a character. */
export interface Token {
	key: string;
	/** As it is written. */
	text: string;
	/** Index of the (first) word. */
	word: number;
}

const MARKS_WITHOUT_MEANING = /[^\p{L}\p{M}\p{N}'.,%]+/gu;
const MARKS_AT_EDGES = /^[^\p{L}\p{N}]+|(?<![^\p{L}\p{M}\p{N}%])[^\p{L}\p{M}\p{N}%]+$/gu;
const MARKS_BETWEEN_LETTERS = /(?<!\d)[.,]|[.,](?!\d)/gu;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?!\d)/u;

/** Characters for scripts without spaces, whose words have no certain borders; otherwise words. */
export function usualUnit({ words }: Pick<Transcript, 'words'>): Unit {
	let unspaced = 0;
	const sample = words.slice(0, 1000);
	for (const { text } of sample) if (UNSPACED_SCRIPT.test(text)) unspaced += 1;
	return unspaced > sample.length / 2 ? 'characters' : 'words';
}

/** The tokens of a transcript in the order of its words. Words that consist of punctuation have none if it is ignored. */
export async function tokensOf(
	{ words, language }: Pick<Transcript, 'words' | 'language'>,
	normalization: Normalization,
	unit: Unit,
): Promise<Token[]> {
	const yielder = new EventLoopYielder();
	const isFiller = createFillerTest(language);
	const seen = new Map<string, readonly string[]>();
	const tokens: Token[] = [];
	for (const [index, word] of words.entries()) {
		if (index % 512 === 0) await yielder.pause();
		if (normalization.fillers && isFiller(word)) continue;
		let keys = seen.get(word.text);
		if (keys === undefined) {
			keys = keysOf(word.text, normalization);
			seen.set(word.text, keys);
		}
		for (const key of keys) tokens.push({ key, text: keys.length === 1 ? word.text : key, word: index });
	}
	const isEnglish = languageTag(language)?.split('-')[0] === 'en';
	const whole = normalization.numbers && isEnglish ? await withNumbers(tokens, yielder) : tokens;
	return unit === 'words' ? whole : whole.flatMap(charactersOf);
}

function keysOf(text: string, { case: ignoresCase, punctuation, numbers }: Normalization): string[] {
	let key = text.normalize('NFKC').replace(/[’‘ʼ]/gu, "'");
	if (ignoresCase) key = key.toLowerCase();
	if (punctuation) {
		key = key.replace(MARKS_WITHOUT_MEANING, ' ').replace(MARKS_BETWEEN_LETTERS, ' ');
	}
	return key
		.split(/\s+/u)
		.map((part) => (punctuation ? part.replace(MARKS_AT_EDGES, '') : part))
		.flatMap((part) => (numbers ? withPlainNumber(part) : [part]))
		.filter((part) => part !== '');
}

function withPlainNumber(part: string): string[] {
	const plain = GROUPED.test(part) ? part.replaceAll(',', '') : part;
	const [, number] = /^(\d[\d.,]*)%$/u.exec(plain) ?? [];
	return number === undefined ? [plain] : [number, 'percent'];
}

/** The longest number has fewer words: nine hundred and ninety nine billion … */
const LONGEST_NUMBER = 24;

async function withNumbers(tokens: readonly Token[], yielder: EventLoopYielder): Promise<Token[]> {
	const result: Token[] = [];
	for (let at = 0; at < tokens.length;) {
		if (result.length % 512 === 0) await yielder.pause();
		const token = tokens[at];
		if (!token) break;
		const isLetters = /^\p{L}+$/u.test(token.key);
		const found = isLetters
			? numberIn(tokens.slice(at, at + LONGEST_NUMBER).map(({ key }) => key.toLowerCase()))
			: undefined;
		if (found) {
			const text = tokens
				.slice(at, at + found.length)
				.map((each) => each.text)
				.join(' ');
			result.push({ ...token, key: String(found.value), text });
		} else {
			result.push(token);
		}
		at += found?.length ?? 1;
	}
	return result;
}

function charactersOf({ key, word }: Token): Token[] {
	return (key.match(/\P{M}\p{M}*/gu) ?? []).map((character) => ({ key: character, text: character, word }));
}

/** Numbers for tokens, the same for the same token in all sequences. */
export class TokenNumbers {
	private readonly numbers = new Map<string, number>();

	async of(tokens: ReadonlyArray<Pick<Token, 'key'>>, yielder: EventLoopYielder): Promise<Int32Array> {
		const ids = new Int32Array(tokens.length);
		for (const [index, { key }] of tokens.entries()) {
			if (index % CHECK_INTERVAL === 0) await yielder.pause();
			let number = this.numbers.get(key);
			if (number === undefined) {
				number = this.numbers.size;
				this.numbers.set(key, number);
			}
			ids[index] = number;
		}
		return ids;
	}
}

/** Start of each token; `undefined` if the words have no times, or if they do not ascend. */
export async function timesOf(
	tokens: readonly Token[],
	words: readonly Word[],
	yielder: EventLoopYielder,
): Promise<Float64Array | undefined> {
	const times = new Float64Array(tokens.length);
	let last = 0;
	for (const [index, { word }] of tokens.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const time = words[word]?.start ?? 0;
		if (time < last) return undefined;
		times[index] = time;
		last = time;
	}
	return last > 0 ? times : undefined;
}
