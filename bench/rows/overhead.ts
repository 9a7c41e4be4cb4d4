import { AssemblyAI } from 'assemblyai';
import { z } from 'zod/v4';

import { KEY } from '../../sandbox/core/credential';
import { inChild } from '../lib/child';
import { toRow, type Measurement } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const resultSchema = z.object({ cpuMsPerCall: z.number(), msPerCall: z.number() });

/** Row 7 of the bench: what the node adds to a call. */
export const overhead: Measurement = {
	name: 'overhead',
	explanation: `CPU time of the engine's process for Job: Get with one request per item, relative to a node that only calls
\`httpRequestWithAuthentication\` for the same URLs with the same concurrency. The difference consists of reading and checking
parameters, a client per item, streaming the response with limits, masking secrets, validating the response and pairing items.`,
	measure: async (setting) => {
		const { sandbox, progress, quick, rounds } = setting;
		await sandbox.reset();
		const client = new AssemblyAI({ apiKey: KEY, baseUrl: sandbox.vendorUrl('assemblyai') });
		const { id: jobId } = await client.transcripts.submit({ audio: sandbox.recordingUrl('order-af.ogg') });
		const measure = (how: string) => async (round: number) => {
			progress.update(`overhead: ${how}, round ${round + 1} of ${rounds} …`);
			const task = { how, sandboxUrl: sandbox.url, jobId, items: quick ? 200 : 1000 };
			return await inChild('overhead.ts', task, resultSchema);
		};
		const results = await alternate(rounds, { node: measure('node'), bare: measure('bare') });
		const cpu = (list: Array<z.infer<typeof resultSchema>>): number[] =>
			list.map(({ cpuMsPerCall }) => cpuMsPerCall);
		return [
			toRow(setting, {
				key: 'overhead.cpu',
				title: 'Job: Get: CPU time per request relative to the plain HTTP helper',
				value: median(ratios(cpu(results.node), cpu(results.bare))),
				unit: '×',
				runs: { ourCpuMs: cpu(results.node), bareCpuMs: cpu(results.bare) },
			}),
		];
	},
};
