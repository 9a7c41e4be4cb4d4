import { mkdir } from 'node:fs/promises';

import { startApps, type PlayedApps } from './apps';
import type { AppServerOptions } from './apps/server';
import { sandboxCredentials, storeCredentials, type SandboxCredential } from './credentials';
import { startN8n, type RunningN8n } from './n8n';
import { buildAndPack, type PackedPackage } from './pack';
import { showPictures } from './pictures';
import type { Progress } from './progress';
import { N8nClient, type Owner, type StoredCredential } from './rest';
import { ensureRuntime, type Runtime } from './runtime';
import { startSandbox, type RunningSandbox, type SandboxOptions } from './sandbox';
import { versions } from './versions';

/** The only user of an n8n started here. Not a secret, because n8n listens on this machine only. */
export const demoOwner: Owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'User',
	password: 'Transcribe1',
};

/** Options of a stage. */
export interface StageOptions {
	/** n8n's port. */
	port: number;
	/** Folder with n8n's data; the caller decides whether to keep it between starts. */
	userFolder: string;
	sandbox: SandboxOptions;
	/** What happens with n8n's requests to hosts that are not played here; if omitted, they are refused. */
	otherHosts?: AppServerOptions['others'];
	progress: Progress;
	/** If omitted, that of the demo. */
	n8nVersion?: string;
	/** Additional settings for n8n. */
	env?: NodeJS.ProcessEnv;
}

/** A real n8n with this package installed, and the sandbox and the played apps that it uses. */
export interface Stage {
	n8n: RunningN8n;
	sandbox: RunningSandbox;
	apps: PlayedApps;
	/** Signed in as the owner. */
	client: N8nClient;
	/** The content of the sandbox's credentials. */
	secrets: SandboxCredential[];
	/** The same credentials and those for the apps, as stored in n8n. */
	credentials: StoredCredential[];
	/** This package as installed in n8n. */
	packed: PackedPackage;
	runtime: Runtime;
	/** Stops n8n, the sandbox and the apps. */
	stop(): Promise<void>;
}

/**
 * Builds and packs this package, installs the pinned n8n if it is missing, starts the sandbox, the apps and an n8n with
 * the package installed, and stores credentials for the sandbox and the apps. If one part fails, the others are stopped.
 */
export async function startStage(options: StageOptions): Promise<Stage> {
	const { progress, userFolder, n8nVersion = versions.n8n } = options;
	const runtime = await ensureRuntime(progress, n8nVersion);
	const packed = await buildAndPack(progress);
	const started: Array<{ stop(): Promise<void> }> = [];
	const stop = async (): Promise<void> => {
		await Promise.all(started.map(async (part) => await part.stop()));
	};
	try {
		progress.say('Starting the sandbox …');
		const sandbox = await startSandbox(options.sandbox);
		started.push(sandbox);
		await mkdir(userFolder, { recursive: true });
		const apps = await startApps(userFolder, options.otherHosts ?? 'refuse');
		started.push(apps);
		progress.say(`Starting n8n ${n8nVersion} with ${packed.name} ${packed.version} …`);
		const n8n = await startN8n({
			runtime,
			port: options.port,
			userFolder,
			packageTarball: packed.tarball,
			env: { ...apps.env, ...options.env },
		});
		started.push(n8n);
		await showPictures(userFolder);
		const client = new N8nClient(n8n.url);
		await client.signIn(demoOwner);
		const secrets = sandboxCredentials(sandbox.url);
		const credentials = await storeCredentials(client, [...secrets, ...apps.credentials]);
		return { n8n, sandbox, apps, client, secrets, credentials, packed, runtime, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
