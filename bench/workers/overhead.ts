import { z } from 'zod/v4';
import { createEngine, type NodeDefinition } from '../../test/support/engine/engine';

import { callerNode } from '../lib/benchNodes';
import { serve } from '../lib/child';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({
	how: z.enum(['node', 'bare']),
	sandboxUrl: z.string(),
	jobId: z.string(),
	items: z.number(),
});

serve(taskSchema, async ({ how, sandboxUrl, jobId, items }) => {
	const engine = await createEngine({
		credentials: credentialsFor(sandboxUrl),
		nodeTypes: { 'bench.caller': callerNode('assemblyAiTranscriptionApi') },
	});
	const node: NodeDefinition =
		how === 'node'
			? {
					name: 'Get',
					type: 'n8n-nodes-transcription.assemblyAi',
					parameters: {
						resource: 'job',
						operation: 'get',
						jobId: { mode: 'id', value: '={{ $json.jobId }}' },
					},
				}
			: {
					name: 'Get',
					type: 'bench.caller',
					parameters: { url: `=${sandboxUrl}/assemblyai/v2/transcript/{{ $json.jobId }}` },
				};
	const input = Array.from({ length: items }, () => ({ json: { jobId } }));
	const execute = async (): Promise<void> => {
		const run = await engine.runNode(node, input);
		if (run.status !== 'success' || run.items('Get').length !== items)
			throw run.error ?? new Error(run.status);
	};
	await execute();
	const cpu = process.cpuUsage();
	const began = performance.now();
	await execute();
	const ms = performance.now() - began;
	const { user, system } = process.cpuUsage(cpu);
	return { cpuMsPerCall: (user + system) / 1000 / items, msPerCall: ms / items };
});
