import { mkdir } from 'fs/promises';
import { join } from 'path';

import { installPackage } from './pack';
import { freePort } from './ports';
import { startService, tailOf, type Service } from './processes';
import type { Runtime } from './runtime';
import { waitFor } from './wait';

/** The first start creates the database, which takes a slow machine its time. */
const START_TIMEOUT_MS = 180_000;

/** What a started n8n needs to know. */
export interface N8nOptions {
	runtime: Runtime;
	/** Which of n8n's processes; in queue mode there are also webhook processes and workers. */
	role?: 'start' | 'webhook' | 'worker';
	/** The port of the editor and the REST interface (a worker: of its health check), on loopback. */
	port: number;
	/** n8n's data (database, encryption key, installed packages); created if missing. */
	userFolder: string;
	/** A packed package to install as a community package before the start. */
	packageTarball?: string;
	/** More settings, or other values for those set here. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n. */
export interface RunningN8n extends Pick<
	Service,
	'pid' | 'logFile' | 'isRunning' | 'stop' | 'kill' | 'ended'
> {
	/** Where the editor and the REST interface answer; no slash at the end. */
	url: string;
}

/**
 * Starts n8n and waits until it answers.
 *
 * Throws with the log's end when it ends first, or doesn't get ready in time.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { runtime, port, userFolder, role = 'start' } = options;
	await mkdir(userFolder, { recursive: true });
	if (options.packageTarball !== undefined) {
		await installPackage(userFolder, options.packageTarball);
	}
	const service = startService(runtime.node, [runtime.n8n, role], {
		cwd: userFolder,
		env: {
			...environmentWithoutN8n(process.env),
			...quietSettings,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			...(role === 'worker' ? workerHealthCheck(port) : {}),
			// Two n8n on one machine would fight over the default port.
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...options.env,
		},
		logFile: join(userFolder, 'n8n.log'),
	});
	const url = `http://localhost:${port}`;
	try {
		await waitFor(async () => await readiness(url, service, role), {
			what: `n8n at ${url}`,
			timeoutMs: START_TIMEOUT_MS,
		});
	} catch (error) {
		await service.stop();
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason}. The end of ${service.logFile}:\n${await tailOf(service.logFile)}`);
	}
	return { ...service, url };
}

async function readiness(
	url: string,
	service: Service,
	role: NonNullable<N8nOptions['role']>,
): Promise<true | undefined> {
	if (!service.isRunning()) throw new Error(`n8n ended before it was ready`);
	const ready = await answersOk(`${url}/healthz/readiness`);
	return ready && (role !== 'start' || (await answersOk(`${url}/rest/settings`))) ? true : undefined;
}

/** Without it a worker answers no call at all. */
function workerHealthCheck(port: number): NodeJS.ProcessEnv {
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

async function answersOk(url: string): Promise<boolean> {
	return await fetch(url).then(
		(response) => response.ok,
		() => false,
	);
}

/** Telemetry, look-ups and everything else that would leave this machine, off. */
const quietSettings = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_AI_ENABLED: 'false',
	// The registry of MCP servers is fetched at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	NO_PROXY: 'localhost,127.0.0.1',
} satisfies NodeJS.ProcessEnv;

/** A person's own n8n settings, and this project's npm and Node.js options, are not meant for this n8n. */
function environmentWithoutN8n(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|NODE_OPTIONS|NODE_ENV|npm_)/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
