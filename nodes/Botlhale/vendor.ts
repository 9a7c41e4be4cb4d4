import { toItemData } from '../shared/execution/toItemData';
import { type VendorClient } from '../shared/http/client';
import { asError, httpStatusOf } from '../shared/http/explainedError';
import { JobError } from '../shared/jobs/jobError';
import type { Vendor } from '../shared/jobs/vendor';
import { sleepUnlessAborted } from '../shared/n8n/pause';
import { withResponse } from '../shared/transcript/check';
import { getData, getStatus } from './api/api';
import { botlhaleHttp } from './api/http';
import type { DataAnswer } from './api/schemas';
import { toJob } from './response/job';
import { toTranscript } from './response/transcript';

/** Pauses before the result is asked for again, in ms; short enough for a callback. */
const PAUSES_MS = [400, 800, 1600];

/** Botlhale AI for the operations that all vendors share. */
export const botlhale: Vendor = {
	http: botlhaleHttp,
	polling: { firstMs: 1_000, ceilingMs: 15_000 },
	longPollSeconds: 0,
	lateMs: 60_000,
	getJob: async (client, jobId) => {
		const raw = await getStatus(client, jobId);
		return { job: toJob(jobId, raw), raw: toItemData(raw) };
	},
	getTranscript: async (client, jobId) => {
		const raw = await whenReady(client, jobId);
		return await withResponse(toTranscript(jobId, raw), toItemData(raw));
	},
};

/**
 * The result, asked for a few times: what the path answers before the result is there is not documented (404, 400,
 * or a body without segments), and it may lag behind the status.
 */
async function whenReady(client: VendorClient, jobId: string): Promise<DataAnswer> {
	for (let attempt = 0; ; attempt += 1) {
		const [answer] = await Promise.allSettled([getData(client, jobId)]);
		if (answer.status === 'fulfilled' && Array.isArray(answer.value.timestamps)) return answer.value;
		if (answer.status === 'rejected' && !isEarly(answer.reason)) throw asError(answer.reason);
		const pause = PAUSES_MS[attempt];
		if (pause === undefined || client.options.signal?.aborted === true) {
			if (answer.status === 'rejected') throw asError(answer.reason);
			throw notReady(jobId, answer.value);
		}
		await sleepUnlessAborted(pause, client.options.signal);
	}
}

function isEarly(error: unknown): boolean {
	const status = httpStatusOf(error);
	return status === 404 || status === 400;
}

function notReady(jobId: string, { status }: DataAnswer) {
	return new JobError(
		jobId,
		`Botlhale AI has no transcript of job ${jobId}${status ? `: its status is ${status}` : ''}`,
		'Wait for the job first, with Job: Wait for Completion.',
	);
}
