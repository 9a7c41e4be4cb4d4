import type { VendorClient } from '../http/client';
import type { JobAnswer, TranscriptAnswer } from './model';
import type { Vendor } from './vendor';

/**
 * The transcript of a completed job: from the look at it where that holds it already, else from the vendor.
 * @throws NodeApiError, NodeOperationError, MisfitError
 */
export async function transcriptOfJob(
	vendor: Vendor,
	client: VendorClient,
	jobId: string,
	look?: Pick<JobAnswer, 'readTranscript'>,
): Promise<TranscriptAnswer> {
	return await (look?.readTranscript?.() ?? vendor.getTranscript(client.forJob(jobId), jobId));
}
