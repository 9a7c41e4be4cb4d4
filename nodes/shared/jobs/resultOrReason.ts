import { asError } from '../http/explainedError';
import { noTranscriptError } from './jobError';
import type { Job } from './model';

/** How a missing result of a job is explained. */
interface MissingResult {
	/** Whether an error may mean that the job has no result (yet). */
	mayBeMissing(error: unknown): boolean;
	/** The job itself; `undefined` if the error says more than the status of the job. */
	job(error: unknown): Promise<Job | undefined>;
}

/**
 * A result of a job, fetched without checking the job first. If there is none, the error contains the status of the job
 * or the reason why it failed, which the vendor's own error does not.
 * @throws JobError, and what `fetch` throws
 */
export async function resultOrReason<T>(fetch: () => Promise<T>, missing: MissingResult): Promise<T> {
	const [result] = await Promise.allSettled([fetch()]);
	if (result.status === 'fulfilled') return result.value;
	const error: unknown = result.reason;
	if (!missing.mayBeMissing(error)) throw asError(error);
	const [job] = await Promise.allSettled([missing.job(error)]);
	const explanation = job.status === 'fulfilled' && job.value ? noTranscriptError(job.value) : undefined;
	throw explanation ?? asError(error);
}
