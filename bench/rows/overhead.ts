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
	explanation: `CPU time of the engine's process for Job: Get, an item a call, against a node that does nothing but call
\`httpRequestWithAuthentication\` for the same URLs, as many at a time. The rest is what makes the node safe: reading and checking
parameters, a client for each item's credential, the answer as a stream with limits, secrets masked, the schema
of the answer, pairing.`,
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
				title: 'Job: Get, CPU a call against the bare helper call',
				value: median(ratios(cpu(results.node), cpu(results.bare))),
				unit: '×',
				runs: { ourCpuMs: cpu(results.node), bareCpuMs: cpu(results.bare) },
			}),
		];
	},
};
