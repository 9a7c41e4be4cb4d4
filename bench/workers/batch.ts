import { z } from 'zod/v4';
import { createEngine } from '../../test/support/engine/engine';

import { serve } from '../lib/child';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({
	vendor: z.enum(['assemblyAi', 'speechmatics']),
	sandboxUrl: z.string(),
	items: z.number(),
});

serve(taskSchema, async ({ vendor, sandboxUrl, items }) => {
	const engine = await createEngine({ credentials: credentialsFor(sandboxUrl) });
	const transcribe = async (count: number): Promise<void> => {
		const run = await engine.runNode(
			{
				name: 'Transcribe',
				type: `n8n-nodes-transcription.${vendor}`,
				parameters: {
					resource: 'transcript',
					operation: 'transcribe',
					recordingSource: 'url',
					url: `${sandboxUrl}/__sandbox/recordings/order-af.ogg`,
					output: 'text',
				},
			},
			Array.from({ length: count }, (_, index) => ({ json: { index } })),
		);
		if (run.status !== 'success' || run.items('Transcribe').length !== count) {
			throw run.error ?? new Error(`${run.items('Transcribe').length} of ${count} transcripts`);
		}
	};
	await transcribe(2);
	const cpu = process.cpuUsage();
	const began = performance.now();
	await transcribe(items);
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	return { seconds, cpuSeconds: (user + system) / 1e6 };
});
