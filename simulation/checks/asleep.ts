import { jobIdOf, type Check, type Past } from './check';

/**
 * A suspended execution resumes once, when all jobs have ended or the time limit is reached, and fetches each
 * transcript once.
 */
export const checkAsleep: Check = (past) => {
	const { world, sleep, plan } = past;
	const sleeping = sleep?.sleeping;
	if (!sleep || !sleeping || sleeping.state === 'never asleep') return;
	const resumed = sleeping.calls.filter(({ resumes }) => resumes).length;
	if (resumed > 1) world.violation('wakes twice', `the execution was resumed ${resumed} times`);
	for (const { requests } of sleeping.calls) {
		for (const job of world.vendor.jobs.all) {
			const own = requests.filter(
				({ id, deliveredAt }) => deliveredAt !== undefined && job.fetchedBy.includes(id),
			);
			if (own.length > 1) world.violation('fetched twice', `the transcript of job ${job.id} in one call`);
		}
	}
	if (sleeping.state === 'timed out' && mustWake(past)) {
		world.violation(
			'does not wake',
			`all callbacks came, and the time limit was ${plan.options.timeLimitMinutes} min`,
		);
	}
	if (sleeping.state !== 'resumed') return;
	const ids = sleeping.output.map(({ json }) => jobIdOf(json));
	if (new Set(ids).size !== ids.length)
		world.violation('mixed up', `items after the sleep: ${ids.join(', ')}`);
};

/**
 * Whether a callback that arrived after all jobs had ended was accepted, while there were no faults. An ID that the
 * vendor never stored cannot be told from a job that has not started yet, so the execution waits for it until the time
 * limit.
 */
function mustWake({ world, sleep, plan }: Past): boolean {
	const overAt = sleep?.sleeping?.endedAt ?? Infinity;
	// The run that cleans up afterwards has a job of its own.
	const jobs = world.vendor.jobs.all.filter(({ createdAt }) => createdAt < overAt);
	if (sleep?.awaitedIds.some((id) => world.vendor.jobs.get(id) === undefined) === true) return false;
	const last = Math.max(...jobs.map(({ endsAt }) => endsAt));
	const isCalm = world.network.sent.every(({ at, fault }) => at < last || fault.kind === 'none');
	const limit = world.attempts.findLast(({ endedAt = Infinity }) => endedAt < overAt)?.endedAt ?? 0;
	const isEarly = last + 30_000 < limit + plan.options.timeLimitMinutes * 60_000;
	const called =
		sleep?.callbacks?.deliveries.some(
			({ at, status }) => at > last + 1_000 && at < overAt && status < 300,
		) === true;
	return isCalm && isEarly && called && !sleep.wasInterrupted;
}
