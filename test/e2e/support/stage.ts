import { rm } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import { sandboxCredentials, type SandboxCredential } from '../../../platform/credentials';
import { testDataFolder } from '../../../platform/paths';
import { freePort } from '../../../platform/ports';
import { endWithThisProcess } from '../../../platform/processes';
import { consoleProgress } from '../../../platform/progress';
import { N8nClient, type StoredCredential } from '../../../platform/rest';
import { demoOwner, startStage, type Stage } from '../../../platform/stage';
import { controlSandbox, type SandboxControl } from '../../support/sandbox';

const VARIABLE = 'E2E_STAGE';

/** Duration of a job of the sandbox, in milliseconds. */
const SPEED_MS = 300;

const addressesSchema = z.object({
	n8nUrl: z.url(),
	n8nPid: z.number(),
	sandboxUrl: z.url(),
	appsUrl: z.url(),
	tarball: z.string(),
	runtime: z.object({ node: z.string(), n8n: z.string(), version: z.string() }),
});

let stage: Stage | undefined;
let userFolder: string | undefined;

/**
 * Starts the n8n and the sandbox that all tests share, without data, and stores where they are.
 * @param n8nVersion if omitted, that of the demo
 */
export async function raiseStage(n8nVersion?: string): Promise<void> {
	endWithThisProcess();
	userFolder = join(testDataFolder, n8nVersion ?? 'e2e');
	await rm(userFolder, { recursive: true, force: true });
	stage = await startStage({
		port: await freePort(),
		userFolder,
		sandbox: { port: 0, speedMs: SPEED_MS },
		progress: consoleProgress(),
		// The default of n8n 2.
		env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
		...(n8nVersion === undefined ? {} : { n8nVersion }),
	});
	process.env[VARIABLE] = JSON.stringify({
		n8nUrl: stage.n8n.url,
		n8nPid: stage.n8n.pid,
		sandboxUrl: stage.sandbox.url,
		appsUrl: stage.apps.url,
		tarball: stage.packed.tarball,
		runtime: stage.runtime,
	});
}

/** Stops what `raiseStage` started, and deletes the data of n8n, but not its log. */
export async function strikeStage(): Promise<void> {
	await stage?.stop();
	if (userFolder !== undefined) await rm(join(userFolder, '.n8n'), { recursive: true, force: true });
}

/** What a test file works with. */
export interface Surroundings extends z.infer<typeof addressesSchema> {
	/** Signed in as the owner. */
	client: N8nClient;
	sandbox: SandboxControl;
	/** The fields of the credentials for the sandbox. */
	secrets: SandboxCredential[];
	/** The same credentials, as stored in n8n. */
	credentials: StoredCredential[];
}

/** The stage as a test file sees it. */
export async function openStage(): Promise<Surroundings> {
	const addresses = addressesSchema.parse(JSON.parse(process.env[VARIABLE] ?? 'null'));
	const client = new N8nClient(addresses.n8nUrl);
	await client.signIn(demoOwner);
	return {
		...addresses,
		client,
		sandbox: controlSandbox(addresses.sandboxUrl),
		secrets: sandboxCredentials(addresses.sandboxUrl),
		credentials: await client.listCredentials(),
	};
}
