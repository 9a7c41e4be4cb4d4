import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** The duration of some work, and the longest time in which the event loop was blocked during it, in ms. */
export interface Timing {
	ms: number;
	longestBlockMs: number;
}

/** Measures work and monitors the event loop during it. */
export async function timed<T>(work: () => Promise<T>): Promise<Timing & { result: T }> {
	const delays = monitorEventLoopDelay({ resolution: 1 });
	delays.enable();
	// The monitor compares with its previous turn; without one before the work, it would miss the first block.
	await new Promise((resolve) => setTimeout(resolve, 10));
	const began = performance.now();
	const result = await work();
	const ms = performance.now() - began;
	// A block at the end is only noticed when the loop turns again.
	await new Promise((resolve) => setTimeout(resolve, 10));
	delays.disable();
	return { ms, longestBlockMs: delays.max / 1e6, result };
}
