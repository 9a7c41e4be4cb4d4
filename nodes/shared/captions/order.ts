import type { Pacer } from './pacer';

/**
 * Stable order of `keys`, smallest first, as a list of indexes. A natural merge sort: what is in order already
 * costs one look, two channels one after the other cost one merge, and the event loop is let go in between.
 */
export async function sortedOrder(keys: readonly number[], pacer: Pacer): Promise<number[]> {
	let bounds = [0];
	for (let i = 1; i < keys.length; i += 1) {
		if ((keys[i] ?? 0) < (keys[i - 1] ?? 0)) bounds.push(i);
	}
	let order = Array.from(keys, (_, index) => index);
	while (bounds.length > 1) {
		const merged: number[] = [];
		const nextBounds: number[] = [];
		for (let run = 0; run < bounds.length; run += 2) {
			nextBounds.push(merged.length);
			let left = bounds[run] ?? 0;
			const middle = bounds[run + 1] ?? keys.length;
			const end = bounds[run + 2] ?? keys.length;
			let right = middle;
			while (left < middle || right < end) {
				if ((merged.length & 1023) === 0 && pacer.due()) await pacer.rest();
				const a = order[left] ?? 0;
				const b = order[right] ?? 0;
				const takeLeft = right >= end || (left < middle && (keys[a] ?? 0) <= (keys[b] ?? 0));
				merged.push(takeLeft ? a : b);
				if (takeLeft) left += 1;
				else right += 1;
			}
		}
		order = merged;
		bounds = nextBounds;
	}
	return order;
}
