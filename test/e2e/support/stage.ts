import { rm } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import { sandboxCredentials, type SandboxCredential } from '../../../platform/credentials';
import { stateFolder } from '../../../platform/paths';
import { freePort } from '../../../platform/ports';
import { consoleProgress } from '../../../platform/progress';
import { N8nClient } from '../../../platform/rest';
import { demoOwner, startStage, type Stage } from '../../../platform/stage';

const VARIABLE = 'E2E_STAGE';

const addressesSchema = z.object({ n8nUrl: z.url(), sandboxUrl: z.url() });

let stage: Stage | undefined;

/** Starts the n8n and the sandbox that all tests share, on fresh data, and notes where they are. */
export async function raiseStage(): Promise<void> {
	const userFolder = join(stateFolder, 'e2e');
	await rm(userFolder, { recursive: true, force: true });
	stage = await startStage({
		port: await freePort(),
		userFolder,
		sandbox: { port: 0, speedMs: 300 },
		progress: consoleProgress(),
	});
	process.env[VARIABLE] = JSON.stringify({ n8nUrl: stage.n8n.url, sandboxUrl: stage.sandbox.url });
}

/** Ends what `raiseStage` started. */
export async function strikeStage(): Promise<void> {
	await stage?.stop();
}

/** What a test file works with. */
export interface Surroundings {
	n8nUrl: string;
	sandboxUrl: string;
	/** Signed in as the owner. */
	client: N8nClient;
	/** What the credentials that lead to the sandbox hold. */
	secrets: SandboxCredential[];
}

/** The stage as a test file sees it. */
export async function openStage(): Promise<Surroundings> {
	const addresses = addressesSchema.parse(JSON.parse(process.env[VARIABLE] ?? 'null'));
	const client = new N8nClient(addresses.n8nUrl);
	await client.signIn(demoOwner);
	return { ...addresses, client, secrets: sandboxCredentials(addresses.sandboxUrl) };
}
