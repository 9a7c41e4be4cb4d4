/**
 * The first index in a range for which a predicate is false, found by binary search: the predicate must be true up to some
 * index, and false from there on. Returns `to` if it is never false.
 */
export function partitionPoint(to: number, isBefore: (index: number) => boolean, from = 0): number {
	let low = from;
	let high = to;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isBefore(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
}
