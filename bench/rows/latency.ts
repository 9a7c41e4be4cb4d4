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

/** Row 3 of the bench: how soon a workflow continues. */
export const latency: Measurement = {
	name: 'latency',
	explanation: `The time from the end of a job at the vendor to the start of the next node, for jobs of ${JOB_MS / 1000} s; each round uses a separate process.
The engine's own time is subtracted: for the callback, the time of a node that is suspended and resumed by a plain request; for
long polling, the time of a plain request that the vendor keeps open. The remaining time is the node's check of the job, one request
to the vendor, because a callback is only a hint.

With polling, the delay depends on the interval: each pause is a quarter of the elapsed time. The delay is therefore a quarter of
that time at most, and the number of requests grows logarithmically up to the maximum interval for the vendor.`,
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
				title: `Polling (AssemblyAI): time until the item relative to the job's ${JOB_MS / 1000} s`,
				value: median(ms('poll').map((late) => (JOB_MS + late) / JOB_MS)),
				unit: '×',
				runs: { lateMs: ms('poll') },
			}),
			toRow(setting, {
				key: 'latency.longPoll',
				title: "Long polling (Speechmatics): delay without the engine's own time",
				value: median(differences(ms('longPoll'), ms('longPollBare'))),
				unit: 'ms',
				goal: GOAL_MS,
				runs: { ourMs: ms('longPoll'), engineMs: ms('longPollBare') },
			}),
			toRow(setting, {
				key: 'latency.callback',
				title: "Callback to a suspended execution (AssemblyAI): delay without the engine's own time",
				value: median(differences(ms('callback'), ms('callbackBare'))),
				unit: 'ms',
				goal: GOAL_MS,
				runs: { ourMs: ms('callback'), engineMs: ms('callbackBare') },
			}),
		];
	},
};
