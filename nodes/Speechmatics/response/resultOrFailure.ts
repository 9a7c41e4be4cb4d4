import { messageOf } from '../../shared/core/messageOf';
import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import { noTranscriptError } from '../../shared/jobs/jobError';
import { hasEnded, type Job } from '../../shared/jobs/model';
import { getJob } from '../api/api';
import { toJob } from './job';

/**
 * A result of a job. For a job without one, Speechmatics returns 404 with "Job not found" or "Transcription not ready",
 * whether the job is still running, has failed or no longer exists. The error then contains the status of the job
 * itself.
 * @throws VendorError, JobError
 */
export async function resultOrFailure<T>(
	client: VendorClient,
	jobId: string,
	fetch: () => Promise<T>,
): Promise<T> {
	const [result] = await Promise.allSettled([fetch()]);
	if (result.status === 'fulfilled') return result.value;
	if (httpStatusOf(result.reason) !== 404) throw asError(result.reason);
	const [details] = await Promise.allSettled([getJob(client, jobId, 0)]);
	const job = details.status === 'fulfilled' ? toJob(details.value) : undefined;
	const explanation = job && explains(job, result.reason) ? noTranscriptError(job) : undefined;
	throw explanation ?? asError(result.reason);
}

/** A result of another type does not come by waiting, so the vendor's message says more than the status. */
function explains(job: Job, error: unknown): boolean {
	return hasEnded(job) || !/not of type/i.test(messageOf(error));
}
