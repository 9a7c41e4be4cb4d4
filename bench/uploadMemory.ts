/**
 * Measures the memory of n8n before, during and after the upload of a large file by the AssemblyAI node, in filesystem
 * binary mode: `npx tsx bench/uploadMemory.ts [MiB]` (1024). The sandbox receives the file. Prints one JSON object.
 */
import { mkdtemp, rm } from 'fs/promises';
import { join } from 'path';

import { stateFolder } from '../platform/paths';
import { freePort } from '../platform/ports';
import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { startStage } from '../platform/stage';
import { measureUpload } from '../platform/uploadMemory';

async function main(): Promise<void> {
	const userFolder = await mkdtemp(join(stateFolder, 'measure-'));
	try {
		const stage = await startStage({
			port: await freePort(),
			userFolder,
			sandbox: { port: 0, speedMs: 0 },
			progress: consoleProgress(),
			env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
		});
		const { client, credentials, n8n } = stage;
		const report = await measureUpload(
			{ client, credentials, pid: n8n.pid },
			Number(process.argv[2] ?? 1024),
		);
		process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
		await stage.stop();
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

main().then(
	() => process.exit(0),
	async (error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		await stopEverything();
		process.exit(1);
	},
);
