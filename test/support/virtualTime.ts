/**
 * Runs work on Jest's fake clock, which jumps to the next timer as soon as the work waits for it: hours of polling take
 * milliseconds. Settles like the work.
 */
export async function inVirtualTime<T>(work: () => Promise<T>, startMs = START_MS): Promise<T> {
	jest.useFakeTimers({ now: startMs, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
	try {
		const results: Array<PromiseSettledResult<T>> = [];
		void Promise.allSettled([work()]).then(([result]) => results.push(result));
		for (let turn = 0; turn < MAX_TURNS; turn += 1) {
			const [result] = results;
			if (result?.status === 'fulfilled') return result.value;
			if (result) throw result.reason;
			await new Promise((resolve) => setImmediate(resolve));
			jest.advanceTimersToNextTimer();
		}
		throw new Error('The work does not end');
	} finally {
		jest.useRealTimers();
	}
}

/** More than any work of a test needs. */
const MAX_TURNS = 10_000;

/** When virtual time starts. */
export const START_MS = Date.UTC(2026, 0, 1);

/** Time since the start, in ms. */
export const elapsedMs = (): number => Date.now() - START_MS;

/** Waits on the virtual clock, like a slow response. */
export async function takes(ms: number): Promise<void> {
	await new Promise<void>((resolve) => setTimeout(resolve, ms));
}

/** What the work was rejected with; fails if it was not. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
	const [result] = await Promise.allSettled([work]);
	if (result.status === 'rejected') return result.reason;
	throw new Error('The work did not fail');
}
