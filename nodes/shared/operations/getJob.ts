import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { optionLabel, readBoolean, readJobId, readOptions } from '../fields/parameters';
import { secretParameters } from '../fields/secretParameters';
import { createClient } from '../http/client';
import { optionHeaders } from '../http/types';
import { jobFailedError } from '../jobs/jobError';
import { jobSchema, jobToJson, type JobResponse } from '../jobs/model';
import type { JobVendor, Vendor } from '../jobs/vendor';
import { simplifyField } from './jobFields';
import { recordingOfJob } from './recordingName';

/** The response about a job may contain its transcript. */
const UNREDACTED_HINT = 'If turned off, the output may contain unredacted data that the vendor returns';

/** Job: Get. */
export function getJobOperation(vendor: JobVendor, jobField: INodeProperties): ItemOperation {
	return {
		name: 'Get',
		value: 'get',
		description: 'Get a job and its status',
		action: 'Get a job',
		properties: [
			jobField,
			vendor.redacts === true ? { ...simplifyField, hint: UNREDACTED_HINT } : simplifyField,
			optionsField(),
		],
		output: jobSchema,
		execute: async (call) => {
			const jobId = readJobId(call);
			const client = await clientFor(vendor, call);
			return [jobItem(call, await vendor.getJob(client.forJob(jobId), jobId, 0))];
		},
	};
}

/** The client for the requests of one item. @throws NodeOperationError for an invalid credential */
export async function clientFor(vendor: Vendor, call: ItemContext) {
	const { context, itemIndex, semaphore, outage, settings, signal, abort } = call;
	const headers = optionHeaders(vendor.http, context.getNodeParameter('options', itemIndex, {}));
	return await createClient(context, vendor.http, {
		itemIndex,
		semaphore,
		...(outage ? { outage } : {}),
		settings,
		signal,
		...(abort ? { abort } : {}),
		headers,
		secrets: secretParameters(call),
	});
}

/** An item with the job, or with the vendor's response if "Simplify" is off. */
export function jobItem(call: ItemContext, response: JobResponse): INodeExecutionData {
	return { json: readBoolean(call, 'simplify', 'Simplify') ? jobToJson(response.job) : response.raw };
}

/**
 * The same for a job that was just created, where "Simplify" is an option. Vendors do not know the name of an uploaded
 * file, so it comes from the item.
 */
export function createdItem(call: ItemContext, response: JobResponse): INodeExecutionData {
	const simplify = readBoolean(call, 'options.simplify', optionLabel(simplifyField), true);
	const { job, raw } = response;
	return { json: simplify ? jobToJson({ ...job, name: job.name ?? recordingOfJob(call) }) : raw };
}

/**
 * An item with a job that finished without a transcript.
 * @throws NodeOperationError unless "On Failed Job" outputs the job
 */
export function failedJobItem(call: ItemContext, response: JobResponse): INodeExecutionData {
	const options = readOptions(call, 'options', 'Options');
	if (options.onFailedJob === 'output') return { json: jobToJson(response.job) };
	throw jobFailedError(response.job);
}
