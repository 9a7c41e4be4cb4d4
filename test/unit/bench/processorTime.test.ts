import { processorMs, workedBetween } from '../../../bench/lib/night/processorTime';

const STAT =
	'4711 (node (a) b) S 1 4711 4711 0 -1 4194304 25000 0 12 0 1234 56 7 8 20 0 11 0 5000 2800816 157000 18446744073709551615';

describe('processor time', () => {
	it('is that of the process in user and system mode, whatever its name', () => {
		expect(processorMs(STAT)).toBe(12_900);
	});

	it('is unknown of a process that has ended', () => {
		expect(processorMs('')).toBeUndefined();
	});

	it('is compared for processes that were not restarted', () => {
		const before = { main: 1000, 'worker-1': 5000, 'worker-2': 700 };
		expect(workedBetween(before, { main: 1500, 'worker-1': 200, 'webhook-1': 300 })).toEqual({ main: 500 });
	});
});
