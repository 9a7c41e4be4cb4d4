/** Dimensions of the vectors; fewer make different words share one. */
const DIMENSIONS = 2048;

/** Words that say nothing about the subject of a text, and which a model would give little weight. */
const FUNCTION_WORDS = new Set(
	'a an and are as at be but by did do for from had has have he i if in is it me my not of on or our she so that the their they this to was we were what when where which who will with you your'.split(
		' ',
	),
);

/**
 * A vector for a text that needs no model: each word with a meaning counts in the dimension of its hash (FNV-1a), once
 * however often it occurs. Texts are similar if they have words in common.
 */
export function hashingEmbedding(text: string): Float64Array {
	const vector = new Float64Array(DIMENSIONS);
	for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
		if (FUNCTION_WORDS.has(word)) continue;
		let hash = 0x811c9dc5;
		for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
		vector[hash % DIMENSIONS] = 1;
	}
	return vector;
}

/** Cosine of the angle between two vectors; 0 if one of them is empty. */
export function cosine(a: Float64Array, b: Float64Array): number {
	let [product, ofA, ofB] = [0, 0, 0];
	for (const [index, value] of a.entries()) {
		const other = b[index] ?? 0;
		product += value * other;
		ofA += value * value;
		ofB += other * other;
	}
	return ofA === 0 || ofB === 0 ? 0 : product / Math.sqrt(ofA * ofB);
}
