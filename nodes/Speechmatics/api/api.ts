import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/core/path';
import type { TextForm, VendorClient } from '../../shared/http/client';
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
 * Speechmatics' batch API v2: the only place that knows its paths. Every function throws a NodeApiError with
 * Speechmatics' own words.
 */

const JOBS = '/v2/jobs';

/** What `POST /jobs` takes; the files are left out where the config says where to fetch them. */
export interface NewJob {
	config: IDataObject;
	recording?: UploadFile;
	text?: UploadFile;
	/** `X-SM-Processing-Data`, for servers on premises. */
	processing?: IDataObject;
	/** Seconds that the server may hold the call until the job has ended, and the form of the transcript then. */
	wait?: { seconds: number; format: string };
}

export async function createJob(client: VendorClient, job: NewJob): Promise<CreatedJob> {
	const { config, recording, text, processing, wait } = job;
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
			...(processing ? { headers: { 'X-SM-Processing-Data': JSON.stringify(processing) } } : {}),
			...(wait ? { query: { wait: wait.seconds, format: wait.format } } : {}),
			...timeFor(client, wait?.seconds ?? 0),
		},
		createdSchema,
	);
}

function textPart(name: string, value: string): FormPart {
	return { name, value };
}

/** One page of jobs, newest first. */
export async function listJobs(client: VendorClient, query: IDataObject): Promise<JobDetails[]> {
	const answer = await client.json({ method: 'GET', path: JOBS, query }, jobListSchema);
	return answer.jobs;
}

/** A job now, or when it has ended within `wait` seconds where the server can hold the call. */
export async function getJob(client: VendorClient, id: string, wait: number): Promise<JobDetails> {
	// Without `wait` newer servers hold the call for about two seconds.
	const answer = await client.json(
		{
			method: 'GET',
			path: JOBS + path(id),
			query: { wait },
			longPoll: wait > 0,
			...timeFor(client, wait),
		},
		jobSchema,
	);
	return answer.job;
}

export async function deleteJob(client: VendorClient, id: string, force: boolean): Promise<JobDetails> {
	const answer = await client.json(
		{ method: 'DELETE', path: JOBS + path(id), ...(force ? { query: { force } } : {}) },
		jobSchema,
	);
	return answer.job;
}

export async function getTranscript(client: VendorClient, id: string): Promise<SpeechmaticsTranscript> {
	const request = {
		method: 'GET',
		path: JOBS + path(id, 'transcript'),
		query: { format: 'json-v2' },
	} as const;
	return await client.json(request, transcriptSchema);
}

/** A recording without speech has an empty transcript; a page of some web server is none. */
const TRANSCRIPT_FORMS: Record<'txt' | 'srt', TextForm> = {
	txt: { name: 'transcripts', pattern: /^(?!\s*<(!doctype|html)\b)/i },
	srt: { name: 'captions', pattern: /^\uFEFF?\s*(\d+\s*\r?\n|$)/ },
};

/** Every word has its tag, or every line; a text may begin with markup of its own. */
const ALIGNMENT_FORM: TextForm = {
	name: 'alignments',
	pattern: /<time=\d|(^|\n)\[\d\d:\d\d:\d\d\.\d|^\s*$/,
};

/** Text or captions as Speechmatics makes them. */
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

/** The text of an alignment job with tags that hold the times. */
export async function getAlignment(client: VendorClient, id: string, tags: string): Promise<string> {
	const request = {
		method: 'GET',
		path: JOBS + path(id, 'alignment'),
		query: { tags },
		headers: { Accept: 'text/plain' },
	} as const;
	return (await client.text(request, ALIGNMENT_FORM)).text;
}

/** Use of finished jobs; both days are included, as `YYYY-MM-DD`. */
export async function getUsage(client: VendorClient, query: { since?: string; until?: string }) {
	return await client.json({ method: 'GET', path: '/v2/usage', query }, usageSchema);
}

/** A call that is held needs more time than others. */
function timeFor(client: VendorClient, heldSeconds: number): { timeoutMs?: number } {
	const { settings } = client.options;
	if (heldSeconds === 0 || !settings) return {};
	return { timeoutMs: settings.timeoutMs + heldSeconds * 1000 };
}
