/**
 * `node --import tsx platform/install.ts [VERSION…]`: installs the n8n of the demo and these versions of n8n, so that
 * the tests that need them start at once.
 */
import { endWithThisProcess } from './processes';
import { consoleProgress } from './progress';
import { ensureRuntime } from './runtime';
import { versions } from './versions';

async function main(): Promise<void> {
	endWithThisProcess();
	for (const version of [versions.n8n, ...process.argv.slice(2)]) {
		await ensureRuntime(consoleProgress(), version);
	}
}

void main();
