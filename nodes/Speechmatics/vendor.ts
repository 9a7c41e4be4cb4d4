import { messageOf } from '../shared/core/messageOf';
import { toItemData } from '../shared/execution/toItemData';
import { httpStatusOf } from '../shared/http/explainedError';
import type { JobResponse } from '../shared/jobs/model';
import type { JobVendor } from '../shared/jobs/vendor';
import { withResponse } from '../shared/transcript/check';
import { getJob, getTranscript } from './api/api';
import { speechmaticsHttp } from './api/http';
import type { JobDetails } from './api/schemas';
import { withoutSecrets } from './api/secrets';
import { minimalJob, toJob } from './response/job';
import { resultOrFailure } from './response/resultOrFailure';
import { toTranscript } from './response/transcript';

/** Speechmatics for the shared operations. */
export const speechmatics: JobVendor = {
	http: speechmaticsHttp,
	polling: { firstMs: 1000, ceilingMs: 15_000 },
	// The limit of the server-side wait is not published; after a shorter one, the next request follows at once.
	longPollSeconds: 20,
	getJob: async (client, jobId, waitSeconds) => {
		const [details] = await Promise.allSettled([getJob(client, jobId, waitSeconds)]);
		if (details.status === 'fulfilled') {
			return {
				job: toJob(details.value),
				raw: withoutSecrets({ job: details.value }),
				...callbackUrlsOf(details.value),
			};
		}
		if (!isExpired(details.reason)) throw details.reason;
		return { job: minimalJob(jobId, 'expired'), raw: { job: { id: jobId, status: 'expired' } } };
	},
	getTranscript: async (client, jobId) => {
		const raw = await resultOrFailure(client, jobId, async () => await getTranscript(client, jobId));
		return await withResponse(toTranscript(raw), toItemData(raw));
	},
};

/** The config of a job is returned as it was sent, so a job without notifications has none there. */
function callbackUrlsOf({ config }: JobDetails): Pick<JobResponse, 'callbackUrls'> {
	if (!config) return {};
	return { callbackUrls: (config.notification_config ?? []).flatMap(({ url }) => url ?? []) };
}

/** After seven days, by the sources: the status `expired`, 404 with that word, or 410 "Job Expired". */
function isExpired(error: unknown): boolean {
	const status = httpStatusOf(error);
	return (status === 404 || status === 410) && /\b(job )?expired\b/i.test(messageOf(error));
}
