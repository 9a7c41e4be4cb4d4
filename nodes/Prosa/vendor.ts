import type { VendorClient } from '../shared/http/client';
import { noTranscriptError } from '../shared/jobs/jobError';
import { hasEnded, type JobResponse } from '../shared/jobs/model';
import type { JobVendor } from '../shared/jobs/vendor';
import { withResponse } from '../shared/transcript/check';
import { type TranscriptResponse } from '../shared/transcript/response';
import { getJob, getStatus } from './api/api';
import { prosaHttp } from './api/http';
import type { ProsaJob } from './api/schemas';
import { wakeUpCalls } from './callback/wakeUpCalls';
import { normaliseId, rawJob, toJob } from './response/job';
import { toTranscript } from './response/transcript';

/** Prosa.ai for the operations that all vendors share. */
export const prosa: JobVendor = {
	http: prosaHttp,
	// The vendor group's own code polls every five seconds at most.
	polling: { firstMs: 5_000, ceilingMs: 20_000 },
	longPollSeconds: 0,
	idKey: normaliseId,
	wakeUp: wakeUpCalls,
	getJob: async (client, jobId) => {
		const status = await getStatus(client, jobId);
		if (!hasEnded(toJob(status))) return { job: toJob(status), raw: rawJob(status) };
		// The status has neither name and duration nor the reason of a failure.
		return await wholeJob(client, jobId);
	},
	getEndedJob: wholeJob,
	getTranscript: async (client, jobId) => {
		const raw = await getJob(client, jobId);
		const missing = noTranscriptError(toJob(raw));
		if (missing) throw missing;
		return await toResponse(raw);
	},
};

async function wholeJob(client: VendorClient, jobId: string): Promise<JobResponse> {
	const raw = await getJob(client, jobId);
	return { job: toJob(raw), raw: rawJob(raw), readTranscript: async () => await toResponse(raw) };
}

async function toResponse(raw: ProsaJob): Promise<TranscriptResponse> {
	return await withResponse(toTranscript(raw), rawJob(raw));
}
