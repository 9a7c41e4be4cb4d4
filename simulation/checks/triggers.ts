import type { Check } from './check';

/** A workflow starts once for each job that its vendor reports, and for no job that has not ended. */
export const checkTriggers: Check = ({ world, trigger }) => {
	if (!trigger) return;
	for (const job of trigger.jobs) {
		const starts = trigger.starts.filter((id) => id === job.id).length;
		if (starts > 1) world.violation('starts twice', `for job ${job.id}`);
		const isCalm = world.network.sent.every(({ fault }) => fault.kind === 'none');
		const wasTaken =
			trigger.callbacks?.deliveries.some(({ jobId, status }) => jobId === job.id && status < 300) === true;
		if (starts === 0 && wasTaken && isCalm) world.violation('does not start', `for job ${job.id}`);
	}
};
