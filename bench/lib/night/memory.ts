import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const KIB_PER_MIB = 1024;
const HOUR_MS = 3_600_000;

/** The resident memory of a process at one moment. */
export interface Sample {
	/** Name of the process in the cluster. A process that is restarted keeps its name. */
	name: string;
	pid: number;
	/** Milliseconds since the start. */
	atMs: number;
	mib: number;
}

/** Reads the resident memory of processes at intervals, without what their children use. */
export class MemoryWatch {
	readonly samples: Sample[] = [];
	private readonly began = Date.now();
	private readonly timer: NodeJS.Timeout;

	constructor(
		private readonly pids: () => Readonly<Record<string, number>>,
		intervalMs: number,
	) {
		this.timer = setInterval(() => void this.sample(), intervalMs);
	}

	/** Milliseconds since the start. */
	get now(): number {
		return Date.now() - this.began;
	}

	async sample(): Promise<void> {
		const atMs = this.now;
		await Promise.all(
			Object.entries(this.pids()).map(async ([name, pid]) => {
				const mib = await residentMib(pid);
				if (mib !== undefined) this.samples.push({ name, pid, atMs, mib });
			}),
		);
	}

	stop(): void {
		clearInterval(this.timer);
	}
}

/** `undefined` if the process has ended. */
async function residentMib(pid: number): Promise<number | undefined> {
	const kib =
		process.platform === 'linux'
			? /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1]
			: await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).then(
					({ stdout }) => stdout.trim(),
					() => undefined,
				);
	return kib === undefined || kib === '' ? undefined : Number(kib) / KIB_PER_MIB;
}

/** How the memory of a process that was never restarted developed. */
export interface Development {
	/** The highest value above the first one, in MiB. */
	rise: number;
	/** The mean of the last period divided by that of the first one. */
	change: number;
	/** An hour, or a third of the time if that is shorter. */
	periodMs: number;
}

/** @param samples of one process, in order. Throws if there are none. */
export function development(samples: readonly Sample[]): Development {
	const first = samples.at(0);
	const last = samples.at(-1);
	if (!first || !last) throw new Error('No memory was measured');
	const periodMs = Math.min(HOUR_MS, (last.atMs - first.atMs) / 3);
	const meanOf = (fits: (atMs: number) => boolean): number => {
		const values = samples.filter(({ atMs }) => fits(atMs)).map(({ mib }) => mib);
		return values.reduce((sum, value) => sum + value, 0) / values.length;
	};
	return {
		rise: Math.max(...samples.map(({ mib }) => mib)) - first.mib,
		change: meanOf((atMs) => atMs >= last.atMs - periodMs) / meanOf((atMs) => atMs <= first.atMs + periodMs),
		periodMs,
	};
}
