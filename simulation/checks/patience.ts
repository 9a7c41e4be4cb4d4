import type { AttemptRecord } from '../n8n/record';
import { isTransient } from '../network/faults';
import { textAt, valueAt } from '../network/message';
import type { JobRecord } from '../vendors/jobs';
import type { Check, Past } from './check';

/** A failure this shortly before the end of the time limit may be caused by it, in ms. */
const MARGIN_MS = 2_000;

/**
 * Once the ID of a job is known, only the end of the job, the time limit, a stop or a permanent error ends the wait for
 * it; a fault that is shorter than the limit does not.
 */
export const checkPatience: Check = (past) => {
	const { world, plan } = past;
	const limitMs = plan.options.timeLimitMinutes * 60_000;
	for (const attempt of world.attempts) {
		const { node, result, startedAt, endedAt, requests, execution } = attempt;
		if (endedAt === undefined || !result || execution.stoppedAt !== undefined) continue;
		const { operation } = node.parameters;
		if (operation !== 'transcribe' || plan.kind === 'tool') continue;
		if (!requests.every(({ fault }) => isTransient(fault))) continue;
		for (const index of failedItems(attempt)) {
			const job = jobOf(past, attempt, index);
			if (!job || (job.hasFailed && job.endsAt <= endedAt)) continue;
			const knownAt = Math.max(startedAt, deliveredAt(past, job));
			if (knownAt < endedAt && endedAt < knownAt + limitMs - MARGIN_MS) {
				world.violation(
					'impatient',
					`the wait for job ${job.id} ended ${endedAt - knownAt} ms after its ID was known`,
				);
			}
		}
	}
};

/** The items that certainly failed themselves: the one that an error names, or those with an error. */
function failedItems({ result }: AttemptRecord): number[] {
	if (result?.kind === 'error') {
		const index = valueAt(result.error, 'context', 'itemIndex');
		return typeof index === 'number' ? [index] : [];
	}
	return (result?.items ?? []).flatMap(({ json, pairedItem }) =>
		json.error !== undefined && typeof pairedItem === 'object' && 'item' in pairedItem
			? [pairedItem.item]
			: [],
	);
}

/** The job of an item whose ID the execution knows for certain. */
function jobOf({ world, plan }: Past, attempt: AttemptRecord, index: number): JobRecord | undefined {
	const recording = textAt(attempt.items[index]?.json, 'recording');
	const kept = JSON.stringify([...attempt.execution.contexts.values()]);
	const made = world.vendor.jobs.all.filter((job) => job.recording === recording);
	// Another run of the node may have created the job, or a copy of it.
	if (plan.options.reuseExistingJob && (made.length > 1 || attempt.runIndex > 0)) return undefined;
	const own = made.filter(({ id }) => kept.includes(id));
	const [job] = own;
	// If the same recording was requested several times, it is not known which job belongs to the item.
	if (own.length !== 1 || !job) return undefined;
	const isShared = attempt.items.filter(({ json }) => json.recording === recording).length > 1;
	return isShared || !Number.isFinite(deliveredAt({ world }, job)) ? undefined : job;
}

function deliveredAt({ world }: Pick<Past, 'world'>, job: JobRecord): number {
	const request = world.network.sent[job.requestId - 1];
	return job.kept.isBare === true ? Infinity : (request?.deliveredAt ?? Infinity);
}
