import { messageOf } from '../core/messageOf';
import { type VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import type { TranscriptResponse } from '../transcript/response';
import type { JobResponse } from './model';
import type { JobVendor } from './vendor';

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
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	output: unknown,
	look?: Pick<JobResponse, 'readTranscript'>,
): Promise<TranscriptResponse> {
	const [answer] = await Promise.allSettled([
		look?.readTranscript?.() ?? vendor.getTranscript(client.forJob(jobId), jobId),
	]);
	if (answer.status === 'fulfilled') return answer.value;
	if (output === 'vendor' && answer.reason instanceof SchemaMismatchError && answer.reason.raw) {
		return { transcript: NONE, raw: answer.reason.raw };
	}
	throw answer.reason;
}

/**
 * The same while the vendor calls and waits for an answer: what stays wrong however often it calls is given as a text,
 * to go on with the job alone.
 * @throws NodeApiError for what may pass, so that the vendor calls again
 */
export async function transcriptOrReason(
	...asked: Parameters<typeof transcriptOfJob>
): Promise<{ answer: TranscriptResponse } | { reason: string }> {
	const [result] = await Promise.allSettled([transcriptOfJob(...asked)]);
	if (result.status === 'fulfilled') return { answer: result.value };
	if (isTransientError(result.reason)) throw result.reason;
	return { reason: messageOf(result.reason) };
}
