import { closeSync, openSync, readSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * The duration of some work, and the longest time in which the event loop was blocked during it, in ms: without the time
 * in which another process had the processor, where the system tells it (Linux).
 */
export interface Timing {
	ms: number;
	longestBlockMs: number;
}

/** Measures work and monitors the event loop during it. */
export async function timed<T>(work: () => Promise<T>): Promise<Timing & { result: T }> {
	const monitor = new BlockMonitor();
	// The monitor compares with its previous turn; without one before the work, it would miss the first block.
	await new Promise((resolve) => setTimeout(resolve, 10));
	const began = performance.now();
	const result = await work();
	const ms = performance.now() - began;
	// A block at the end is only noticed when the loop turns again.
	await new Promise((resolve) => setTimeout(resolve, 10));
	return { ms, longestBlockMs: monitor.stop(), result };
}

class BlockMonitor {
	private readonly file = openSchedule();

	private readonly buffer = Buffer.alloc(128);

	private last = performance.now();

	private lastWaited = this.waitedMs();

	private longest = 0;

	private readonly timer = setInterval(() => {
		const [now, waited] = [performance.now(), this.waitedMs()];
		this.longest = Math.max(this.longest, now - this.last - (waited - this.lastWaited));
		[this.last, this.lastWaited] = [now, waited];
	}, 1);

	/** @returns the longest block in ms */
	stop(): number {
		clearInterval(this.timer);
		if (this.file !== undefined) closeSync(this.file);
		return this.longest;
	}

	/** How long the main thread has been ready to run, but did not run: the second number of its schedstat, in ns. */
	private waitedMs(): number {
		if (this.file === undefined) return 0;
		const length = readSync(this.file, this.buffer, 0, this.buffer.length, 0);
		return Number(this.buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6;
	}
}

/** `undefined` on systems other than Linux. */
function openSchedule(): number | undefined {
	try {
		return openSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'r');
	} catch {
		return undefined;
	}
}
