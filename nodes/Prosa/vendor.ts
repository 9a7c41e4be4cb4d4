import { hasEnded, type TranscriptAnswer } from '../shared/jobs/model';
import { missingTranscript } from '../shared/jobs/polling';
import type { Vendor } from '../shared/jobs/vendor';
import { withAnswer } from '../shared/transcript/check';
import { getJob, getStatus } from './api';
import { prosaHttp } from './http';
import { bareId, rawJob, toJob } from './job';
import type { ProsaJob } from './schemas';
import { toTranscript } from './transcript';
import { wakeUpCalls } from './webhooks/wakeUpCalls';

/** Prosa.ai for the operations that all vendors share. */
export const prosa: Vendor = {
	http: prosaHttp,
	// The vendor group's own code asks no more often than every five seconds.
	polling: { firstMs: 5_000, ceilingMs: 20_000 },
	longPollSeconds: 0,
	idKey: bareId,
	wakeUpCalls,
	getJob: async (client, jobId) => {
		const status = await getStatus(client, jobId);
		if (!hasEnded(toJob(status))) return { job: toJob(status), raw: rawJob(status) };
		// The status tells neither name and length nor why a job failed.
		const raw = await getJob(client, jobId);
		return { job: toJob(raw), raw: rawJob(raw), readTranscript: async () => await toAnswer(raw) };
	},
	getTranscript: async (client, jobId) => {
		const raw = await getJob(client, jobId);
		const missing = missingTranscript(client, toJob(raw));
		if (missing) throw missing;
		return await toAnswer(raw);
	},
};

async function toAnswer(raw: ProsaJob): Promise<TranscriptAnswer> {
	return await withAnswer(toTranscript(raw), rawJob(raw));
}
