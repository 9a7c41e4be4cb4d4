import fc from 'fast-check';

import { partitionPoint } from '../../../nodes/shared/core/partitionPoint';

it('is where a sorted list reaches a value', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20)), fc.nat(20), fc.nat(5), (unsorted, value, from) => {
			const list = unsorted.sort((a, b) => a - b);
			const first = Math.min(from, list.length);
			const index = partitionPoint(list.length, (at) => (list[at] ?? 0) < value, first);
			const found = list.findIndex((each, at) => at >= first && each >= value);
			expect(index).toBe(found === -1 ? list.length : found);
		}),
	);
});

it('asks a logarithmic number of times', () => {
	let asked = 0;
	const index = partitionPoint(1_000_000, (at) => {
		asked += 1;
		return at < 765_432;
	});
	expect(index).toBe(765_432);
	expect(asked).toBeLessThanOrEqual(20);
});
