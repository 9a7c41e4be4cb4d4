import { createHash } from 'crypto';
import { readFile, writeFile } from 'fs/promises';
import { z } from 'zod/v4';

import {
	isReadyMade,
	loadExamples,
	prepareWorkflow,
	type Example,
	type Surroundings,
} from '../platform/examples';
import type { N8nClient, Workflow } from '../platform/rest';
import { vendorNamed } from '../platform/vendors';
import type { ImportedExample } from './runExample';

/** The example that people see first. */
export const FIRST = 'start-here';

/** Earlier imports: the ID of the workflow in n8n, and a hash of the example it was created from. */
const ledgerSchema = z.record(z.string(), z.object({ id: z.string(), hash: z.string() }));

/**
 * Imports the examples into n8n. The ledger file records what was imported: an example that has not changed since
 * then keeps the changes made to it in n8n.
 */
export async function importExamples(
	client: N8nClient,
	surroundings: Surroundings,
	ledgerFile: string,
): Promise<ImportedExample[]> {
	const ledger = await readLedger(ledgerFile);
	const present = new Set((await client.listWorkflows()).map(({ id }) => id));
	const imported: ImportedExample[] = [];
	for (const example of (await loadExamples()).sort((a, b) => rank(a) - rank(b))) {
		const tags = [await client.tag(tagOf(example))];
		const workflow = { ...prepareWorkflow(example.workflow, surroundings), tags };
		const hash = hashOf(workflow);
		const earlier = ledger[example.name];
		const known = earlier !== undefined && present.has(earlier.id) ? earlier : undefined;
		const stored =
			known === undefined
				? await client.createWorkflow(workflow)
				: known.hash === hash
					? await client.getWorkflow(known.id)
					: await client.updateWorkflow(known.id, workflow);
		ledger[example.name] = { id: stored.id, hash };
		imported.push({ ...example, stored });
	}
	await writeFile(ledgerFile, JSON.stringify(ledger, undefined, 2));
	return imported;
}

/** The place in the order of imports. The overview shows the newest first. */
function rank({ name }: Example): number {
	return name === FIRST ? 2 : isReadyMade(name) ? 1 : 0;
}

/** What the overview shows beside the name of an example. */
function tagOf({ name, meta }: Example): string {
	return isReadyMade(name) ? 'ready-made' : vendorNamed(meta.vendor).displayName;
}

async function readLedger(file: string): Promise<z.infer<typeof ledgerSchema>> {
	const text = await readFile(file, 'utf8').catch(() => '{}');
	return ledgerSchema.parse(JSON.parse(text));
}

function hashOf(workflow: Workflow): string {
	return createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
}
