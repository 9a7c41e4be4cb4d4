import { messageOf } from '../../shared/core/messageOf';
import type { VendorClient } from '../../shared/http/client';
import { httpStatusOf } from '../../shared/http/explainedError';
import { hasEnded, type Job } from '../../shared/jobs/model';
import { resultOrReason } from '../../shared/jobs/resultOrReason';
import { getJob } from '../api/api';
import { toJob } from './job';

/**
 * A result of a job. For a job without one, Speechmatics returns 404 with "Job not found" or "Transcription not ready",
 * whether the job is still running, has failed or no longer exists.
 * @throws VendorError, JobError
 */
export async function resultOrFailure<T>(
	client: VendorClient,
	jobId: string,
	fetch: () => Promise<T>,
): Promise<T> {
	return await resultOrReason(fetch, {
		mayBeMissing: (error) => httpStatusOf(error) === 404,
		job: async (error) => {
			const job = toJob(await getJob(client, jobId, 0));
			return explains(job, error) ? job : undefined;
		},
	});
}

/** Waiting does not help with a result of another type, so the vendor's message says more than the status. */
function explains(job: Job, error: unknown): boolean {
	return hasEnded(job) || !/not of type/i.test(messageOf(error));
}
