import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod/v4';

import type { StoredWorkflow } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import { toNode } from './support/workflows';

const CLIENT = join(__dirname, 'support', 'mcpClient.cjs');

/** How long a call of a tool may take, in ms: less than an MCP client waits, whatever the length of the recording. */
const CALL_MS = 60_000;

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

/** An MCP client of its own process: the names of the tools, or what a tool returns. */
async function mcp(path: string, ...call: string[]): Promise<string> {
	const modules = join(dirname(stage.runtime.n8n), '..', '..');
	const url = `${stage.n8nUrl}/mcp/${path}`;
	const { stdout } = await promisify(execFile)(stage.runtime.node, [CLIENT, modules, url, ...call], {
		timeout: CALL_MS,
	});
	return stdout;
}

const fromAi = (name: string, description: string) => `={{ $fromAI('${name}', '${description}', 'string') }}`;

/** A published MCP server with tools that start a job, ask for it, and search its transcript. */
async function serve({ node, displayName }: VendorFacts, path: string): Promise<StoredWorkflow> {
	const type = typeOf({ name: `${node}Tool` });
	const jobId = { __rl: true, mode: 'id', value: fromAi('job_id', 'Job ID') };
	const tools = [
		{
			name: 'Start',
			parameters: {
				resource: 'job',
				operation: 'create',
				recordingSource: 'url',
				url: fromAi('url', 'URL of the recording'),
			},
		},
		{ name: 'Status', parameters: { resource: 'job', operation: 'get', jobId } },
		{
			name: 'Search',
			parameters: {
				resource: 'transcript',
				operation: 'searchWords',
				jobId,
				terms: fromAi('terms', 'Words, one per line'),
			},
		},
	];
	const server = {
		name: 'Server',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		parameters: { path },
	};
	const workflow = await stage.client.createWorkflow({
		name: `MCP server with ${displayName}`,
		nodes: [server, ...tools.map((tool) => ({ ...tool, type }))].map((step, index) =>
			toNode(step, index, stage),
		),
		connections: Object.fromEntries(
			tools.map(({ name }) => [name, { ai_tool: [[{ node: 'Server', type: 'ai_tool', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	});
	await stage.client.activate(workflow);
	return workflow;
}

const textSchema = z.string();

it.each(vendors.filter(({ takesUrl }) => takesUrl))(
	'lets an MCP client start a job of $displayName, ask for its status and search its transcript',
	async (facts) => {
		const path = randomUUID();
		const workflow = await serve(facts, path);
		try {
			const names = await waitFor(async () => await mcp(path).catch(() => undefined), {
				what: 'the MCP server',
				timeoutMs: CALL_MS,
			});
			expect(z.array(z.string()).parse(JSON.parse(names)).sort()).toEqual(['Search', 'Start', 'Status']);
			const url = stage.sandbox.recordingUrl(facts.recording.file);
			const started = textSchema.parse(JSON.parse(await mcp(path, 'Start', JSON.stringify({ url }))));
			const [, jobId = ''] = /"jobId":\s*"([^"]+)"/.exec(started) ?? [];
			const plain = (id: string): string => id.replaceAll('-', '');
			expect((await stage.sandbox.jobs(facts.name)).map(plain)).toContain(plain(jobId));
			await waitFor(
				async () => {
					const status = await mcp(path, 'Status', JSON.stringify({ job_id: jobId }));
					return status.includes('completed') ? true : undefined;
				},
				{ what: 'the job to end', timeoutMs: CALL_MS },
			);
			const found = await mcp(path, 'Search', JSON.stringify({ job_id: jobId, terms: facts.recording.word }));
			expect(textSchema.parse(JSON.parse(found))).toMatch(/"start":\s*[\d.]+/);
		} finally {
			await stage.client.deactivate(workflow.id);
		}
	},
);
