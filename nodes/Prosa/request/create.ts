import type { ItemContext } from '../../shared/execution/runItems';
import { fieldError, readOptions, readRequiredText } from '../../shared/fields/parameters';
import { binaryFile, type BinaryFile } from '../../shared/fields/recording';
import { recordingSource } from '../../shared/fields/recordingFields';
import { DEFAULT_REQUEST_SETTINGS, type VendorClient } from '../../shared/http/client';
import { vendorCodeOf } from '../../shared/http/errors';
import { jobError } from '../../shared/jobs/polling';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { submitJob } from '../api/api';
import type { ProsaSubmitAnswer } from '../api/schemas';
import { hasResult, rawJob, toJob } from '../response/job';
import { NO_JOB, toTranscript } from '../response/transcript';
import { base64Body, bodySize, LARGEST_BODY_BYTES } from './base64Body';
import { readSubmission, type Submission } from './request';
import { looksShort } from './shortAudio';

/** A call that waits gets so many times «Request Timeout»; the vendor does not say how much it takes. */
const WAITING_FACTOR = 2;

/** Refusals of waiting, not of the recording. */
const WAITING_REFUSED = new Set(['asr_request_waiting_not_allowed', 'asr_request_file_too_large']);

/** Submits the recording and goes on at once. @throws NodeApiError, NodeOperationError */
export async function createJob(call: ItemContext, client: VendorClient): Promise<CreatedJob> {
	return await submit(call, client, 'never');
}

/** Submits the recording, with a waiting call where that is wanted. @throws NodeApiError, NodeOperationError */
export async function createJobWaiting(call: ItemContext, client: VendorClient): Promise<CreatedJob> {
	const { wait } = readOptions(call, 'options', 'Options');
	return await submit(call, client, wait === 'always' || wait === 'never' ? wait : 'auto');
}

async function submit(
	call: ItemContext,
	client: VendorClient,
	wait: 'always' | 'auto' | 'never',
): Promise<CreatedJob> {
	if (recordingSource(call) !== 'binary') {
		const uri = readAddress(call);
		const { rest, config, request } = readSubmission(call, undefined);
		// Prosa.ai does not wait for what it fetches.
		const json = { ...rest, config: { ...config, wait: false }, request: { ...request, uri } };
		return await toCreated(client, await submitJob(client, { json }));
	}
	const property = readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name');
	const file = await binaryFile(call, property);
	const submission = readSubmission(call, file.fileName);
	checkSize(call, file, submission);
	const waits = wait === 'always' || (wait === 'auto' && (await looksShort(file)));
	return await toCreated(client, await submitFile(client, file, submission, waits, wait === 'auto'));
}

async function submitFile(
	client: VendorClient,
	file: BinaryFile,
	submission: Submission,
	waits: boolean,
	mayFallBack: boolean,
): Promise<ProsaSubmitAnswer> {
	const body = base64Body(file, withWait(submission, waits));
	if (!waits) return await submitJob(client, { body });
	const [answer] = await Promise.allSettled([submitJob(client, { body, timeoutMs: waitingMs(client) })]);
	if (answer.status === 'fulfilled') return answer.value;
	const code = vendorCodeOf(answer.reason);
	if (!mayFallBack || code === undefined || !WAITING_REFUSED.has(code)) throw answer.reason;
	return await submitJob(client, { body: base64Body(file, withWait(submission, false)) });
}

function waitingMs({ options }: VendorClient): number {
	return WAITING_FACTOR * (options.settings ?? DEFAULT_REQUEST_SETTINGS).timeoutMs;
}

function withWait(submission: Submission, wait: boolean): Submission {
	return { ...submission, config: { ...submission.config, wait } };
}

function checkSize(call: ItemContext, file: BinaryFile, submission: Submission): void {
	const size = bodySize(file, withWait(submission, false));
	if (size <= LARGEST_BODY_BYTES) return;
	throw fieldError(
		call,
		'Input Data Field Name',
		`the file has ${(file.size / 1e6).toFixed(1)} MB; Prosa.ai takes calls of 10 MB at most, which is a file of about 7.5 MB`,
		'Put the recording on a server, or on Google Drive and share it with everyone who has the link. Then choose «URL» under «Recording» and enter https://… or googledrive:// and the ID of the file. Or compress it, e.g. to MP3.',
	);
}

/** An address, sent as it is. Bare IDs of Google Drive are allowed too: the documents speak of «share URL or ID». */
function readAddress(call: ItemContext): string {
	const address = readRequiredText(call, 'url', 'URL');
	if (/^[\w-]{20,}$/.test(address) || /^(https|googledrive):\/\/[^\s]+$/i.test(address)) return address;
	if (/^http:\/\/[^\s]+$/i.test(address)) {
		call.context.addExecutionHints({
			message: `Prosa.ai’s documents promise to fetch https addresses only; ${address.slice(0, 100)} is none.`,
			type: 'warning',
		});
		return address;
	}
	throw fieldError(
		call,
		'URL',
		`«${address.slice(0, 200)}» is no address of a recording`,
		'It must begin with https://, http:// or googledrive://.',
	);
}

/** The job; with its transcript where the call has brought it. A call that ran out of time gives the ID alone. */
async function toCreated(client: VendorClient, raw: ProsaSubmitAnswer): Promise<CreatedJob> {
	const answer = { job: toJob({ ...raw, job_id: raw.job_id ?? NO_JOB }), raw: rawJob(raw) };
	if (answer.job.status !== 'completed' || !hasResult(raw)) return answer;
	const [transcript] = await Promise.allSettled([toTranscript(raw)]);
	if (transcript.status === 'fulfilled') {
		return { ...answer, transcript: { transcript: transcript.value, raw: answer.raw } };
	}
	// With an ID it is fetched, and the error is the one of every other transcript.
	if (raw.job_id) return answer;
	throw jobError(
		client,
		NO_JOB,
		`Prosa.ai gave a transcript with something unexpected: ${String(transcript.reason)}`,
		'The vendor may have changed its API: look for a newer version of this package.',
	);
}
