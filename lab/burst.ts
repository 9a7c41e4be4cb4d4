import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { freePort } from '../platform/ports';
import { startStage } from '../platform/stage';
import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { burst } from '../test/e2e/support/bursts';
import { vendors } from '../test/e2e/support/vendors';
import { controlSandbox } from '../test/support/sandbox';
const [name, ...sizes] = process.argv.slice(2);
async function main() {
	const stage = await startStage({ port: await freePort(), userFolder: join(mkdtempSync(join(tmpdir(), 'lab-')), 'n8n'), sandbox: { port: 0, speedMs: 0 }, env: process.env.LAZY ? { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', ...(process.env.PROF ? { NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/prof' } : {}) } : {}, progress: consoleProgress() });
	const s = { ...stage, sandbox: controlSandbox(stage.sandbox.url) };
	for (const v of vendors.filter((each) => each.name === name)) for (const size of sizes) {
		try {
			const b = await burst(s, v, Number(size));
			console.log(v.name, size, 'requests', b.requests, JSON.stringify(b.statuses), 'slowest', b.slowestMs, 'awake', b.awakeMs, 'texts', b.texts.length);
		} catch (error) { console.log(v.name, size, String(error)); }
	}
	await stage.stop();
	stopEverything();
	process.exit(0);
}
void main();
