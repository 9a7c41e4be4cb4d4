const SHORTEST = 4;
const LONG = 8;
/** Words of a transcript are not longer; a longer text is not a word. */
const LONGEST = 64;
const HAS_LETTERS = /^\p{L}[\p{L}\p{M}]*$/u;

/** How many letters may differ from a word; none in short words and numbers, which would become other words. */
export function maxEdits(word: string): number {
	if (word.length < SHORTEST || word.length > LONGEST || !HAS_LETTERS.test(word)) return 0;
	return word.length < LONG ? 1 : 2;
}

/** The letters of a word as a set of bits; an edit changes at most two of them. */
export function letterMask(word: string): number {
	let mask = 0;
	for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) & 31);
	return mask;
}

/** Whether two words differ by at most this many insertions, deletions, replacements and swaps of neighbours. */
export function isSimilar(a: string, maskA: number, b: string, maskB: number, edits: number): boolean {
	if (Math.abs(a.length - b.length) > edits) return false;
	if (bitCount(maskA ^ maskB) > 2 * edits) return false;
	return distanceWithin(a, b, edits);
}

function bitCount(mask: number): number {
	let rest = mask;
	let count = 0;
	for (; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}

/** Optimal string alignment distance, given up as soon as it exceeds the limit. */
function distanceWithin(a: string, b: string, limit: number): boolean {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		let least = row;
		for (let column = 1; column <= b.length; column += 1) {
			const isEqual = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
			let cost = Math.min(
				(last[column - 1] ?? 0) + (isEqual ? 0 : 1),
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
			);
			const isSwap =
				row > 1 &&
				column > 1 &&
				a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
				a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
			if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
			current.push(cost);
			least = Math.min(least, cost);
		}
		if (least > limit) return false;
		beforeLast = last;
		last = current;
	}
	return (last[b.length] ?? 0) <= limit;
}
