import { sleepUnlessAborted } from '../../../nodes/shared/n8n/pause';

/** n8n's `sleep` before version 2.34. */
jest.mock('n8n-workflow', () => ({
	sleep: async (ms: number) => {
		await new Promise((resolve) => setTimeout(resolve, ms));
	},
}));

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

it('sleeps until the time is over', async () => {
	let isOver = false;
	const pause = sleepUnlessAborted(1000, new AbortController().signal).then(() => {
		isOver = true;
	});
	await jest.advanceTimersByTimeAsync(999);
	expect(isOver).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	await pause;
	expect(isOver).toBe(true);
});

it('ends at once when the signal is aborted, also where n8n ignores the signal', async () => {
	const stop = new AbortController();
	const pause = sleepUnlessAborted(3_600_000, stop.signal);
	stop.abort();
	await expect(pause).resolves.toBeUndefined();
});

it('does not begin after the signal was aborted', async () => {
	await expect(sleepUnlessAborted(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});

it('leaves no listener on the signal, which lives as long as the execution', async () => {
	const { signal } = new AbortController();
	const [add, remove] = [jest.spyOn(signal, 'addEventListener'), jest.spyOn(signal, 'removeEventListener')];
	const pause = sleepUnlessAborted(1000, signal);
	await jest.advanceTimersByTimeAsync(1000);
	await pause;
	expect(remove.mock.calls.map(([type]) => type)).toEqual(add.mock.calls.map(([type]) => type));
	expect(add).toHaveBeenCalledTimes(1);
});
