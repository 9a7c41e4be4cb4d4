import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How long something took, and the longest time in which nothing else could run meanwhile, in ms. */
export interface Timing {
	ms: number;
	longestBlockMs: number;
}

/** Times work and watches the event loop while it goes on. */
export async function timed<T>(work: () => Promise<T>): Promise<Timing & { result: T }> {
	const delays = monitorEventLoopDelay({ resolution: 1 });
	delays.enable();
	// The monitor compares with its last turn: without one before the work it would not see the first block.
	await new Promise((resolve) => setTimeout(resolve, 10));
	const began = performance.now();
	const result = await work();
	const ms = performance.now() - began;
	// A block at the end is only seen when the loop turns again.
	await new Promise((resolve) => setTimeout(resolve, 10));
	delays.disable();
	return { ms, longestBlockMs: delays.max / 1e6, result };
}
