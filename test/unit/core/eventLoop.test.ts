import { EventLoopYielder, mapYielding } from '../../../nodes/shared/core/eventLoop';

let now = 0;

beforeEach(() => {
	now = 1_000_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

/** Whether the event loop runs in the meantime, not only promises that were waiting. */
async function letsOthersRun(work: () => Promise<unknown>): Promise<boolean> {
	let hasEnded = false;
	const ending = work().then(() => {
		hasEnded = true;
	});
	for (let step = 0; step < 100; step += 1) await Promise.resolve();
	const hadToWait = !hasEnded;
	await ending;
	return hadToWait;
}

describe('long work', () => {
	it('must yield after ten milliseconds', () => {
		const yielder = new EventLoopYielder();
		expect(yielder.due).toBe(false);
		now += 9;
		expect(yielder.due).toBe(false);
		now += 1;
		expect(yielder.due).toBe(true);
	});

	it('must yield after the configured time', () => {
		const yielder = new EventLoopYielder(50);
		now += 49;
		expect(yielder.due).toBe(false);
		now += 1;
		expect(yielder.due).toBe(true);
	});

	it('yields to the event loop when it must, and starts again', async () => {
		const yielder = new EventLoopYielder();
		expect(await letsOthersRun(async () => await yielder.pause())).toBe(false);
		now += 10;
		expect(await letsOthersRun(async () => await yielder.pause())).toBe(true);
		expect(yielder.due).toBe(false);
		now += 10;
		expect(yielder.due).toBe(true);
	});

	it('yields once more at the end if it has yielded, so that the caller has a full time slice', async () => {
		const short = new EventLoopYielder();
		expect(await letsOthersRun(async () => await short.finish())).toBe(false);
		const long = new EventLoopYielder();
		await long.yield();
		expect(await letsOthersRun(async () => await long.finish())).toBe(true);
	});
});

describe('a long list', () => {
	const list = Array.from({ length: 10 }, (_, index) => index);

	it('is mapped in order, with the index of each element', async () => {
		const letters = ['a', 'b', 'c', 'd', 'e'];
		expect(await mapYielding(letters, (each, index) => `${index}${each}`, 2)).toEqual([
			'0a',
			'1b',
			'2c',
			'3d',
			'4e',
		]);
		expect(await mapYielding(letters, (each) => each)).toEqual(letters);
		expect(await mapYielding([], (each) => each)).toEqual([]);
	});

	it('yields to the event loop when its time is over, between slices', async () => {
		const timeline: string[] = [];
		const turn = () => timeline.push('turn');
		await mapYielding(
			list,
			(each) => {
				timeline.push(String(each));
				now += 4;
				if (each === 3) setImmediate(turn);
			},
			4,
		);
		expect(timeline.indexOf('turn')).toBe(4);
	});

	it('does not yield if it is fast', async () => {
		expect(await letsOthersRun(async () => await mapYielding(list, (each) => each, 1))).toBe(false);
	});
});
