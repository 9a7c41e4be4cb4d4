import { setTimeout as delay } from 'node:timers/promises';

import type { Cluster } from '../../../platform/cluster/cluster';
import { waitFor } from '../../../platform/wait';
import type { Night } from './night';
import { createPace, type Pace } from './pace';

const TICK_MS = 100;

/** Ends jobs at this pace until it is stopped. */
export function endJobs({ sandbox, vendor, recordings }: Night, pace: Pace) {
	let ended = 0;
	let created = 0;
	let last = Date.now();
	const next = createPace(pace);
	const stop = repeat(async () => {
		created = (await sandbox.counts(vendor.name)).jobs;
		const now = Date.now();
		const count = next(now - last, { total: recordings, created, ended });
		last = now;
		if (count > 0) await sandbox.finish(count);
		ended += count;
	});
	return {
		/** The number of jobs that have not ended. */
		open: () => created - ended,
		/** The share of the recordings whose jobs have ended. */
		share: () => ended / recordings,
		stop,
	};
}

/** Kills one of the workers in turn and the webhook process, at intervals, and once in the middle if that comes first. */
export function killAtIntervals({ stage, mark, progress }: Night, everyMs: number, share: () => number) {
	const { cluster } = stage;
	const began = Date.now();
	let kills = 0;
	const stop = repeat(async () => {
		const isDue = Date.now() - began >= everyMs * (kills + 1) || (kills === 0 && share() >= 0.5);
		if (!isDue) return;
		const names = [`worker-${(kills % 2) + 1}`, 'webhook-1'];
		kills += 1;
		mark('killed');
		progress.say(`night: killed ${names.join(', ')}`);
		await kill(cluster, names);
	});
	return {
		/** Waits until everything runs again; returns how often something was killed. */
		async stop(): Promise<number> {
			await stop();
			return kills;
		},
	};
}

/** Repeats a step until it is stopped; a failure of a step ends it, and is thrown when it is stopped. */
function repeat(step: () => Promise<void>): () => Promise<void> {
	let stopping = false;
	const run = async (): Promise<void> => {
		while (!stopping) {
			await delay(TICK_MS);
			await step();
		}
	};
	const running = run();
	running.catch(() => undefined);
	return async () => {
		stopping = true;
		await running;
	};
}

/** Kills processes and waits until they run again. */
async function kill(cluster: Cluster, names: readonly string[]): Promise<void> {
	const before = cluster.pids();
	for (const name of names) {
		const pid = before[name];
		if (pid !== undefined) process.kill(-pid, 'SIGKILL');
	}
	await waitFor(
		async () => {
			const now = cluster.pids();
			return names.every((name) => now[name] !== undefined && now[name] !== before[name]) || undefined;
		},
		{ what: names.join(', '), timeoutMs: 180_000 },
	);
}
