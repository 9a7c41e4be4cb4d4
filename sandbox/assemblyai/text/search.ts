import { z } from 'zod/v4';
import type { Word } from '../model';
import { bare } from './words';

const MOST_WORDS = 5;

export interface Match {
	text: string;
	count: number;
	timestamps: Array<[start: number, end: number]>;
	indexes: number[];
}

/** The terms of `?words=`: separated by commas, or as a JSON list (an older form of this parameter). */
export function readTerms(value: string): string[] {
	if (value.trimStart().startsWith('[')) {
		try {
			return z.array(z.coerce.string()).parse(JSON.parse(value));
		} catch {
			// A bracket that does not start a JSON list is part of a term.
		}
	}
	return value.split(',');
}

/**
 * Finds words, numbers and phrases of up to five words, ignoring case and punctuation; terms without a match are
 * omitted.
 */
export function searchWords(words: readonly Word[], terms: readonly string[]): Match[] {
	const texts = words.map((word) => bare(word.text));
	return terms.flatMap((term) => {
		const parts = term
			.split(/\s+/u)
			.map(bare)
			.filter((part) => part !== '');
		if (parts.length === 0 || parts.length > MOST_WORDS) return [];
		const indexes = texts.flatMap((_, i) => (parts.every((part, k) => texts[i + k] === part) ? [i] : []));
		if (indexes.length === 0) return [];
		const timestamps = indexes.map((i): [number, number] => [
			words[i]?.start ?? 0,
			words[i + parts.length - 1]?.end ?? 0,
		]);
		return [{ text: parts.join(' '), count: indexes.length, timestamps, indexes }];
	});
}
