import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import type { VendorClient } from '../http/client';
import { stopBeforeOption } from '../jobs/budget';
import { deadlineIn, pollUntilDone } from '../jobs/polling';
import type { CreatedJob, JobVendor } from '../jobs/vendor';
import { inVersion, named } from '../transcript/response';
import { transcriptWithoutWordsSchema } from '../transcript/withoutWords';
import { costNotice } from './costNotice';
import { clientFor, failedJobItem } from './getJob';
import { outputItem, readOutput } from './getTranscript';
import { failedJobsOption, newJobOnRetryOption, readTimeLimit, timeLimitOption } from './jobFields';
import { outputOptions, withOutput } from './output';
import { recordingOfJob } from './recordingName';
import { readRedaction, redactionOptions } from './redaction';
import { fetchTranscript } from './source';

/** Transcript: Transcribe, from the recording to the transcript: upload, create the job, wait, fetch. */
export function transcribeOperation(
	vendor: JobVendor,
	fields: { recording: readonly INodeProperties[]; parameters: readonly INodeProperties[] },
	create: (call: ItemContext, client: VendorClient) => Promise<CreatedJob>,
	moreOptions: readonly INodeProperties[] = [],
): ItemOperation {
	return {
		name: 'Transcribe',
		value: 'transcribe',
		description: 'Create a job for a recording, wait until it finishes and return the transcript',
		action: 'Transcribe a recording',
		properties: [
			costNotice(vendor.http.displayName),
			...fields.recording,
			...withOutput(fields.parameters),
			optionsField([
				...outputOptions(),
				...redactionOptions(vendor),
				failedJobsOption,
				newJobOnRetryOption,
				stopBeforeOption,
				timeLimitOption,
				...moreOptions,
			]),
		],
		output: transcriptWithoutWordsSchema,
		execute: async (call) => {
			const output = readOutput(call);
			const limitMs = readTimeLimit(call);
			const client = await clientFor(vendor, call);
			const created = await create(call, client);
			const { jobId } = created.job;
			if (created.transcript) {
				const chosen = await inVersion(created.transcript, readRedaction(call));
				return [await outputItem(call, named(chosen, recordingOfJob(call, created.job)), output)];
			}
			const deadline = deadlineIn(limitMs);
			const done = await pollUntilDone(vendor, client, jobId, deadline, created.job);
			if (done.job.status !== 'completed') return [failedJobItem(call, done)];
			return [
				await outputItem(call, await fetchTranscript(vendor, call, jobId, output, done, deadline), output),
			];
		},
	};
}
