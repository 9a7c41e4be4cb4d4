import type { INodeProperties } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import type { ItemContext } from '../execution/runItems';
import { fieldError, readEnum, readJobId } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import { JobError } from '../jobs/jobError';
import type { JobResponse } from '../jobs/model';
import { untilDeadline, type Deadline } from '../jobs/polling';
import { transcriptOfJob } from '../jobs/transcriptOfJob';
import type { JobVendor } from '../jobs/vendor';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import { readTranscript } from '../transcript/read';
import { clientFor } from './getJob';
import type { Output } from './output';
import { readRedaction } from './redaction';

const WHOLE_ITEM = '={{ $json }}';

/** The fields for the source of the transcript: the vendor, or an earlier node without a request. */
export function sourceFields(jobField: INodeProperties): INodeProperties[] {
	return [
		{
			displayName: 'Transcript Source',
			name: 'transcriptSource',
			type: 'options',
			options: [
				{
					name: 'Input Item',
					value: 'item',
					description: 'Use a transcript from a trigger or an earlier node, without a request to the vendor',
				},
				{ name: 'Job', value: 'job', description: 'Fetch the transcript from the vendor' },
			],
			default: 'job',
		},
		showWhen({ transcriptSource: ['job'] }, jobField),
		showWhen(
			{ transcriptSource: ['item'] },
			{
				displayName: 'Transcript',
				name: 'transcript',
				type: 'json',
				default: WHOLE_ITEM,
				required: true,
				description: 'Transcript in the format that Transcript: Get returns if "Output" is "Transcript"',
			},
		),
	];
}

/** Whether the transcript comes from the input item. @throws NodeOperationError */
export function isFromItem(call: ItemContext): boolean {
	return readEnum(call, 'transcriptSource', 'Transcript Source', ['job', 'item'], 'job') === 'item';
}

/** The transcript from the chosen source. @throws NodeApiError, NodeOperationError */
export async function transcriptOf(vendor: JobVendor, call: ItemContext): Promise<Transcript> {
	if (isFromItem(call)) return await fromItem(call);
	return (await fetchTranscript(vendor, call, readJobId(call), 'transcript')).transcript;
}

async function fromItem(call: ItemContext): Promise<Transcript> {
	const value = transcriptField(call);
	try {
		return await readTranscript(typeof value === 'string' ? JSON.parse(value) : value);
	} catch (error) {
		throw fieldError(
			call,
			'Transcript',
			`is not a transcript: ${messageOf(error)}`,
			'Set "Output" to "Transcript" in the previous node, or set "Transcript Source" to "Job".',
		);
	}
}

/** Reading the expression would make n8n copy the whole transcript synchronously; the item itself is available. */
function transcriptField({ context, itemIndex }: ItemContext): unknown {
	if (context.getNode().parameters.transcript === WHOLE_ITEM) return context.getInputData()[itemIndex]?.json;
	return context.getNodeParameter('transcript', itemIndex, undefined);
}

/**
 * The transcript of a job, fetched from the vendor unless the response about the job already contains it.
 * @throws NodeApiError, NodeOperationError with the job ID
 */
export async function fetchTranscript(
	vendor: JobVendor,
	call: ItemContext,
	jobId: string,
	output: Output,
	known?: JobResponse,
	deadline?: Deadline,
) {
	const client = (await clientFor(vendor, call)).forJob(jobId);
	const wanted = { output, redaction: readRedaction(call) };
	const fetch = async () => await transcriptOfJob(vendor, client, jobId, wanted, known);
	const [result] = await Promise.allSettled([
		deadline ? untilDeadline(vendor, client, deadline, fetch) : fetch(),
	]);
	if (result.status === 'fulfilled') return result.value;
	if (!(result.reason instanceof SchemaMismatchError)) throw result.reason;
	throw new JobError(
		jobId,
		`${vendor.http.displayName} returned an unexpected transcript: ${result.reason.message}`,
		'The vendor may have changed its API: check for a newer version of this package. Set "Output" to "Vendor Response" to get the transcript unmodified.',
	);
}
