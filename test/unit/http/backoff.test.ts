import { pauseMs, retryAfterMs } from '../../../nodes/shared/http/backoff';

const NOW = Date.UTC(2026, 2, 2, 12);

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['1', 1_000],
		['120', 120_000],
		['3600', 3_600_000],
		[' 7 ', 7_000],
		['1.5', 1_500],
		['12.25', 12_250],
	])('"%s" is a number of seconds', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it.each([
		['Mon, 02 Mar 2026 12:00:30 GMT', 30_000],
		['Monday, 02-Mar-26 12:00:30 GMT', 30_000],
		['2026-03-02T12:00:30Z', 30_000],
		['Mon, 02 Mar 2026 12:00:00 GMT', 0],
	])('"%s" is a date', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it('is no pause if its date is in the past', () => {
		expect(retryAfterMs('Mon, 02 Mar 2026 11:00:00 GMT', NOW)).toBe(0);
	});

	it.each([undefined, '', ' ', 'soon', '-1', '5 minutes', '1x', 'x1', '1.', '1.5x', 'at 99:99'])(
		'is ignored if it is %p',
		(header) => {
			expect(retryAfterMs(header, NOW)).toBeUndefined();
		},
	);
});

describe('the pause before the next attempt', () => {
	it('doubles from half a second to twenty seconds', () => {
		const longest = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => pauseMs(attempt, undefined, 1));
		expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
	});

	it('is shortened at random to no less than half of the step', () => {
		expect(pauseMs(2, undefined, 0)).toBe(1_000);
		expect(pauseMs(2, undefined, 0.5)).toBe(1_500);
	});

	it('is exactly what the vendor asks for', () => {
		expect(pauseMs(5, 0, 0.5)).toBe(0);
		expect(pauseMs(0, 90_000, 0.5)).toBe(90_000);
	});

	it('is at most two minutes', () => {
		expect(pauseMs(0, 120_000, 0.5)).toBe(120_000);
		expect(pauseMs(0, 120_001, 0.5)).toBeUndefined();
		expect(pauseMs(0, 3_600_000, 0.5)).toBeUndefined();
	});
});
