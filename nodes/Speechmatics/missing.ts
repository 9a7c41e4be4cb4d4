import type { VendorClient } from '../shared/http/client';
import { asError, httpStatusOf } from '../shared/http/faults';
import { endedBadly } from '../shared/jobs/polling';
import { toJob } from './job';
import type { JobDetails } from './schemas';

/**
 * A result of a job. Speechmatics answers 404 «Transcription not ready» for a rejected job too, which will never
 * be ready: the job itself tells why.
 * @throws NodeApiError, NodeOperationError
 */
export async function resultOf<T>(
	client: VendorClient,
	fetch: () => Promise<T>,
	getJob: () => Promise<JobDetails>,
): Promise<T> {
	const [answer] = await Promise.allSettled([fetch()]);
	if (answer.status === 'fulfilled') return answer.value;
	if (httpStatusOf(answer.reason) === 404) {
		const [look] = await Promise.allSettled([getJob()]);
		const job = look.status === 'fulfilled' ? toJob(look.value) : undefined;
		if (job?.status === 'failed') throw endedBadly(client, job);
	}
	throw asError(client.context.getNode(), answer.reason);
}
