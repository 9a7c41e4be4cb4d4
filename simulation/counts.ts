import type { Past } from './checks/check';

/** Counts of the events of a life, so that a summary shows whether lives differ as they should. */
export function countsOf({ world, plan, remains, sleep, trigger }: Past): Record<string, number> {
	const { sent } = world.network;
	const jobs = world.vendor.jobs.all;
	const state = sleep?.sleeping?.state ?? 'never asleep';
	const counts: Record<string, number> = {
		[`lives: ${plan.kind}`]: 1,
		requests: sent.length,
		faults: sent.filter(({ fault }) => fault.kind !== 'none').length,
		jobs: jobs.length,
		'jobs without an answer': jobs.filter(({ requestId }) => sent[requestId - 1]?.deliveredAt === undefined)
			.length,
		'calls of execute': world.attempts.length,
		'executions stopped or killed': remains?.lost.size ?? 0,
		'executions stored': remains?.stored.length ?? 0,
		'starts by a trigger': trigger?.starts.length ?? 0,
	};
	if (state !== 'never asleep') counts[`sleeps ${state}`] = 1;
	return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
