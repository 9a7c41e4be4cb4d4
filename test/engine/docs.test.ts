import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { codeBlocks } from '../support/docs';
import type { RunResult } from '../support/engine';
import type { Stage } from '../support/stage';
import { assemblyAiStage } from './assemblyai/stage';

const DOCS = join(__dirname, '..', '..', 'docs');

/** The JSON blocks of the documentation: where they are, and what they contain. */
const blocks = readdirSync(DOCS)
	.filter((name) => name.endsWith('.md'))
	.flatMap((name) =>
		codeBlocks(readFileSync(join(DOCS, name), 'utf8'), 'json').map((text) => ({ name, text })),
	);

const workflowSchema = z.looseObject({
	nodes: z.array(z.looseObject({ name: z.string(), type: z.string() })),
	connections: z.record(z.string(), z.any()),
});

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());

async function run(text: string): Promise<RunResult> {
	const { nodes, connections } = workflowSchema.parse(JSON.parse(text));
	const [first] = nodes;
	// Nodes of n8n pass their input on here; in the end-to-end tests, they are the real ones.
	const known = nodes.map(({ name, type, ...rest }) =>
		type.startsWith('n8n-nodes-base.') ? { name, type: 'n8n-nodes-base.noOp' } : { name, type, ...rest },
	);
	return await stage.engine.run({
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...known],
		connections: {
			...connections,
			Start: { main: [[{ node: first?.name ?? '', type: 'main', index: 0 }]] },
		},
		input: [await stage.recording('dialogue-en.mp3')],
	});
}

it.each(blocks)('the JSON block in $name is valid and runs if it is a workflow', async ({ text }) => {
	const value: unknown = JSON.parse(text);
	if (!workflowSchema.safeParse(value).success) return;
	const result = await run(text);
	expect(result.error).toBeUndefined();
	const { nodes } = workflowSchema.parse(value);
	for (const { name } of nodes) expect(result.items(name)).not.toHaveLength(0);
});

it('finds JSON blocks to check', () => {
	expect(blocks.length).toBeGreaterThan(0);
});
