import type { INodeProperties } from 'n8n-workflow';

import { costNotice } from '../../jobs/costNotice';
import { failedJobsOption, readTimeLimit, timeLimitOption } from '../../jobs/operations/fields';
import { clientFor, withoutTranscript } from '../../jobs/operations/single';
import { untilEnded } from '../../jobs/polling';
import type { CreatedJob, Vendor } from '../../jobs/vendor';
import type { ItemCall } from '../../items/run';
import type { VendorClient } from '../../http/client';
import type { ItemOperation } from '../../node/operation';
import { optionsField } from '../../node/requestOptions';
import { transcriptSchema } from '../model';
import { outputItem, readOutput } from './get';
import { outputFields, outputOptions } from './output';
import { fetchTranscript } from './source';

/** Transcript: Transcribe, the whole way in one node: send, create, wait, fetch. */
export function transcribeOperation(
	vendor: Vendor,
	fields: { recording: readonly INodeProperties[]; parameters: readonly INodeProperties[] },
	create: (call: ItemCall, client: VendorClient) => Promise<CreatedJob>,
	moreOptions: readonly INodeProperties[] = [],
): ItemOperation {
	return {
		name: 'Transcribe',
		value: 'transcribe',
		description: 'Turn a recording into a transcript: send it, wait, and get the result',
		action: 'Transcribe a recording',
		properties: [
			costNotice(vendor.http.displayName),
			...fields.recording,
			...outputFields(),
			...fields.parameters,
			optionsField([...outputOptions, failedJobsOption, timeLimitOption, ...moreOptions]),
		],
		output: transcriptSchema,
		execute: async (call) => {
			const output = readOutput(call);
			const limitMs = readTimeLimit(call);
			const client = await clientFor(vendor, call);
			const created = await create(call, client);
			const { jobId } = created.job;
			call.noteJob(jobId);
			if (created.transcript) return [await outputItem(call, created.transcript, output)];
			const ended = await untilEnded(vendor, client, jobId, limitMs, created.job);
			if (ended.job.status !== 'completed') return [withoutTranscript(call, client, ended)];
			return [await outputItem(call, await fetchTranscript(vendor, call, jobId, output, ended), output)];
		},
	};
}
