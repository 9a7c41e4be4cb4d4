import { readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024 * 1024;

/**
 * Measures how far the resident memory of this process rises above what it is now; the function gives MiB. Linux
 * keeps the peak and starts it anew on request; elsewhere the peak since the start of the process is taken. The
 * garbage is not collected before: V8 then takes the small heap for its limit and collects all the time.
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
