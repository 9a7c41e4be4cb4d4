import { toItemData } from '../shared/items/itemData';
import { missingTranscript } from '../shared/jobs/polling';
import type { TranscriptAnswer } from '../shared/jobs/model';
import type { Vendor } from '../shared/jobs/vendor';
import { withAnswer } from '../shared/transcript/check';
import { getTranscript } from './api';
import { assemblyAiHttp } from './http';
import { toJob } from './job';
import type { AssemblyAiTranscript } from './schemas';
import { toTranscript } from './transcript';

/** AssemblyAI for the operations that all vendors share. */
export const assemblyAi: Vendor = {
	http: assemblyAiHttp,
	polling: { firstMs: 500, ceilingMs: 10_000 },
	longPollSeconds: 0,
	getJob: async (client, jobId) => {
		const raw = await getTranscript(client, jobId);
		return { job: toJob(raw), raw: toItemData(raw), readTranscript: async () => await toAnswer(raw) };
	},
	getTranscript: async (client, jobId) => {
		const raw = await getTranscript(client, jobId);
		const missing = missingTranscript(client, toJob(raw));
		if (missing) throw missing;
		return await toAnswer(raw);
	},
};

async function toAnswer(raw: AssemblyAiTranscript): Promise<TranscriptAnswer> {
	return await withAnswer(toTranscript(raw), toItemData(raw));
}
