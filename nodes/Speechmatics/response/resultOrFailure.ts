import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import { jobFailedError } from '../../shared/jobs/jobError';
import { getJob } from '../api/api';
import { toJob } from './job';

/**
 * A result of a job. Speechmatics answers 404 «Transcription not ready» for a rejected job too, which will never
 * be ready: the job itself tells why.
 * @throws NodeApiError, NodeOperationError
 */
export async function resultOrFailure<T>(
	client: VendorClient,
	jobId: string,
	fetch: () => Promise<T>,
): Promise<T> {
	const [answer] = await Promise.allSettled([fetch()]);
	if (answer.status === 'fulfilled') return answer.value;
	if (httpStatusOf(answer.reason) === 404) {
		const [look] = await Promise.allSettled([getJob(client, jobId, 0)]);
		const job = look.status === 'fulfilled' ? toJob(look.value) : undefined;
		if (job?.status === 'failed') throw jobFailedError(job);
	}
	throw asError(answer.reason);
}
