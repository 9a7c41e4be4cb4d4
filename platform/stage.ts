import { sandboxCredentials, storeCredentials, type SandboxCredential } from './credentials';
import { startN8n, type RunningN8n } from './n8n';
import { buildAndPack, type PackedPackage } from './pack';
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
	progress: Progress;
	/** If omitted, that of the demo. */
	n8nVersion?: string;
	/** Additional settings for n8n. */
	env?: NodeJS.ProcessEnv;
}

/** A real n8n with this package installed, and the sandbox that it uses. */
export interface Stage {
	n8n: RunningN8n;
	sandbox: RunningSandbox;
	/** Signed in as the owner. */
	client: N8nClient;
	/** The content of the sandbox's credentials. */
	secrets: SandboxCredential[];
	/** The same credentials as stored in n8n. */
	credentials: StoredCredential[];
	/** This package as installed in n8n. */
	packed: PackedPackage;
	runtime: Runtime;
	/** Stops n8n and the sandbox. */
	stop(): Promise<void>;
}

/**
 * Builds and packs this package, installs the pinned n8n if it is missing, starts the sandbox and an n8n with the
 * package installed, and stores credentials for the sandbox. If one part fails, the others are stopped.
 */
export async function startStage(options: StageOptions): Promise<Stage> {
	const { progress, n8nVersion = versions.n8n } = options;
	const runtime = await ensureRuntime(progress, n8nVersion);
	const packed = await buildAndPack(progress);
	progress.say('Starting the sandbox …');
	const sandbox = await startSandbox(options.sandbox);
	try {
		progress.say(`Starting n8n ${n8nVersion} with ${packed.name} ${packed.version} …`);
		const n8n = await startN8n({
			runtime,
			port: options.port,
			userFolder: options.userFolder,
			packageTarball: packed.tarball,
			env: options.env ?? {},
		});
		const stop = async (): Promise<void> => {
			await Promise.all([n8n.stop(), sandbox.stop()]);
		};
		try {
			const client = new N8nClient(n8n.url);
			await client.signIn(demoOwner);
			const secrets = sandboxCredentials(sandbox.url);
			const credentials = await storeCredentials(client, secrets);
			return { n8n, sandbox, client, secrets, credentials, packed, runtime, stop };
		} catch (error) {
			await stop();
			throw error;
		}
	} catch (error) {
		await sandbox.stop();
		throw error;
	}
}
