import type { VendorClient } from '../http/client';
import { MisfitError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import type { JobAnswer, TranscriptAnswer } from './model';
import type { Vendor } from './vendor';

/** Stands for a transcript that nobody has asked for. */
const NONE: Transcript = {
	vendor: '',
	jobId: '',
	language: null,
	duration: null,
	text: '',
	confidence: null,
	words: [],
	segments: [],
	insights: {},
};

/**
 * The transcript of a completed job: from the look at it where that holds it already, else from the vendor. Where the
 * output is the vendor's answer, it need not make a transcript.
 * @throws NodeApiError, NodeOperationError, MisfitError
 */
export async function transcriptOfJob(
	vendor: Vendor,
	client: VendorClient,
	jobId: string,
	output: unknown,
	look?: Pick<JobAnswer, 'readTranscript'>,
): Promise<TranscriptAnswer> {
	const [answer] = await Promise.allSettled([
		look?.readTranscript?.() ?? vendor.getTranscript(client.forJob(jobId), jobId),
	]);
	if (answer.status === 'fulfilled') return answer.value;
	if (output === 'vendor' && answer.reason instanceof MisfitError && answer.reason.raw) {
		return { transcript: NONE, raw: answer.reason.raw };
	}
	throw answer.reason;
}
