import { toItemData } from '../shared/execution/toItemData';
import { noTranscriptError } from '../shared/jobs/jobError';
import type { JobResponse } from '../shared/jobs/model';
import type { JobVendor } from '../shared/jobs/vendor';
import { withResponse } from '../shared/transcript/check';
import type { TranscriptResponse } from '../shared/transcript/response';
import { getTranscript } from './api/api';
import { assemblyAiHttp } from './api/http';
import type { AssemblyAiTranscript } from './api/schemas';
import { toJob } from './response/job';
import { toSpokenTranscript, toTranscript } from './response/transcript';

/** AssemblyAI as the shared operations use it. */
export const assemblyAi: JobVendor = {
	http: assemblyAiHttp,
	polling: { firstMs: 500, ceilingMs: 10_000 },
	longPollSeconds: 0,
	redacts: true,
	getJob: async (client, jobId) => {
		const raw = await getTranscript(client, jobId);
		return {
			job: toJob(raw),
			raw: toItemData(raw),
			readTranscript: async () => await toTranscriptResponse(raw),
			...callbackUrlsOf(raw),
		};
	},
	getTranscript: async (client, jobId) => {
		const raw = await getTranscript(client, jobId);
		const missing = noTranscriptError(toJob(raw));
		if (missing) throw missing;
		return await toTranscriptResponse(raw);
	},
};

/** AssemblyAI returns `null` for a job without a webhook. */
function callbackUrlsOf({ webhook_url: url }: AssemblyAiTranscript): Pick<JobResponse, 'callbackUrls'> {
	if (url === undefined) return {};
	return { callbackUrls: url === null ? [] : [url] };
}

async function toTranscriptResponse(raw: AssemblyAiTranscript): Promise<TranscriptResponse> {
	return await withResponse(toTranscript(raw), toItemData(raw), async () => await toSpokenTranscript(raw));
}
