import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../core/json';
import { messageOf } from '../core/messageOf';
import { localOptionsField, optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { fieldError, readEnum, readJobId } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import type { VendorClient } from '../http/client';
import { JobError } from '../jobs/jobError';
import type { JobResponse } from '../jobs/model';
import { untilDeadline, type Deadline } from '../jobs/polling';
import { transcriptOfJob } from '../jobs/transcriptOfJob';
import type { JobVendor, SynchronousVendor, Vendor } from '../jobs/vendor';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import { MissingWordsError, readTranscript, type TranscriptNeeds } from '../transcript/read';
import { withRecording } from '../transcript/recording';
import { named } from '../transcript/response';
import { clientFor } from './getJob';
import type { Output } from './output';
import { recordingName, recordingOfJob } from './recordingName';
import { readRedaction, redactionOptions } from './redaction';

const WHOLE_ITEM = '={{ $json }}';

/** The field for a transcript from the input item. */
export const transcriptField: INodeProperties = {
	displayName: 'Transcript',
	name: 'transcript',
	type: 'json',
	default: WHOLE_ITEM,
	required: true,
	description: 'Transcript in the format that Transcript: Get returns if "Output" is "Transcript With Words"',
};

/**
 * The fields for the source of the transcript: the vendor, or an earlier node without a request.
 * @param jobField if omitted, transcripts only come from earlier nodes
 */
export function sourceFields(jobField?: INodeProperties): INodeProperties[] {
	if (!jobField) {
		const description =
			'Transcript from a trigger or an earlier node, or the unmodified response of the vendor';
		return [{ ...transcriptField, description }];
	}
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
		showWhen({ transcriptSource: ['item'] }, transcriptField),
	];
}

/** Where an operation gets its transcript from. */
export interface TranscriptSource {
	fields: readonly INodeProperties[];
	/** For the "Options" of the operation; `optionsField` adds them. */
	options: readonly INodeProperties[];
	/** The "Options" of an operation with this source: these, its own and, if the source sends requests, those of requests. */
	optionsField(own: readonly INodeProperties[]): INodeProperties;
	/**
	 * @param needs default: words
	 * @throws NodeApiError, NodeOperationError
	 */
	read(call: ItemContext, needs?: TranscriptNeeds): Promise<Transcript>;
}

/** The vendor, or an earlier node. */
export function vendorSource(vendor: JobVendor, jobField: INodeProperties): TranscriptSource;
export function vendorSource(vendor: SynchronousVendor): TranscriptSource;
export function vendorSource(vendor: Vendor, jobField?: INodeProperties): TranscriptSource {
	const options = redactionOptions(vendor, true);
	const field = 'getJob' in vendor ? optionsField : localOptionsField;
	return {
		fields: sourceFields(jobField),
		options,
		optionsField: (own) => field([...own, ...options]),
		read: async (call, needs) => await transcriptOf(vendor, call, needs),
	};
}

/** Whether the transcript comes from the input item. @throws NodeOperationError */
export function isFromItem(call: ItemContext): boolean {
	return readEnum(call, 'transcriptSource', 'Transcript Source', ['job', 'item'], 'job') === 'item';
}

/** The transcript from the chosen source. @throws NodeApiError, NodeOperationError */
export async function transcriptOf(
	vendor: Vendor,
	call: ItemContext,
	needs: TranscriptNeeds = { words: true },
): Promise<Transcript> {
	if (!('getJob' in vendor)) return await ofSynchronousVendor(vendor, call, needs);
	if (isFromItem(call)) {
		const hint = `${outputAdvice(needs)}, or set "Transcript Source" to "Job".`;
		return await fromItem(call, async (value) => await readTranscript(value, needs), hint);
	}
	return (await fetchTranscript(vendor, call, readJobId(call), 'transcript')).transcript;
}

/** A transcript, or a response of the vendor, e.g. from a callback to a URL of the user. */
async function ofSynchronousVendor(
	vendor: SynchronousVendor,
	call: ItemContext,
	needs: TranscriptNeeds,
): Promise<Transcript> {
	const read = async (value: unknown) => {
		const [known] = await Promise.allSettled([readTranscript(value, needs)]);
		if (known.status === 'fulfilled') return known.value;
		if (!isJsonObject(value) || vendor.requestId(value) === undefined) throw known.reason;
		return await vendor.toTranscript(value);
	};
	const hint = `${outputAdvice(needs)}, or to "Vendor Response".`;
	return await fromItem(call, read, hint);
}

async function fromItem(
	call: ItemContext,
	read: (value: unknown) => Promise<Transcript>,
	hint: string,
): Promise<Transcript> {
	const value = transcriptValue(call);
	try {
		const transcript = await read(typeof value === 'string' ? JSON.parse(value) : value);
		return withRecording(transcript, recordingName(call));
	} catch (error) {
		const predicate =
			error instanceof MissingWordsError ? WITHOUT_WORDS : `is not a transcript: ${messageOf(error)}`;
		throw fieldError(call, 'Transcript', predicate, hint);
	}
}

/** What is wrong with a transcript if its words are needed. */
export const WITHOUT_WORDS = 'has no words, which this operation requires';

/** How to get a transcript from an earlier node, without a final period. */
export function outputAdvice({ words }: TranscriptNeeds): string {
	return `Set "Output" to "${words ? 'Transcript With Words' : 'Transcript'}" in the node that the transcript comes from`;
}

/** The value of `transcriptField`. */
export function transcriptValue({ context, itemIndex }: ItemContext): unknown {
	// Reading the expression would make n8n copy the whole transcript synchronously; the item itself is available.
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
	const fetch = async (own: VendorClient) => await transcriptOfJob(vendor, own, jobId, wanted, known);
	const [result] = await Promise.allSettled([
		deadline ? untilDeadline(vendor, client, deadline, fetch) : fetch(client),
	]);
	if (result.status === 'fulfilled') return named(result.value, recordingOfJob(call, known?.job));
	if (!(result.reason instanceof SchemaMismatchError)) throw result.reason;
	throw new JobError(
		jobId,
		`${vendor.http.displayName} returned an unexpected transcript: ${result.reason.message}`,
		'The vendor may have changed its API: check for a newer version of this package. Set "Output" to "Vendor Response" to get the transcript unmodified.',
	);
}
