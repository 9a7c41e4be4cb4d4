/** Pairs of word sequences for comparisons, the same for the same number. */

export interface Pair {
	reference: string[];
	other: string[];
}

/** A generator of numbers from 0 to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A text with errors as speech recognition makes them: words are replaced, lost, added, and swapped. */
export function withErrors(
	words: readonly string[],
	rate: number,
	vocabulary: readonly string[],
	random: () => number,
) {
	const pick = () => vocabulary[Math.floor(random() * vocabulary.length)] ?? 'word';
	return words.flatMap((word) => {
		if (random() >= rate) return [word];
		const kind = random();
		if (kind < 0.4) return [pick()];
		if (kind < 0.65) return [];
		if (kind < 0.9) return [word, pick()];
		return [pick(), pick(), pick()];
	});
}

/** The larger the number, the longer the texts; few different words, so that many alignments have the same cost. */
export function generatedPair(number: number): Pair {
	const random = randomNumbers(number);
	const size = 2 + Math.floor(random() * (number % 3 === 0 ? 4 : 60));
	const vocabulary = Array.from({ length: size }, (_, index) => `w${index}`);
	const length = Math.floor(random() * (20 + number / 2));
	const reference = Array.from({ length }, () => vocabulary[Math.floor(random() * size)] ?? 'w0');
	if (reference.length === 0) reference.push('w0');
	const other = withErrors(reference, random(), vocabulary, random);
	return { reference, other: other.length === 0 ? ['w1'] : other };
}

/** A pair that is too long to be aligned in one block. */
export function longPair(number: number): Pair {
	const random = randomNumbers(number);
	const vocabulary = Array.from({ length: 800 }, (_, index) => `w${index}`);
	// Common words are much more frequent than rare ones.
	const reference = Array.from({ length: 2600 }, () => vocabulary[Math.floor(random() ** 3 * 800)] ?? 'w0');
	return { reference, other: withErrors(reference, 0.05 + (number % 3) * 0.1, vocabulary, random) };
}
