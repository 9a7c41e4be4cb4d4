import { subscribe } from 'node:diagnostics_channel';

import { z } from 'zod/v4';
import { createEngine } from '../../test/support/engine/engine';

import { serve } from '../lib/child';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({ sandboxUrl: z.string(), items: z.number() });

/** How often the memory is measured, in ms. */
const EVERY_MS = 10_000;

const heapBytes = (): number => {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
};

serve(taskSchema, async ({ sandboxUrl, items }) => {
	const engine = await createEngine({ credentials: credentialsFor(sandboxUrl) });
	let calls = 0;
	subscribe('http.client.request.start', () => {
		calls += 1;
	});
	const transcribe = async (count: number): Promise<void> => {
		const run = await engine.runNode(
			{
				name: 'Transcribe',
				type: 'n8n-nodes-transcription.assemblyAi',
				parameters: {
					resource: 'transcript',
					operation: 'transcribe',
					recordingSource: 'url',
					url: `=${sandboxUrl}/__sandbox/recordings/order-af.ogg?{{ $json.index }}`,
					output: 'text',
				},
			},
			Array.from({ length: count }, (_, index) => ({ json: { index } })),
		);
		if (run.status !== 'success' || run.items('Transcribe').length !== count) {
			throw run.error ?? new Error(`${run.items('Transcribe').length} of ${count} transcripts`);
		}
	};
	await transcribe(100);
	const before = heapBytes();
	let peak = before;
	const timer = setInterval(() => {
		peak = Math.max(peak, heapBytes());
	}, EVERY_MS);
	calls = 0;
	const began = performance.now();
	await transcribe(items);
	const seconds = (performance.now() - began) / 1000;
	clearInterval(timer);
	return { seconds, callsPerItem: calls / items, kilobytesPerItem: (peak - before) / 1024 / items };
});
