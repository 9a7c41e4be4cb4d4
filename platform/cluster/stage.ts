import { join } from 'path';

import { sandboxCredentials, storeCredentials } from '../credentials';
import { buildAndPack } from '../pack';
import { stateFolder } from '../paths';
import type { Progress } from '../progress';
import { N8nClient, type StoredCredential } from '../rest';
import { ensureRuntime } from '../runtime';
import { startSandbox, type RunningSandbox } from '../sandbox';
import { demoOwner } from '../stage';
import { versions } from '../versions';
import { startCluster, type Cluster, type ClusterOptions } from './cluster';
import { startPostgres, type Postgres } from './postgres';
import { startRedis } from './redis';
import { ensureSystemPrograms } from './systemPackages';

/** Options of a stage in queue mode. */
export interface ClusterStageOptions extends Pick<ClusterOptions, 'folder' | 'workers' | 'webhooks' | 'env'> {
	progress: Progress;
}

/** n8n in queue mode with this package installed, and what it uses. */
export interface ClusterStage {
	cluster: Cluster;
	postgres: Postgres;
	sandbox: RunningSandbox;
	/** Signed in as the owner at the main process. */
	client: N8nClient;
	/** The sandbox's credentials, as stored in n8n. */
	credentials: StoredCredential[];
	/** Stops everything. */
	stop(): Promise<void>;
}

/**
 * Starts Redis, PostgreSQL, the sandbox and n8n in queue mode with this package installed and without data. Installs what
 * is missing. If one part fails, the others are stopped.
 */
export async function startClusterStage(options: ClusterStageOptions): Promise<ClusterStage> {
	const { progress, folder, workers, webhooks } = options;
	const started: Array<{ stop(): Promise<void> }> = [];
	const stop = async (): Promise<void> => {
		for (const part of started.splice(0).reverse()) await part.stop();
	};
	const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
		started.push(part);
		return part;
	};
	try {
		const runtime = await ensureRuntime(progress);
		const programs = await ensureSystemPrograms(progress);
		const { tarball } = await buildAndPack(progress);
		progress.say('Starting Redis, PostgreSQL and the sandbox …');
		const redis = keep(await startRedis(programs.redisServer, join(folder, 'redis')));
		const postgres = keep(await startPostgres(programs.postgresFolder, join(stateFolder, 'logs')));
		const sandbox = keep(await startSandbox({ port: 0, speedMs: 300 }));
		progress.say(
			`Starting n8n ${versions.n8n}: main, ${webhooks.length} webhook processes, ${workers.length} workers …`,
		);
		const cluster = keep(await startCluster({ ...options, runtime, tarball, redis, postgres }));
		const client = new N8nClient(cluster.mainUrl);
		await client.signIn(demoOwner);
		const credentials = await storeCredentials(client, sandboxCredentials(sandbox.url));
		return { cluster, postgres, sandbox, client, credentials, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
