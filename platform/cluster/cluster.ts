import { join } from 'path';

import { startN8n, type RunningN8n } from '../n8n';
import { installPackage } from '../pack';
import { freePort } from '../ports';
import type { Runtime } from '../runtime';
import { startBalancer } from './balancer';
import type { Postgres } from './postgres';
import type { Redis } from './redis';

/** The parts of a cluster. */
export interface ClusterOptions {
	runtime: Runtime;
	/** The packed package, installed in the folder of each process. */
	tarball: string;
	redis: Redis;
	postgres: Postgres;
	/** Contains a folder for each process. */
	folder: string;
	/** Names of the workers, and of the processes that only receive webhooks. */
	workers: readonly string[];
	webhooks: readonly string[];
	/** Additional settings for all processes. */
	env?: NodeJS.ProcessEnv;
}

/**
 * n8n in queue mode: one main process, webhook processes behind a load balancer, workers. A process that ends is restarted,
 * as in production.
 */
export interface Cluster {
	mainUrl: string;
	/** The URL to which vendors send callbacks: the load balancer. */
	webhookUrl: string;
	/** The URLs of the webhook processes themselves. */
	webhookProcessUrls: string[];
	/** Process IDs of the running processes by name: `main`, and those of the options. */
	pids(): Record<string, number>;
	stop(): Promise<void>;
}

/** How soon n8n notices that a worker has crashed; its own defaults are 60 s, 10 s, 30 s and 180 minutes. */
const SHORT_LOCKS = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
};

/** Starts all processes and waits until they respond; stops all of them if one does not. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { folder, runtime, workers, webhooks } = options;
	const [mainPort, ...ports] = await freePorts(1 + webhooks.length + workers.length);
	const main: Member = { name: 'main', role: 'start', port: mainPort };
	const others: Member[] = [...webhooks, ...workers].map((name, index) => ({
		name,
		role: webhooks.includes(name) ? 'webhook' : 'worker',
		port: ports[index] ?? 0,
	}));
	const receivers = others.filter(({ role }) => role === 'webhook');
	const running = new Map<string, RunningN8n>();
	const balancer = await startBalancer(() =>
		receivers.filter(({ name }) => running.has(name)).map(({ port }) => port),
	);
	const env = environment(options, balancer.url);
	// Concurrent installations by npm would block each other in its cache.
	for (const { name } of [main, ...others]) await installPackage(join(folder, name), options.tarball);

	let stopping = false;
	const stop = async (): Promise<void> => {
		stopping = true;
		await Promise.all([...running.values()].map(async (process) => await process.stop()));
		await balancer.stop();
	};
	const keepRunning = async ({ name, role, port }: Member): Promise<RunningN8n> => {
		const process = await startN8n({ runtime, role, port, userFolder: join(folder, name), env });
		running.set(name, process);
		if (stopping) await process.stop();
		const restart = async (): Promise<void> => {
			running.delete(name);
			if (!stopping) await keepRunning({ name, role, port });
		};
		// If a process cannot be restarted, the test that waits for it reports that.
		process.ended.then(restart).catch(() => undefined);
		return process;
	};
	try {
		// The main process creates the database, which the others require.
		const { url } = await keepRunning(main);
		await Promise.all(others.map(keepRunning));
		return {
			mainUrl: url,
			webhookUrl: balancer.url,
			webhookProcessUrls: receivers.map(({ port }) => `http://localhost:${port}`),
			pids: () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid])),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** One process, always on the same port. */
interface Member {
	name: string;
	role: 'start' | 'webhook' | 'worker';
	port: number;
}

/** Different ports that are currently free. */
async function freePorts(count: number): Promise<[number, ...number[]]> {
	const ports = new Set<number>();
	while (ports.size < count) ports.add(await freePort());
	const [first = 0, ...others] = ports;
	return [first, ...others];
}

/** The settings that all processes share. */
function environment({ redis, postgres, env }: ClusterOptions, webhookUrl: string): NodeJS.ProcessEnv {
	return {
		...SHORT_LOCKS,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_POOL_SIZE: '10',
		N8N_ENCRYPTION_KEY: 'of-a-cluster-on-this-machine-only',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_WEBHOOK_URL: `${webhookUrl}/`,
		// As docs/waiting.md recommends for many callbacks.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		...env,
	};
}
