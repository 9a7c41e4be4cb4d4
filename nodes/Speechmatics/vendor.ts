import { httpStatusOf } from '../shared/http/faults';
import { messageOf } from '../shared/http/client';
import { toItemData } from '../shared/items/itemData';
import type { Vendor } from '../shared/jobs/vendor';
import { withAnswer } from '../shared/transcript/check';
import { getJob, getTranscript } from './api';
import { speechmaticsHttp } from './http';
import { bareJob, toJob } from './job';
import { withoutSecrets } from './secrets';
import { toTranscript } from './transcript';

/** Speechmatics for the operations that all vendors share. */
export const speechmatics: Vendor = {
	http: speechmaticsHttp,
	polling: { firstMs: 1000, ceilingMs: 15_000 },
	// The server's own limit is not published; one that holds the call for less is asked again at once.
	longPollSeconds: 20,
	getJob: async (client, jobId, waitSeconds) => {
		const [look] = await Promise.allSettled([getJob(client, jobId, waitSeconds)]);
		if (look.status === 'fulfilled') {
			return { job: toJob(look.value), raw: withoutSecrets({ job: look.value }) };
		}
		if (!isExpired(look.reason)) throw look.reason;
		return { job: bareJob(jobId, 'expired'), raw: { job: { id: jobId, status: 'expired' } } };
	},
	getTranscript: async (client, jobId) => {
		const raw = await getTranscript(client, jobId);
		return await withAnswer(toTranscript(raw), toItemData(raw));
	},
};

/** After seven days the sources disagree: the status `expired`, 404 with that word, or 410 «Job Expired». */
function isExpired(error: unknown): boolean {
	const status = httpStatusOf(error);
	return (status === 404 || status === 410) && /\b(job )?expired\b/i.test(messageOf(error));
}
