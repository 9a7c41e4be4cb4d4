/**
 * Transcribes one recording with each vendor in n8n's engine and prints what came out, in a process of its own: Node.js
 * reads NODE_EXTRA_CA_CERTS once, before the first line of JavaScript. The first argument is the address of the sandbox.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { closeEngines, createEngine } from '../../support/engine/engine';
import { RECORDINGS } from '../../support/sandbox';
import { testedVendors } from '../../support/vendors';

const NODE = 'Speech to Text';

async function main(sandbox: string): Promise<Record<string, unknown>> {
	const engine = await createEngine({
		credentials: Object.fromEntries(
			testedVendors.map(({ credentialType, credential }) => [credentialType, credential(sandbox)]),
		),
	});
	const outcomes: Record<string, unknown> = {};
	for (const { name, node, fromFile, recording } of testedVendors) {
		const item = await engine.binaryItem({
			data: await readFile(join(RECORDINGS, recording)),
			fileName: recording,
		});
		const parameters = { resource: 'transcript', operation: 'transcribe', output: 'text', ...fromFile };
		const run = await engine.runNode({ name: NODE, type: `n8n-nodes-transcription.${node}`, parameters }, [
			item,
		]);
		outcomes[name] = run.error ? { error: run.error.message } : { text: run.json(NODE)[0]?.text };
	}
	await closeEngines();
	return outcomes;
}

const [, , sandbox = ''] = process.argv;
void main(sandbox).then((outcomes) => process.stdout.write(JSON.stringify(outcomes)));
