import type { EventLoopYielder } from '../core/eventLoop';

/**
 * The indexes of `keys` in ascending order of the keys, stable. A natural merge sort: sorted input costs one pass, two
 * consecutive sorted channels cost one merge. Yields to the event loop.
 */
export async function sortedOrder(keys: Int32Array, yielder: EventLoopYielder): Promise<Int32Array> {
	let bounds = [0];
	for (let i = 1; i < keys.length; i += 1) {
		if ((keys[i] ?? 0) < (keys[i - 1] ?? 0)) bounds.push(i);
	}
	let order = new Int32Array(keys.length);
	for (let i = 0; i < order.length; i += 1) order[i] = i;
	while (bounds.length > 1) {
		const merged = new Int32Array(keys.length);
		let at = 0;
		const nextBounds: number[] = [];
		for (let run = 0; run < bounds.length; run += 2) {
			nextBounds.push(at);
			let left = bounds[run] ?? 0;
			const middle = bounds[run + 1] ?? keys.length;
			const end = bounds[run + 2] ?? keys.length;
			let right = middle;
			while (left < middle || right < end) {
				if ((at & 1023) === 0 && yielder.due) await yielder.yield();
				const a = order[left] ?? 0;
				const b = order[right] ?? 0;
				const takeLeft = right >= end || (left < middle && (keys[a] ?? 0) <= (keys[b] ?? 0));
				merged[at] = takeLeft ? a : b;
				at += 1;
				if (takeLeft) left += 1;
				else right += 1;
			}
		}
		order = merged;
		bounds = nextBounds;
	}
	return order;
}
