import { toItemData } from '../shared/execution/toItemData';
import type { VendorClient } from '../shared/http/client';
import { asError } from '../shared/http/explainedError';
import { JobError, noTranscriptError } from '../shared/jobs/jobError';
import type { JobResponse } from '../shared/jobs/model';
import type { JobVendor } from '../shared/jobs/vendor';
import { sleepUnlessAborted } from '../shared/n8n/pause';
import { withResponse } from '../shared/transcript/check';
import type { TranscriptResponse } from '../shared/transcript/response';
import { getData, organisation } from './api/api';
import { bareName, fileNamesOf } from './api/fileNames';
import { botlhaleHttp } from './api/http';
import type { DataResponse } from './api/schemas';
import { findJob, isUnknownName, type FoundJob } from './response/findJob';
import { LATE_MS, UNKNOWN } from './response/job';
import { notifyUrlIn } from './response/notifyUrl';
import { toSpokenTranscript, toTranscript } from './response/transcript';

/** Pauses before a result is requested again, in ms; short enough for a callback. */
const PAUSES_MS = [400, 800, 1600];

/** Botlhale AI for the operations that all vendors share. */
export const botlhale: JobVendor = {
	http: botlhaleHttp,
	polling: { firstMs: 1_000, ceilingMs: 15_000 },
	longPollSeconds: 0,
	lateMs: LATE_MS,
	redacts: true,
	idKey: bareName,
	needsRelay: true,
	getJob: async (client, jobId) => {
		const found = await findJob(client, jobId);
		const { job, raw } = found;
		const isDone = job.status === 'completed';
		return {
			job,
			raw: toItemData(raw),
			...callbackUrlsOf(jobId),
			...(isDone ? { readTranscript: async () => await readTranscript(client, found) } : {}),
		};
	},
	getTranscript: async (client, jobId) => {
		const found = await findJob(client, jobId);
		if (found.job.vendorStatus === UNKNOWN) throw unknownJobError(jobId);
		const missing = noTranscriptError(found.job);
		if (missing) throw missing;
		return await readTranscript(client, found);
	},
};

function callbackUrlsOf(jobId: string): Pick<JobResponse, 'callbackUrls'> {
	const url = notifyUrlIn(jobId);
	if (url === undefined) return {};
	return { callbackUrls: url === null ? [] : [url] };
}

async function readTranscript(client: VendorClient, found: FoundJob): Promise<TranscriptResponse> {
	const { jobId } = found.job;
	const raw = await dataOf(client.forJob(jobId), found);
	return await withResponse(
		toTranscript(jobId, raw),
		toItemData(raw),
		async () => await toSpokenTranscript(jobId, raw),
	);
}

/**
 * The result of a completed job, requested several times because it may lag behind the status: the response before it
 * is there is not documented (404, 400 or a body without segments). It may be known by another name than the status.
 */
async function dataOf(client: VendorClient, { name, job: { jobId } }: FoundJob): Promise<DataResponse> {
	const others = fileNamesOf(jobId, organisation(client)).filter((each) => each !== name);
	let names = [name, ...others];
	for (const pause of [...PAUSES_MS, undefined]) {
		const [data] = await Promise.allSettled([dataByName(client, names)]);
		if (data.status === 'rejected') throw asError(data.reason);
		if (data.value) return data.value;
		if (pause === undefined || client.options.signal?.aborted === true) break;
		await sleepUnlessAborted(pause, client.options.signal);
		names = [name];
	}
	throw new JobError(
		jobId,
		`Botlhale AI returned no transcript, although the job is completed (job ${jobId})`,
		'Try again later.',
	);
}

/** The result under the first of these names that has one. @throws VendorError */
async function dataByName(client: VendorClient, names: readonly string[]): Promise<DataResponse | undefined> {
	for (const name of names) {
		const [data] = await Promise.allSettled([getData(client, name)]);
		if (data.status === 'fulfilled' && Array.isArray(data.value.timestamps)) return data.value;
		if (data.status === 'rejected' && !isUnknownName(data.reason)) throw asError(data.reason);
	}
	return undefined;
}

function unknownJobError(jobId: string): JobError {
	return new JobError(
		jobId,
		`Botlhale AI does not know the job (job ${jobId})`,
		'Check the job ID, and the organisation and host in the credential. Right after the upload, Botlhale AI may not know the job yet.',
	);
}
