import type { INodeProperties } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import type { ItemContext } from '../execution/runItems';
import { fieldError, readEnum, readJobId } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import { JobError } from '../jobs/jobError';
import type { JobResponse } from '../jobs/model';
import { untilDeadline, type Deadline } from '../jobs/polling';
import { transcriptOfJob } from '../jobs/transcriptOfJob';
import type { Vendor } from '../jobs/vendor';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import { readTranscript } from '../transcript/read';
import { clientFor } from './getJob';
import type { Output } from './output';

const WHOLE_ITEM = '={{ $json }}';

/** Fields that say where the transcript comes from: the vendor, or an earlier node at no cost. */
export function sourceFields(job: INodeProperties): INodeProperties[] {
	return [
		{
			displayName: 'Transcript Source',
			name: 'transcriptSource',
			type: 'options',
			options: [
				{
					name: 'Input Item',
					value: 'item',
					description: 'A transcript that a trigger or an earlier node gave: nothing is fetched',
				},
				{ name: 'Job', value: 'job', description: 'Fetched from the vendor' },
			],
			default: 'job',
		},
		showWhen({ transcriptSource: ['job'] }, job),
		showWhen(
			{ transcriptSource: ['item'] },
			{
				displayName: 'Transcript',
				name: 'transcript',
				type: 'json',
				default: WHOLE_ITEM,
				required: true,
				description: 'A transcript as Transcript: Get gives it with the output «Transcript»',
			},
		),
	];
}

/** Whether an earlier node gave the transcript. @throws NodeOperationError */
export function isFromItem(call: ItemContext): boolean {
	return readEnum(call, 'transcriptSource', 'Transcript Source', ['job', 'item'], 'job') === 'item';
}

/** The transcript that the source fields name. @throws NodeApiError, NodeOperationError */
export async function transcriptOf(vendor: Vendor, call: ItemContext): Promise<Transcript> {
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

/** n8n walks through the whole value of an expression, at once; the item that it stands for is at hand. */
function transcriptField({ context, itemIndex }: ItemContext): unknown {
	if (context.getNode().parameters.transcript === WHOLE_ITEM) return context.getInputData()[itemIndex]?.json;
	return context.getNodeParameter('transcript', itemIndex, undefined);
}

/**
 * The transcript of a job from the vendor, or from the look at the job where that already holds it.
 * @throws NodeApiError, NodeOperationError with the job's id
 */
export async function fetchTranscript(
	vendor: Vendor,
	call: ItemContext,
	jobId: string,
	output: Output,
	look?: JobResponse,
	deadline?: Deadline,
) {
	const client = (await clientFor(vendor, call)).forJob(jobId);
	const fetch = async () => await transcriptOfJob(vendor, client, jobId, output, look);
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
