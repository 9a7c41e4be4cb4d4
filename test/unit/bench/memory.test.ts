import { development, type Sample } from '../../../bench/lib/night/memory';
import { memoryPicture } from '../../../bench/lib/night/picture';

const MINUTE = 60_000;

/** One value a minute. */
function samplesOf(values: readonly number[], name = 'worker-1'): Sample[] {
	return values.map((mib, minute) => ({ name, pid: 1, atMs: minute * MINUTE, mib }));
}

describe('development', () => {
	it('measures the rise from the start to the highest value', () => {
		expect(development(samplesOf([300, 320, 450, 310])).rise).toBe(150);
	});

	it('compares the last hour with the first one', () => {
		const values = Array.from({ length: 301 }, (_, minute) =>
			minute <= 60 ? 400 : minute < 240 ? 900 : 440,
		);
		const { change, periodMs } = development(samplesOf(values));
		expect(change).toBeCloseTo(1.1);
		expect(periodMs).toBe(60 * MINUTE);
	});

	it('compares thirds of a shorter time', () => {
		const { change, periodMs } = development(samplesOf([100, 100, 500, 500, 200, 200, 200]));
		expect(periodMs).toBe(2 * MINUTE);
		expect(change).toBeCloseTo(200 / ((100 + 100 + 500) / 3));
	});

	it('fails if nothing was measured', () => {
		expect(() => development([])).toThrow('No memory was measured');
	});
});

describe('the picture', () => {
	it('has a line for each process, interrupted where it was restarted, and its marks', () => {
		const samples = [
			...samplesOf([300, 310], 'main'),
			{ name: 'worker-1', pid: 1, atMs: 0, mib: 250 },
			{ name: 'worker-1', pid: 2, atMs: MINUTE, mib: 200 },
		];
		const svg = memoryPicture(samples, [{ atMs: MINUTE, text: 'killed <worker-1>' }]);
		expect(svg.match(/<polyline/g)).toHaveLength(3);
		expect(svg).toContain('>main</text>');
		expect(svg).toContain('killed &lt;worker-1&gt;');
		expect(svg).not.toContain('NaN');
	});

	it('of a long night keeps the peaks, and not more points than it is wide', () => {
		const samples = Array.from({ length: 30_000 }, (_, second) => ({
			name: 'main',
			pid: 1,
			atMs: second * 1000,
			mib: second === 12_345 ? 1000 : 400,
		}));
		const [, points = ''] = /points="([^"]*)"/.exec(memoryPicture(samples, [])) ?? [];
		const heights = points.split(' ').map((point) => Number(point.split(',')[1]));
		expect(heights.length).toBeLessThan(1000);
		expect(heights.filter((height) => height === Math.min(...heights))).toHaveLength(1);
		expect(Math.min(...heights)).toBeLessThan(Math.max(...heights) - 100);
	});
});
