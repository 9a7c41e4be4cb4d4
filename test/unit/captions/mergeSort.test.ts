import { sortedOrder } from '../../../nodes/shared/captions/mergeSort';
import { seeded } from '../../support/captionData';
import { CountingYielder } from '../../support/countingYielder';

const orderOf = async (keys: readonly number[]): Promise<number[]> =>
	Array.from(await sortedOrder(Int32Array.from(keys), new CountingYielder()));

/** Ascending; equal elements keep their order. */
const expected = (keys: readonly number[]): number[] =>
	keys.map((_, index) => index).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);

describe('sorting by time', () => {
	it.each([
		[[]],
		[[7]],
		[[1, 2, 3]],
		[[3, 2, 1]],
		[[2, 2, 2]],
		[[5, 6, 1, 2]],
		[[1, 3, 5, 2, 4, 6]],
		[[2, 1, 2, 1, 2, 1]],
		[[-5, 0, -5, 3]],
	])('of %j is stable', async (keys) => {
		expect(await orderOf(keys)).toEqual(expected(keys));
	});

	it('returns the same as any other sort, for any number of runs', async () => {
		const random = seeded(1);
		for (let length = 1; length <= 40; length += 1) {
			const keys = Array.from({ length }, () => Math.floor(random() * 20));
			expect(await orderOf(keys)).toEqual(expected(keys));
		}
	});

	it.each([
		['costs nothing where the words are in order', Array.from({ length: 5000 }, (_, i) => i), 0],
		['of two channels lets others run every thousand words', [...Array(5000).keys()].map((i) => i % 2500), 5],
	])('%s', async (_, keys, yields) => {
		const yielder = new CountingYielder();
		await sortedOrder(Int32Array.from(keys), yielder);
		expect(yielder.yields).toBe(yields);
	});
});
