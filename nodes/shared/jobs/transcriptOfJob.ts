import { messageOf } from '../core/messageOf';
import { type VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import { inVersion, type Redaction, type TranscriptResponse } from '../transcript/response';
import type { JobResponse } from './model';
import type { JobVendor } from './vendor';

/** A placeholder if the output does not use the transcript. */
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

/** What a transcript is for. */
export interface WantedTranscript {
	/** The format of the output. */
	output: unknown;
	redaction: Redaction;
}

/**
 * The transcript of a completed job: from the response about the job if it contains the transcript, otherwise from the
 * vendor. If the output is the vendor's response, the response does not have to be a valid transcript.
 * @throws VendorError, JobError, SchemaMismatchError
 */
export async function transcriptOfJob(
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	{ output, redaction }: WantedTranscript,
	known?: Pick<JobResponse, 'readTranscript'>,
): Promise<TranscriptResponse> {
	return await orUnmodified(output, async () => {
		const read =
			known?.readTranscript ?? (async () => await vendor.getTranscript(client.forJob(jobId), jobId));
		return output === 'vendor' ? await read() : await inVersion(await read(), redaction);
	});
}

/**
 * What `read` returns. If the output is the vendor's response, a response that cannot be converted is returned as well.
 * @throws what `read` throws
 */
async function orUnmodified(
	output: unknown,
	read: () => Promise<TranscriptResponse>,
): Promise<TranscriptResponse> {
	const [response] = await Promise.allSettled([read()]);
	if (response.status === 'fulfilled') return response.value;
	if (output === 'vendor' && response.reason instanceof SchemaMismatchError && response.reason.raw) {
		return { transcript: NONE, raw: response.reason.raw };
	}
	throw response.reason;
}

type ResponseOrReason = { response: TranscriptResponse } | { reason: string };

/**
 * The same for a callback that the vendor waits for: returns the reason of a permanent failure as text, so that the
 * workflow can continue without the transcript.
 * @throws NodeApiError for a temporary failure, so that the vendor repeats the callback
 */
export async function transcriptOrReason(
	...parameters: Parameters<typeof transcriptOfJob>
): Promise<ResponseOrReason> {
	return await orReason(transcriptOfJob(...parameters));
}

/** The transcript in a response that was paid for, or the reason why it cannot be converted. */
export async function transcriptOfResult(
	output: unknown,
	read: () => Promise<TranscriptResponse>,
): Promise<ResponseOrReason> {
	return await orReason(orUnmodified(output, read));
}

async function orReason(asked: Promise<TranscriptResponse>): Promise<ResponseOrReason> {
	const [result] = await Promise.allSettled([asked]);
	if (result.status === 'fulfilled') return { response: result.value };
	if (isTransientError(result.reason)) throw result.reason;
	return { reason: messageOf(result.reason) };
}
