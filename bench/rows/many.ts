import { z } from 'zod/v4';

import { inChild } from '../lib/child';
import { toRow, type Measurement } from '../lib/row';

const ITEMS = 10_000;
const JOB_MS = 2_000;
/** As a real vendor; without it, the sandbox downloads the recordings more slowly than the node asks for the jobs. */
const CALL_MS = 50;

const resultSchema = z.object({
	seconds: z.number(),
	callsPerItem: z.number(),
	kilobytesPerItem: z.number(),
});

/** Row 11 of the bench: thousands of recordings in one execution of one node. */
export const many: Measurement = {
	name: 'many',
	explanation: `Transcribe with ${ITEMS} recordings by URL in one node, with the default settings, AssemblyAI, jobs of ${JOB_MS / 1000} s and
responses after ${CALL_MS} ms. Memory is the heap in use after a garbage collection, measured every ten seconds: the highest value
during the run minus that before it. Without latency, the sandbox is busy with 10,000 downloads, so that its jobs take up to two
minutes and the node sends 6.1 requests for each. At least one request is needed to create a job, and one for its transcript. Measured once.`,
	measure: async (setting) => {
		const { sandbox, progress, quick } = setting;
		const items = quick ? 1_000 : ITEMS;
		progress.update(`many: ${items} items …`);
		await sandbox.reset();
		await sandbox.speed({ callMs: CALL_MS, queuedMs: 0, processingMs: JOB_MS });
		try {
			const result = await inChild('many.ts', { sandboxUrl: sandbox.url, items }, resultSchema);
			const { callsPerItem, kilobytesPerItem, seconds } = result;
			return [
				toRow(setting, {
					key: 'many.calls',
					title: `AssemblyAI, ${items} items by URL: requests for each item`,
					value: callsPerItem,
					unit: 'requests',
					goal: { atMost: 3.5 },
					runs: { callsPerItem: [callsPerItem], seconds: [seconds] },
				}),
				toRow(setting, {
					key: 'many.memory',
					title: 'The same: memory for each item',
					value: kilobytesPerItem,
					unit: 'KB',
					goal: { atMost: 20 },
					runs: { kilobytesPerItem: [kilobytesPerItem] },
				}),
			];
		} finally {
			await sandbox.reset();
			await sandbox.speed({ callMs: 0, queuedMs: 0, processingMs: 0 });
		}
	},
};
