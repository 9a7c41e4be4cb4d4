import type { AttemptRecord } from '../n8n/record';
import { textAt } from '../network/message';
import type { JobRecord } from '../vendors/jobs';
import type { Check, Past } from './check';

/**
 * With the option "Reuse Existing Job", no job is paid for if the vendor's list showed one with the same result before the
 * recording was asked for. Asking is the first attempt of a run of the node; n8n keeps nothing of it after Stop or a crash.
 */
export const checkReused: Check = (past) => {
	const { world, plan } = past;
	if (!plan.options.reuseExistingJob) return;
	const jobs = world.vendor.jobs.all.filter(({ isCopy }) => !isCopy);
	for (const job of jobs) {
		const asked = askedAt(past, job);
		const known = jobs.find((other) => other !== job && isUsableFor(job, other) && other.listedAt < asked);
		if (known) world.violation('not reused', `${job.recording} was paid for as ${job.id} and as ${known.id}`);
	}
};

function isUsableFor(job: JobRecord, other: JobRecord): boolean {
	if (other.recording !== job.recording || other.version !== job.version) return false;
	return !other.hasFailed || other.endsAt > job.createdAt;
}

/** When the first attempt of the run that created the job began; 0 if its request is not known. */
function askedAt({ world, remains }: Past, { recording, requestId }: JobRecord): number {
	let lineage = 0;
	let before: AttemptRecord | undefined;
	const runs = world.attempts.map((attempt) => {
		const isNew = before !== undefined && before.execution.id !== attempt.execution.id;
		if (isNew && remains?.lost.has(before?.execution.id ?? '') === true) lineage += 1;
		before = attempt;
		return { attempt, key: `${lineage} ${attempt.runIndex}` };
	});
	const own = runs.find(({ attempt }) => attempt.requests.some(({ id }) => id === requestId));
	const first = runs.find(({ attempt, key }) => key === own?.key && hasRecording(attempt, recording));
	return first?.attempt.startedAt ?? 0;
}

function hasRecording({ items }: AttemptRecord, recording: string): boolean {
	return items.some(({ json }) => textAt(json, 'recording') === recording);
}
