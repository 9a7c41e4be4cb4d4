import { readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024 * 1024;

/**
 * Measures how far the resident memory of this process rises above its current value; the function returns MiB. Linux
 * records the peak and resets it on request; on other systems, the peak since the start of the process is used. Garbage
 * is not collected before, because V8 would then use the small heap as its limit and collect continuously.
 */
export function watchMemory(): () => number {
	const before = process.memoryUsage.rss();
	resetPeak();
	return () => Math.max(0, peak() - before) / MIB;
}

function resetPeak(): void {
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

function peak(): number {
	if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
	const kib = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
	return Number(kib) * 1024;
}
