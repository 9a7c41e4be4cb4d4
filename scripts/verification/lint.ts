import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { npmCommand } from '../npm';
import type { Repository } from './repositories';
import { run } from './run';

/**
 * Runs `n8n-node lint` in the repository of a package and returns its findings; none if it passes. The repository is
 * copied into the folder of the tools, where Node.js finds them.
 */
export async function lintRepository(tools: string, repository: Repository): Promise<string | undefined> {
	const folder = join(tools, repository.name);
	await rm(folder, { recursive: true, force: true });
	await cp(repository.files, folder, {
		recursive: true,
		filter: (source) => source !== join(repository.files, 'node_modules'),
	});
	const { command, args } = npmCommand(['exec', '--', 'n8n-node', 'lint']);
	try {
		await run(command, args, folder, { NO_COLOR: '1', FORCE_COLOR: '0' });
		return undefined;
	} catch (error) {
		return outputOf(error);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** What a program wrote before it failed. */
function outputOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return 'stdout' in error && typeof error.stdout === 'string' ? error.stdout : error.message;
}
