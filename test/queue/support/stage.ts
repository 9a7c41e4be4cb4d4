import { readFileSync, writeFileSync } from 'fs';
import { mkdir, rm } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import type { Cluster } from '../../../platform/cluster/cluster';
import { startClusterStage } from '../../../platform/cluster/stage';
import { takeLock } from '../../../platform/lock';
import { stateFolder } from '../../../platform/paths';
import { stopEverything } from '../../../platform/processes';
import { consoleProgress } from '../../../platform/progress';
import { N8nClient, type StoredCredential } from '../../../platform/rest';
import { demoOwner } from '../../../platform/stage';
import { waitFor } from '../../../platform/wait';
import { controlSandbox, type SandboxControl } from '../../support/sandbox';

const FOLDER = join(stateFolder, 'queue');
const LOCK = join(stateFolder, 'queue.lock');

/** The processes change when one is restarted, so the tests read them again. */
const PIDS_FILE = join(FOLDER, 'pids.json');

const WORKERS = ['worker-1', 'worker-2'] as const;
const WEBHOOKS = ['webhook-1', 'webhook-2'] as const;
export const PROCESSES = ['main', ...WEBHOOKS, ...WORKERS] as const;
type ProcessName = (typeof PROCESSES)[number];

const VARIABLE = 'QUEUE_STAGE';
const addressesSchema = z.object({
	mainUrl: z.url(),
	webhookUrl: z.url(),
	webhookProcessUrls: z.array(z.url()),
	sandboxUrl: z.url(),
});
const pidsSchema = z.record(z.string(), z.number());

/** What to stop, in reverse order of start. */
const started: Array<() => Promise<void>> = [];

/**
 * Starts Redis, PostgreSQL, the sandbox and n8n in queue mode with this package installed and without data, and stores
 * where they are. Stops everything on Ctrl+C.
 */
export async function raiseStage(): Promise<void> {
	const progress = consoleProgress();
	await mkdir(stateFolder, { recursive: true });
	if (!(await takeLock(LOCK))) throw new Error('Another test:queue is running from this folder.');
	started.push(async () => await rm(LOCK, { force: true }));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[]) {
		process.once(signal, () => void strikeStage().then(() => process.exit(1)));
	}
	try {
		await rm(FOLDER, { recursive: true, force: true });
		await mkdir(FOLDER, { recursive: true });
		const stage = await startClusterStage({ folder: FOLDER, workers: WORKERS, webhooks: WEBHOOKS, progress });
		started.push(async () => await stage.stop());
		notePids(stage.cluster);
		const { mainUrl, webhookUrl, webhookProcessUrls } = stage.cluster;
		process.env[VARIABLE] = JSON.stringify({
			mainUrl,
			webhookUrl,
			webhookProcessUrls,
			sandboxUrl: stage.sandbox.url,
		});
	} catch (error) {
		await strikeStage();
		throw error;
	}
}

/** Stops what `raiseStage` started. */
export async function strikeStage(): Promise<void> {
	for (const stop of started.splice(0).reverse()) await stop();
	await stopEverything();
}

function notePids(cluster: Cluster): void {
	const note = (): void => writeFileSync(PIDS_FILE, JSON.stringify(cluster.pids()));
	note();
	const timer = setInterval(note, 250);
	started.push(async () => clearInterval(timer));
}

/** What a test file works with. */
export interface Stage {
	/** The load balancer in front of the webhook processes. */
	webhookUrl: string;
	webhookProcessUrls: string[];
	/** The main process also accepts callbacks. */
	mainUrl: string;
	sandbox: SandboxControl;
	/** Signed in as the owner. */
	client: N8nClient;
	/** The sandbox's credentials, as stored in n8n. */
	credentials: StoredCredential[];
	/** Sends SIGKILL to these processes, like the out-of-memory killer of the machine. */
	kill(...names: ProcessName[]): void;
	/** Waits until all processes run again. */
	allUp(): Promise<void>;
}

/** The stage as a test file sees it. */
export async function openStage(): Promise<Stage> {
	const { mainUrl, webhookUrl, webhookProcessUrls, sandboxUrl } = addressesSchema.parse(
		JSON.parse(process.env[VARIABLE] ?? 'null'),
	);
	const client = new N8nClient(mainUrl);
	await client.signIn(demoOwner);
	const killed = new Set<number>();
	return {
		mainUrl,
		webhookUrl,
		webhookProcessUrls,
		sandbox: controlSandbox(sandboxUrl),
		client,
		credentials: await client.listCredentials(),
		kill(...names) {
			for (const name of names) {
				const pid = readPids()[name];
				if (pid === undefined) throw new Error(`${name} is not running`);
				process.kill(-pid, 'SIGKILL');
				killed.add(pid);
			}
		},
		async allUp() {
			const isUp = (pid: number | undefined) => pid !== undefined && !killed.has(pid);
			await waitFor(async () => PROCESSES.every((name) => isUp(readPids()[name])) || undefined, {
				what: 'all processes',
				timeoutMs: 120_000,
			});
		},
	};
}

function readPids(): z.infer<typeof pidsSchema> {
	return pidsSchema.parse(JSON.parse(readFileSync(PIDS_FILE, 'utf8')));
}
