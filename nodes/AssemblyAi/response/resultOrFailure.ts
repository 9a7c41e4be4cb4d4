import { messageOf } from '../../shared/core/messageOf';
import type { VendorClient } from '../../shared/http/client';
import { httpStatusOf } from '../../shared/http/explainedError';
import { resultOrReason } from '../../shared/jobs/resultOrReason';
import { getTranscript } from '../api/api';
import { toJob } from './job';

/**
 * A result of a job other than its transcript. For a job without one, AssemblyAI returns 400 with the status, or for
 * redacted audio that the file does not exist, but not why a job failed.
 * @throws VendorError, JobError
 */
export async function resultOrFailure<T>(
	client: VendorClient,
	jobId: string,
	fetch: () => Promise<T>,
): Promise<T> {
	return await resultOrReason(fetch, {
		mayBeMissing: (error) => httpStatusOf(error) === 400 && !/id not found/i.test(messageOf(error)),
		job: async () => toJob(await getTranscript(client, jobId)),
	});
}
