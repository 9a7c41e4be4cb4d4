import { readFile } from 'node:fs/promises';

/** Linux counts processor time in ticks of this many milliseconds. */
const TICK_MS = 10;

/** Processor time in milliseconds since the start of each process, by name; empty on systems other than Linux. */
export async function processorTimes(
	pids: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
	const times: Record<string, number> = {};
	for (const [name, pid] of Object.entries(pids)) {
		const ms = processorMs(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
		if (ms !== undefined) times[name] = ms;
	}
	return times;
}

/** The processor time in a line of `/proc/<pid>/stat`, of the process itself; `undefined` if there is none. */
export function processorMs(stat: string): number | undefined {
	// The name of the program comes before, in parentheses, and may contain any character.
	const fields = stat
		.slice(stat.lastIndexOf(')') + 1)
		.trim()
		.split(/\s+/);
	const [user, system] = [Number(fields[11]), Number(fields[12])];
	return Number.isFinite(user + system) ? (user + system) * TICK_MS : undefined;
}

/** How much longer each process had worked at the end than at the start; processes that were restarted are left out. */
export function workedBetween(
	before: Readonly<Record<string, number>>,
	after: Readonly<Record<string, number>>,
): Record<string, number> {
	return Object.fromEntries(
		Object.entries(after).flatMap(([name, ms]) => {
			const earlier = before[name];
			return earlier === undefined || ms < earlier ? [] : [[name, ms - earlier]];
		}),
	);
}
