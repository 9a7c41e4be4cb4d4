import { createPace, type Pace } from '../../../bench/lib/night/pace';

/** How many jobs end in each tick of 100 ms, if `created` have been created by then. */
function ends(pace: Pace, total: number, created: readonly number[]): number[] {
	const next = createPace(pace);
	let ended = 0;
	return created.map((count) => {
		const now = next(100, { total, created: count, ended });
		ended += now;
		return now;
	});
}

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('at a rate', () => {
	const rate = { together: 1, perSecond: 50 };

	it('ends as many jobs a second as it should', () => {
		expect(ends(rate, 1000, times(20, 1000))).toEqual(times(20, 5));
	});

	it('ends no job that does not exist, and does not make up for more than a second', () => {
		const counts = ends(rate, 1000, [...times(100, 0), ...times(10, 1000)]);
		expect(sum(counts.slice(0, 100))).toBe(0);
		expect(counts.slice(100)).toEqual([50, ...times(9, 5)]);
	});
});

describe('in bursts', () => {
	const bursts = { together: 500, perSecond: 50 };

	it('ends as many jobs together as a burst has, at the same average rate', () => {
		const counts = ends(bursts, 5000, times(300, 5000));
		expect(counts.filter((count) => count > 0)).toEqual([500, 500, 500]);
		expect(counts.findIndex((count) => count > 0)).toBe(99);
	});

	it('waits until there are enough jobs', () => {
		expect(sum(ends(bursts, 5000, times(200, 499)))).toBe(0);
	});

	it('ends those that are left once all are created', () => {
		expect(sum(ends(bursts, 40, times(20, 40)))).toBe(40);
	});
});
