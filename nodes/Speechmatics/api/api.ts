import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/core/path';
import type { ExpectedText, VendorClient } from '../../shared/http/client';
import { multipart, type FormPart, type UploadFile } from '../../shared/http/multipart';
import {
	createdSchema,
	jobListSchema,
	jobSchema,
	transcriptSchema,
	usageSchema,
	type CreatedJob,
	type JobDetails,
	type SpeechmaticsTranscript,
} from './schemas';

/**
 * Speechmatics' batch API v2: the only file that knows its paths. Every function throws a NodeApiError with the
 * message of Speechmatics.
 */

const JOBS = '/v2/jobs';

/** What `POST /jobs` accepts; without files, the config says where to fetch them. */
export interface NewJob {
	config: IDataObject;
	recording?: UploadFile;
	text?: UploadFile;
	/** Content of `X-SM-Processing-Data`, for servers on premises; sent unless it is empty. */
	processing?: IDataObject;
	/** Query of a server-side wait: `wait` in seconds, and the `format` of the transcript in the response. */
	serverWait?: IDataObject;
}

export async function createJob(client: VendorClient, job: NewJob): Promise<CreatedJob> {
	const { config, recording, text, processing = {}, serverWait = {} } = job;
	const parts: FormPart[] = [
		textPart('config', JSON.stringify(config)),
		...(recording ? [{ name: 'data_file', file: recording }] : []),
		...(text ? [{ name: 'text_file', file: text }] : []),
	];
	return await client.json(
		{
			method: 'POST',
			path: JOBS,
			body: multipart(parts),
			retry: 'onlyIfNotProcessed',
			...(Object.keys(processing).length > 0
				? { headers: { 'X-SM-Processing-Data': JSON.stringify(processing) } }
				: {}),
			query: serverWait,
			...timeoutFor(client, Number(serverWait.wait ?? 0)),
		},
		createdSchema,
	);
}

function textPart(name: string, value: string): FormPart {
	return { name, value };
}

/** One page of jobs, newest first. */
export async function listJobs(client: VendorClient, query: IDataObject): Promise<JobDetails[]> {
	const response = await client.json({ method: 'GET', path: JOBS, query }, jobListSchema);
	return response.jobs;
}

/** A job as it is now or, if the server supports a server-side wait, when it finishes within `wait` seconds. */
export async function getJob(client: VendorClient, id: string, wait: number): Promise<JobDetails> {
	// Without `wait`, newer servers wait for about two seconds.
	const response = await client.json(
		{
			method: 'GET',
			path: JOBS + path(id),
			query: { wait },
			longPoll: wait > 0,
			...timeoutFor(client, wait),
		},
		jobSchema,
	);
	return response.job;
}

export async function deleteJob(client: VendorClient, id: string, force: boolean): Promise<JobDetails> {
	const response = await client.json(
		{ method: 'DELETE', path: JOBS + path(id), ...(force ? { query: { force } } : {}) },
		jobSchema,
	);
	return response.job;
}

export async function getTranscript(client: VendorClient, id: string): Promise<SpeechmaticsTranscript> {
	const request = {
		method: 'GET',
		path: JOBS + path(id, 'transcript'),
		query: { format: 'json-v2' },
	} as const;
	return await client.json(request, transcriptSchema);
}

/** A recording without speech has an empty transcript; an HTML page of a web server is not one. */
const TRANSCRIPT_FORMS: Record<'txt' | 'srt', ExpectedText> = {
	txt: { name: 'transcripts', pattern: /^(?!\s*<(!doctype|html)\b)/i },
	srt: { name: 'captions', pattern: /^\uFEFF?\s*(\d+\s*\r?\n|$)/ },
};

/** Every word or every line has its tag, and there is at least one; a text may start with markup of its own. */
const ALIGNMENT_FORM: ExpectedText = {
	name: 'alignments',
	pattern: /<time=\d|(^|\n)\[\d\d:\d\d:\d\d\.\d/,
};

/** Text or captions in Speechmatics' own format. */
export async function getTranscriptText(
	client: VendorClient,
	id: string,
	format: 'txt' | 'srt',
): Promise<string> {
	const request = {
		method: 'GET',
		path: JOBS + path(id, 'transcript'),
		query: { format },
		headers: { Accept: 'text/plain' },
	} as const;
	return (await client.text(request, TRANSCRIPT_FORMS[format])).text;
}

/** The text of an alignment job with time tags. */
export async function getAlignment(client: VendorClient, id: string, tags: string): Promise<string> {
	const request = {
		method: 'GET',
		path: JOBS + path(id, 'alignment'),
		query: { tags },
		headers: { Accept: 'text/plain' },
	} as const;
	return (await client.text(request, ALIGNMENT_FORM)).text;
}

/** Usage by finished jobs; both days are included, as `YYYY-MM-DD`. */
export async function getUsage(client: VendorClient, query: { since?: string; until?: string }) {
	return await client.json({ method: 'GET', path: '/v2/usage', query }, usageSchema);
}

/** A server-side wait comes on top of the time that other requests get. */
function timeoutFor(client: VendorClient, waitSeconds: number): { timeoutMs?: number } {
	const { settings } = client.options;
	if (waitSeconds === 0 || !settings) return {};
	return { timeoutMs: settings.timeoutMs + waitSeconds * 1000 };
}
