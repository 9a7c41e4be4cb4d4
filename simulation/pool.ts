import { fork } from 'node:child_process';
import path from 'node:path';

import { emptySummary, merge, type Summary } from './summary';
import type { VendorName } from './vendors/model';
import type { Task } from './worker';

export interface PoolOptions {
	code: string;
	vendor: VendorName;
	from: number;
	count: number;
	/** Number of worker processes. */
	jobs: number;
	stopsEarly?: boolean;
	onProgress?: (summary: Summary) => void;
}

/** Runs many lives in worker processes. @throws Error if a worker ends before its lives */
export async function liveMany(options: PoolOptions): Promise<Summary> {
	const { code, vendor, from, count, jobs, stopsEarly = false, onProgress } = options;
	const summary = emptySummary();
	const tasks = Array.from({ length: Math.min(jobs, count) }, (_each, index): Task => ({
		code,
		vendor,
		from: from + index,
		to: from + count,
		step: jobs,
		stopsEarly,
	}));
	await Promise.all(
		tasks.map(async (task) => {
			await runWorker(task, (part) => {
				merge(summary, part);
				onProgress?.(summary);
			});
		}),
	);
	summary.failures.sort((a, b) => a.seed - b.seed);
	return summary;
}

async function runWorker(task: Task, onPart: (part: Summary) => void): Promise<void> {
	const worker = fork(path.join(__dirname, 'worker.ts'), {
		execArgv: ['--import', 'tsx'],
		serialization: 'advanced',
	});
	let lived = 0;
	const exit = new Promise<number | null>((resolve, reject) => {
		worker.on('error', reject);
		worker.on('exit', resolve);
	});
	worker.on('message', (message: unknown) => {
		if (!isSummary(message)) return;
		lived += message.lives;
		onPart(message);
	});
	worker.send(task);
	const status = await exit;
	const wanted = Math.ceil((task.to - task.from) / task.step);
	if (status !== 0 || (lived < wanted && !task.stopsEarly)) {
		throw new Error(`A worker ended with ${status ?? 'a signal'} after ${lived} of ${wanted} lives`);
	}
}

function isSummary(message: unknown): message is Summary {
	return typeof message === 'object' && message !== null && 'failures' in message;
}
