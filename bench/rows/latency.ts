import { z } from 'zod/v4';

import { inChild } from '../lib/child';
import { toRow, type Measurement } from '../lib/row';
import { differences, median } from '../lib/statistics';

const JOB_MS = 3000;
const GOAL_MS = { atMost: 100 };

const resultSchema = z.object({
	poll: z.number(),
	longPoll: z.number(),
	longPollBare: z.number(),
	callback: z.number(),
	callbackBare: z.number(),
});
type Way = keyof z.infer<typeof resultSchema>;

/** Row 3 of the bench: how soon a workflow goes on. */
export const latency: Measurement = {
	name: 'latency',
	explanation: `From the end of the job at the vendor to the first line of the next node, for jobs of ${JOB_MS / 1000} s; each round in a process
of its own. The engine's own cost is subtracted: for the callback a node that sleeps and is woken by a bare request, for the long
poll a bare call that the vendor holds. What is left is our look at the job, one call to the vendor, because a callback
is a hint only and is not believed.

Polling knows no end of a job, it can only ask more often: each pause is a quarter of the time the job has
taken, so that the delay is a quarter of that time at most and the number of calls grows with its logarithm, up to
the vendor's ceiling.`,
	measure: async (setting) => {
		const { sandbox, progress, rounds } = setting;
		await sandbox.speed({ queuedMs: 0, processingMs: 600_000 });
		const results: Array<z.infer<typeof resultSchema>> = [];
		try {
			for (let round = 0; round < rounds; round += 1) {
				progress.update(`latency: round ${round + 1} of ${rounds} …`);
				await sandbox.reset();
				const task = { sandboxUrl: sandbox.url, repetitions: setting.quick ? 1 : 3, jobMs: JOB_MS };
				results.push(await inChild('latency.ts', task, resultSchema));
			}
		} finally {
			await sandbox.reset();
			await sandbox.speed({ processingMs: 0 });
		}
		const ms = (way: Way): number[] => results.map((result) => result[way]);
		return [
			toRow(setting, {
				key: 'latency.poll',
				title: `poll (AssemblyAI): time until the item against the job's ${JOB_MS / 1000} s`,
				value: median(ms('poll').map((late) => (JOB_MS + late) / JOB_MS)),
				unit: '×',
				runs: { lateMs: ms('poll') },
			}),
			toRow(setting, {
				key: 'latency.longPoll',
				title: "long poll (Speechmatics), over the engine's own cost",
				value: median(differences(ms('longPoll'), ms('longPollBare'))),
				unit: 'ms',
				goal: GOAL_MS,
				runs: { ourMs: ms('longPoll'), engineMs: ms('longPollBare') },
			}),
			toRow(setting, {
				key: 'latency.callback',
				title: "callback to a sleeping execution (AssemblyAI), over the engine's own cost",
				value: median(differences(ms('callback'), ms('callbackBare'))),
				unit: 'ms',
				goal: GOAL_MS,
				runs: { ourMs: ms('callback'), engineMs: ms('callbackBare') },
			}),
		];
	},
};
