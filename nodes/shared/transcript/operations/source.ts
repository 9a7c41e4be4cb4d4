import type { INodeProperties } from 'n8n-workflow';

import { messageOf } from '../../http/client';
import type { JobAnswer } from '../../jobs/model';
import { waitError } from '../../jobs/polling';
import { clientFor } from '../../jobs/operations/single';
import { transcriptOfJob } from '../../jobs/transcriptOfJob';
import type { Vendor } from '../../jobs/vendor';
import { fieldError, readChoice, readJobId } from '../../items/parameters';
import type { ItemCall } from '../../items/run';
import { onlyWhen } from '../../node/describe';
import { MisfitError } from '../check';
import type { Transcript } from '../model';
import { readTranscript } from '../read';
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
		onlyWhen({ transcriptSource: ['job'] }, job),
		onlyWhen(
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
export function isFromItem(call: ItemCall): boolean {
	return readChoice(call, 'transcriptSource', 'Transcript Source', ['job', 'item'], 'job') === 'item';
}

/** The transcript that the source fields name. @throws NodeApiError, NodeOperationError */
export async function transcriptOf(vendor: Vendor, call: ItemCall): Promise<Transcript> {
	if (isFromItem(call)) return await fromItem(call);
	return (await fetchTranscript(vendor, call, readJobId(call), 'transcript')).transcript;
}

async function fromItem(call: ItemCall): Promise<Transcript> {
	const value = transcriptField(call);
	try {
		return await readTranscript(typeof value === 'string' ? JSON.parse(value) : value);
	} catch (error) {
		throw fieldError(
			call,
			'Transcript',
			`this is no transcript: ${messageOf(error)}`,
			'Use the output «Transcript» in the node before, or choose «Job» as the transcript source.',
		);
	}
}

/** n8n walks through the whole value of an expression, at once; the item that it stands for is at hand. */
function transcriptField({ context, itemIndex }: ItemCall): unknown {
	if (context.getNode().parameters.transcript === WHOLE_ITEM) return context.getInputData()[itemIndex]?.json;
	return context.getNodeParameter('transcript', itemIndex, undefined);
}

/**
 * The transcript of a job from the vendor, or from the look at the job where that already holds it.
 * @throws NodeApiError, NodeOperationError with the job's id
 */
export async function fetchTranscript(
	vendor: Vendor,
	call: ItemCall,
	jobId: string,
	output: Output,
	look?: JobAnswer,
) {
	const client = (await clientFor(vendor, call)).forJob(jobId);
	const [result] = await Promise.allSettled([transcriptOfJob(vendor, client, jobId, output, look)]);
	if (result.status === 'fulfilled') return result.value;
	if (!(result.reason instanceof MisfitError)) throw result.reason;
	throw waitError(
		client,
		jobId,
		`${vendor.http.displayName} gave a transcript with something unexpected in ${result.reason.message}`,
		'The vendor may have changed its API: look for a newer version of this package. The output «Vendor’s Answer» gives the transcript as it came.',
	);
}
