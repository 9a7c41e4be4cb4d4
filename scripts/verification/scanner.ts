import { join } from 'node:path';

import { startRegistry } from './registry';
import type { Repository } from './repositories';
import { run } from './run';

/** The scanner's verdict on a package. */
export interface Scan {
	passed: boolean;
	/** What the scanner printed. */
	output: string;
}

/** Runs the whole scanner on each package, as if it had been published from its repository. */
export async function scanPublished(tools: string, repositories: readonly Repository[]): Promise<Scan[]> {
	const registry = await startRegistry(repositories);
	try {
		const scans: Scan[] = [];
		for (const { name, version, owner, repo, commit } of repositories) {
			const output = await run(
				process.execPath,
				[
					'--import',
					join(__dirname, 'redirect.mjs'),
					join('node_modules', '@n8n', 'scan-community-package', 'scanner', 'cli.mjs'),
					`${name}@${version}`,
				],
				tools,
				{
					REGISTRY: registry.url,
					npm_config_registry: `${registry.url}/`,
					npm_config_cache: join(tools, 'cache'),
				},
			);
			const steps = [
				`✅ Fetched source from github.com/${owner}/${repo}@${commit.slice(0, 7)}`,
				`✅ Package ${name}@${version} has passed all security checks`,
			];
			// The scanner exits with 0 for packages that fail, too.
			scans.push({ passed: steps.every((step) => output.includes(step)), output });
		}
		return scans;
	} finally {
		registry.close();
	}
}
