import { existsSync } from 'fs';
import { mkdir } from 'fs/promises';
import { dirname, join } from 'path';

import { installPackage } from './pack';
import { freePort } from './ports';
import { startService, tailOf, type Service } from './processes';
import type { Runtime } from './runtime';
import { waitFor } from './wait';

/** The first start creates the database, which takes long on a slow machine. */
const START_TIMEOUT_MS = 180_000;

/** Options for starting n8n. */
export interface N8nOptions {
	runtime: Runtime;
	/** The kind of n8n process; queue mode also has webhook processes and workers. */
	role?: 'start' | 'webhook' | 'worker';
	/** Port of the editor and the REST API on loopback; for a worker, the port of its health check. */
	port: number;
	/** n8n's data (database, encryption key, installed packages); created if missing. */
	userFolder: string;
	/** A packed package to install as a community package before the start. */
	packageTarball?: string;
	/** Additional settings, which override those set here. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n. */
export interface RunningN8n extends Pick<
	Service,
	'pid' | 'logFile' | 'isRunning' | 'stop' | 'kill' | 'ended'
> {
	/** The URL of the editor and the REST API, without a trailing slash. */
	url: string;
}

/**
 * Starts n8n and waits until it responds.
 *
 * Throws with the last lines of the log if n8n exits first or is not ready in time.
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
			// n8n downloads the registry of MCP servers at every start. Versions without it refuse the name.
			...(hasModule(runtime, 'mcp-registry') ? { N8N_DISABLED_MODULES: 'mcp-registry' } : {}),
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			...(role === 'worker' ? workerHealthCheck(port) : {}),
			// Two n8n processes on one machine cannot share the default port.
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
		throw new Error(`${reason}. Last lines of ${service.logFile}:\n${await tailOf(service.logFile)}`);
	}
	return { ...service, url };
}

async function readiness(
	url: string,
	service: Service,
	role: NonNullable<N8nOptions['role']>,
): Promise<true | undefined> {
	if (!service.isRunning()) throw new Error(`n8n exited before it was ready`);
	const ready = await answersOk(`${url}/healthz/readiness`);
	return ready && (role !== 'start' || (await answersOk(`${url}/rest/settings`))) ? true : undefined;
}

/** Without a health check, a worker accepts no requests at all. */
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

function hasModule({ n8n }: Runtime, name: string): boolean {
	return existsSync(join(dirname(n8n), '..', 'dist', 'modules', name));
}

/** Turns off telemetry, update checks and everything else that would send requests to other machines. */
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
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	NO_PROXY: 'localhost,127.0.0.1',
} satisfies NodeJS.ProcessEnv;

/** Your own n8n settings, and npm and Node.js options of this project, do not apply to this n8n. */
function environmentWithoutN8n(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|NODE_OPTIONS|NODE_ENV|npm_)/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
