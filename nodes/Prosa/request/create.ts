import type { IDataObject } from 'n8n-workflow';

import { messageOf } from '../../shared/core/messageOf';
import { parseUrl } from '../../shared/core/webAddress';
import type { ItemContext } from '../../shared/execution/runItems';
import { fieldError, optionLabel, readOptions, readRequiredText } from '../../shared/fields/parameters';
import { readBinaryFile } from '../../shared/fields/recording';
import { recordingSource } from '../../shared/fields/recordingFields';
import { DEFAULT_REQUEST_SETTINGS, type VendorClient } from '../../shared/http/client';
import { asError, vendorCodeOf } from '../../shared/http/explainedError';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import { JobError } from '../../shared/jobs/jobError';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { checkReachable } from '../../shared/webhook/callback';
import { getJob, submitJob } from '../api/api';
import { isAboutModelName } from '../api/http';
import type { ProsaSubmitResponse } from '../api/schemas';
import { downloadOption } from '../parameters/recording';
import { hasResult, rawJob, toJob } from '../response/job';
import { markIn } from '../response/label';
import { NO_JOB, toTranscript } from '../response/transcript';
import { base64Body, bodySize, LARGEST_BODY_BYTES } from './base64Body';
import { findMarked, findRecent, withMark } from './mark';
import { readSubmission, type Submission } from './request';
import { looksShort } from './shortAudio';

/** Multiple of "Request Timeout" for a request that Prosa.ai keeps open; the vendor documents no limit. */
const SERVER_WAIT_FACTOR = 2;

/** Rejections of the server-side wait, not of the recording. */
const WAITING_REJECTED = new Set(['asr_request_waiting_not_allowed', 'asr_request_file_too_large']);

/** When Prosa.ai is asked to keep the request open until the transcript is ready. */
type ServerWait = 'always' | 'auto' | 'never';

/** Submits the recording without waiting for the transcript. @throws NodeApiError, NodeOperationError */
export async function createJob(call: ItemContext, client: VendorClient): Promise<CreatedJob> {
	return await submit(call, client, 'never');
}

/** Submits the recording, with a server-side wait if that is chosen. @throws NodeApiError, NodeOperationError */
export async function createJobWaiting(call: ItemContext, client: VendorClient): Promise<CreatedJob> {
	const { wait } = readOptions(call, 'options', 'Options');
	return await submit(call, client, wait === 'always' || wait === 'never' ? wait : 'auto');
}

async function submit(call: ItemContext, client: VendorClient, chosen: ServerWait): Promise<CreatedJob> {
	const order =
		recordingSource(call) === 'binary' ? await fileOrder(call, client, chosen) : urlOrder(call, client);
	return await createOnce(call, client, {
		what: order.what,
		file: order.file,
		send: async (mark) => await toCreated(await order.submit(mark)),
		resume: async (jobId, own) => await toCreated(await getJob(own, jobId)),
		reuse: {
			settings: order.settings,
			find: async (isWanted) => {
				const found = await findRecent(client, (listed) =>
					isWanted(markIn(listed.request?.label), toJob(listed)),
				);
				return found && (await toCreated(found));
			},
		},
		find: async (mark, since) => {
			const found = await findMarked(client, mark, since);
			return found && (await toCreated(found));
		},
	});
}

/** A submission, made again for each attempt with the mark of the job. */
interface Order {
	what: unknown;
	/** The same without what identifies the file. */
	settings: unknown;
	file?: UploadFile;
	submit(mark: string): Promise<ProsaSubmitResponse>;
}

function urlOrder(call: ItemContext, client: VendorClient): Order {
	const submission = readSubmission(call, { uri: readUrl(call) });
	return {
		what: submission,
		settings: withoutLabel(submission),
		submit: async (mark) => await submitUrl(client, withMark(submission, mark)),
	};
}

/** The label, by default the name of the file, does not change the transcript. */
function withoutLabel(submission: Submission): Submission {
	return { ...submission, request: { ...submission.request, label: null } };
}

async function fileOrder(call: ItemContext, client: VendorClient, chosen: ServerWait): Promise<Order> {
	const file = await readBinaryFile(call);
	const submission = readSubmission(call, file.fileName === '' ? {} : { label: file.fileName });
	if (bodySize(file, withWait(submission, false)) > LARGEST_BODY_BYTES) {
		return await downloadOrder(call, client, file, submission);
	}
	const wait = overridden(chosen, submission.config.wait);
	const waits = wait === 'always' || (wait === 'auto' && (await looksShort(file)));
	return {
		what: [submission, await file.identity()],
		settings: withoutLabel(submission),
		file,
		submit: async (mark) =>
			await submitFile(client, file, withMark(submission, mark), waits, wait === 'auto'),
	};
}

/** The choice of the node, unless the JSON option has made another. */
function overridden(chosen: ServerWait, own: unknown): ServerWait {
	if (typeof own !== 'boolean') return chosen;
	return own ? 'always' : 'never';
}

async function submitUrl(client: VendorClient, submission: Submission): Promise<ProsaSubmitResponse> {
	return await withEitherModelName(submission, async ({ rest, config, request }) => {
		// Prosa.ai does not wait for a recording that it downloads.
		const json: IDataObject = { ...rest, config: { ...config, wait: false }, request };
		return await submitJob(client, { json });
	});
}

async function submitFile(
	client: VendorClient,
	file: UploadFile,
	submission: Submission,
	waits: boolean,
	mayFallBack: boolean,
): Promise<ProsaSubmitResponse> {
	return await withEitherModelName(submission, async (each) => {
		const body = base64Body(file, withWait(each, waits));
		if (!waits) return await submitJob(client, { body });
		const [response] = await Promise.allSettled([submitJob(client, { body, timeoutMs: waitingMs(client) })]);
		if (response.status === 'fulfilled') return response.value;
		const code = vendorCodeOf(response.reason);
		if (!mayFallBack || code === undefined || !WAITING_REJECTED.has(code)) throw asError(response.reason);
		return await submitJob(client, { body: base64Body(file, withWait(each, false)) });
	});
}

/**
 * Submits, and once more with the model under its other name if Prosa.ai rejects the first one (422, so nothing was
 * created). If both are rejected, the first error is thrown.
 */
async function withEitherModelName(
	submission: Submission,
	send: (submission: Submission) => Promise<ProsaSubmitResponse>,
): Promise<ProsaSubmitResponse> {
	const [first] = await Promise.allSettled([send(submission)]);
	if (first.status === 'fulfilled') return first.value;
	const { otherConfig: config } = submission;
	if (config === undefined || !isAboutModelName(first.reason)) {
		throw asError(first.reason);
	}
	const [second] = await Promise.allSettled([send({ ...submission, config })]);
	if (second.status === 'fulfilled') return second.value;
	throw asError(isAboutModelName(second.reason) ? first.reason : second.reason);
}

function waitingMs({ options }: VendorClient): number {
	return SERVER_WAIT_FACTOR * (options.settings ?? DEFAULT_REQUEST_SETTINGS).timeoutMs;
}

function withWait(submission: Submission, wait: boolean): Submission {
	return { ...submission, config: { ...submission.config, wait } };
}

/**
 * A file that is too large for a request, which Prosa.ai downloads from n8n. Its URL is another one for each attempt,
 * so the file identifies the order.
 * @throws NodeOperationError unless the option is on and n8n can be reached
 */
async function downloadOrder(
	call: ItemContext,
	client: VendorClient,
	file: UploadFile,
	submission: Submission,
): Promise<Order> {
	if (readOptions(call, 'options', 'Options')[downloadOption.name] !== true) throw tooLarge(call, file);
	downloadUrl(call, client, file);
	return {
		what: [submission, await file.identity()],
		settings: withoutLabel(submission),
		file,
		submit: async (mark) => {
			const marked = withMark(submission, mark);
			const uri = downloadUrl(call, client, file);
			return await submitUrl(client, { ...marked, request: { ...marked.request, uri } });
		},
	};
}

/** @throws NodeOperationError if Prosa.ai cannot download the file */
function downloadUrl(call: ItemContext, client: VendorClient, file: UploadFile): string {
	const label = optionLabel(downloadOption);
	const url = file.signedUrl?.();
	if (url === undefined) {
		throw fieldError(
			call,
			label,
			'does not work, because n8n has no URL for this file',
			`n8n 2 has URLs for files unless it keeps them in memory (N8N_DEFAULT_BINARY_DATA_MODE). ${ALTERNATIVES}`,
		);
	}
	return checkReachable(call, client, label, { url }, ALTERNATIVES).url;
}

const ALTERNATIVES =
	'Put the recording on a web server, or on Google Drive shared with everyone who has the link. Then set "Recording" to "URL" and enter its https:// URL or googledrive:// followed by the file ID. Or compress the recording, e.g. to MP3.';

function tooLarge(call: ItemContext, file: UploadFile): Error {
	return fieldError(
		call,
		'Input Data Field Name',
		`is a file of ${(file.size / 1e6).toFixed(1)} MB, but Prosa.ai accepts requests of at most 10 MB, which is a file of about 7.5 MB`,
		`If n8n can be reached from the Internet, turn on "${downloadOption.displayName}". Otherwise: ${ALTERNATIVES}`,
	);
}

/** An ID of a file on Google Drive: the documents mention "share URL or ID". */
const DRIVE_ID = /^[\w-]{20,}$/;
const DRIVE_URL = /^googledrive:\/\/\S+$/i;

/** The URL of the recording, normalized, or the unchanged URL or ID of a file on Google Drive. */
function readUrl(call: ItemContext): string {
	const given = readRequiredText(call, 'url', 'URL');
	if (DRIVE_ID.test(given) || DRIVE_URL.test(given)) return given;
	const url = parseUrl(given);
	if (url?.protocol === 'http:') {
		call.context.addExecutionHints({
			message: `Prosa.ai only documents downloads from https:// URLs. This one may fail: ${url.href.slice(0, 100)}`,
			type: 'warning',
		});
	}
	if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
	throw fieldError(
		call,
		'URL',
		'must be the URL of a recording',
		'Enter a URL that starts with https://, a Google Drive share link, or googledrive:// followed by a file ID.',
	);
}

/** The job, with its transcript if the response contains it. A server-side wait that timed out returns the ID alone. */
async function toCreated(raw: ProsaSubmitResponse): Promise<CreatedJob> {
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
	// With an ID the transcript is fetched, which fails with the usual error.
	if (hasId) return created;
	throw new JobError(
		NO_JOB,
		`Prosa.ai returned an unexpected transcript: ${messageOf(transcript.reason)}`,
		'The vendor may have changed its API. Check for a newer version of this package.',
	);
}
