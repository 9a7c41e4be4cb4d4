import { exactRate, timecodeSeconds } from '../../../nodes/shared/captions/timecode';

describe('a timecode', () => {
	it.each([
		['00:00:00:00', 25, 0],
		['01:00:00:00', 25, 3600],
		['00:00:10:12', 25, 10.48],
		['10:00:00:00', 24, 36_000],
		// SMPTE ST 12-1: an hour of drop-frame timecode has 107,892 frames.
		['01:00:00;00', 29.97, 107_892 / (30_000 / 1001)],
		['00:01:00;02', 29.97, 1800 / (30_000 / 1001)],
		['00:10:00;00', 29.97, 17_982 / (30_000 / 1001)],
		['01:00:00;00', 59.94, 215_784 / (60_000 / 1001)],
		// Without drop frames, an hour of timecode lasts 3.6 s longer than an hour.
		['01:00:00:00', 29.97, 3603.6],
		['01:00:00:00', 23.976, 3603.6],
		[' 1:00:00:00\n', 25, 3600],
		['00:01:30;00', 29.97, 2698 / (30_000 / 1001)],
	])('%s at %d frames per second is %d s', (text, frameRate, seconds) => {
		expect(timecodeSeconds(text, frameRate)).toBeCloseTo(seconds, 6);
	});

	it.each([
		['1:00', 25],
		['00:00:60:00', 25],
		['00:00:00:25', 25],
		['01:00:00;00', 25],
		['01:00:00;00', 30],
		['00:01:00;01', 29.97],
		['later', 25],
		['at 01:00:00:00', 25],
		['01:00:00:000', 25],
		['00:00:01;00', 23.976],
	])('%s is not one at %d frames per second', (text, frameRate) => {
		expect(timecodeSeconds(text, frameRate)).toBeNull();
	});

	it('uses the exact rates behind rounded ones', () => {
		expect(exactRate(23.98)).toBe(24_000 / 1001);
		expect(exactRate(59.94)).toBe(60_000 / 1001);
		expect(exactRate(25)).toBe(25);
		expect(exactRate(12.5)).toBe(12.5);
		expect(exactRate(24.975)).toBe(24.975);
		expect(exactRate(24.976)).toBe(24.976);
	});
});
