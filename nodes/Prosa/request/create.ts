import { messageOf } from '../../shared/core/messageOf';
import type { ItemContext } from '../../shared/execution/runItems';
import { fieldError, readOptions, readRequiredText } from '../../shared/fields/parameters';
import { binaryFile } from '../../shared/fields/recording';
import { recordingSource } from '../../shared/fields/recordingFields';
import { DEFAULT_REQUEST_SETTINGS, type VendorClient } from '../../shared/http/client';
import { asError, vendorCodeOf } from '../../shared/http/explainedError';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import { JobError } from '../../shared/jobs/jobError';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { getJob, submitJob } from '../api/api';
import type { ProsaSubmitAnswer } from '../api/schemas';
import { hasResult, rawJob, toJob } from '../response/job';
import { NO_JOB, toTranscript } from '../response/transcript';
import { base64Body, bodySize, LARGEST_BODY_BYTES } from './base64Body';
import { findMarked, withMark } from './mark';
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
	const order =
		recordingSource(call) === 'binary' ? await fileOrder(call, client, wait) : addressOrder(call, client);
	return await createOnce(call, client, {
		what: order.what,
		send: async (mark) => await toCreated(await order.submit(mark)),
		resume: async (jobId) => await toCreated(await getJob(client, jobId)),
		find: async (mark, since) => {
			const found = await findMarked(client, mark, since);
			return found && (await toCreated(found));
		},
	});
}

/** A submission, made again for each attempt with the mark of the job. */
interface Order {
	what: unknown;
	submit(mark: string): Promise<ProsaSubmitAnswer>;
}

function addressOrder(call: ItemContext, client: VendorClient): Order {
	const uri = readAddress(call);
	const submission = readSubmission(call, undefined);
	return {
		what: [submission, uri],
		submit: async (mark) => {
			const { rest, config, request } = withMark(submission, mark);
			// Prosa.ai does not wait for what it fetches.
			const json = { ...rest, config: { ...config, wait: false }, request: { ...request, uri } };
			return await submitJob(client, { json });
		},
	};
}

async function fileOrder(
	call: ItemContext,
	client: VendorClient,
	wait: 'always' | 'auto' | 'never',
): Promise<Order> {
	const property = readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name');
	const file = await binaryFile(call, property);
	const submission = readSubmission(call, file.fileName);
	checkSize(call, file, submission);
	const waits = wait === 'always' || (wait === 'auto' && (await looksShort(file)));
	return {
		what: [submission, await file.identity()],
		submit: async (mark) =>
			await submitFile(client, file, withMark(submission, mark), waits, wait === 'auto'),
	};
}

async function submitFile(
	client: VendorClient,
	file: UploadFile,
	submission: Submission,
	waits: boolean,
	mayFallBack: boolean,
): Promise<ProsaSubmitAnswer> {
	const body = base64Body(file, withWait(submission, waits));
	if (!waits) return await submitJob(client, { body });
	const [response] = await Promise.allSettled([submitJob(client, { body, timeoutMs: waitingMs(client) })]);
	if (response.status === 'fulfilled') return response.value;
	const code = vendorCodeOf(response.reason);
	if (!mayFallBack || code === undefined || !WAITING_REFUSED.has(code)) throw asError(response.reason);
	return await submitJob(client, { body: base64Body(file, withWait(submission, false)) });
}

function waitingMs({ options }: VendorClient): number {
	return WAITING_FACTOR * (options.settings ?? DEFAULT_REQUEST_SETTINGS).timeoutMs;
}

function withWait(submission: Submission, wait: boolean): Submission {
	return { ...submission, config: { ...submission.config, wait } };
}

function checkSize(call: ItemContext, file: UploadFile, submission: Submission): void {
	const size = bodySize(file, withWait(submission, false));
	if (size <= LARGEST_BODY_BYTES) return;
	throw fieldError(
		call,
		'Input Data Field Name',
		`is a file of ${(file.size / 1e6).toFixed(1)} MB; Prosa.ai accepts requests of at most 10 MB, which is a file of about 7.5 MB`,
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
		'must be the URL of a recording',
		'It must start with https://, http:// or googledrive://.',
	);
}

/** The job, with its transcript where the response contains it. A call that ran out of time returns the ID alone. */
async function toCreated(raw: ProsaSubmitAnswer): Promise<CreatedJob> {
	const hasId = raw.job_id !== null && raw.job_id !== undefined;
	const created: CreatedJob = {
		job: toJob({ ...raw, job_id: raw.job_id ?? NO_JOB }),
		raw: rawJob(raw),
		...(hasId ? {} : { withoutJob: true }),
	};
	if (created.job.status !== 'completed' || !hasResult(raw)) return created;
	const [transcript] = await Promise.allSettled([toTranscript(raw)]);
	if (transcript.status === 'fulfilled') {
		return { ...created, transcript: { transcript: transcript.value, raw: created.raw } };
	}
	// With an ID it is fetched, and the error is the one of every other transcript.
	if (hasId) return created;
	throw new JobError(
		NO_JOB,
		`Prosa.ai returned a transcript with something unexpected: ${messageOf(transcript.reason)}`,
		'The vendor may have changed its API: check for a newer version of this package.',
	);
}
