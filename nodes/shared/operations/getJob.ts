import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { optionLabel, readBoolean, readJobId, readOptions } from '../fields/parameters';
import { createClient } from '../http/client';
import { optionHeaders } from '../http/types';
import { jobFailedError } from '../jobs/jobError';
import { jobSchema, jobToJson, type JobResponse } from '../jobs/model';
import type { Vendor } from '../jobs/vendor';
import { simplifyField } from './jobFields';

/** Job: Get. */
export function getJobOperation(vendor: Vendor, field: INodeProperties): ItemOperation {
	return {
		name: 'Get',
		value: 'get',
		description: 'Look at a job and its status',
		action: 'Get a job',
		properties: [field, simplifyField, optionsField()],
		output: jobSchema,
		execute: async (call) => {
			const jobId = readJobId(call);
			const client = await clientFor(vendor, call);
			return [jobItem(call, await vendor.getJob(client.forJob(jobId), jobId, 0))];
		},
	};
}

/** The client of one item's calls. */
export async function clientFor(vendor: Vendor, call: ItemContext) {
	const { context, itemIndex, semaphore, settings, signal, abort } = call;
	const headers = optionHeaders(vendor.http, context.getNodeParameter('options', itemIndex, {}));
	return await createClient(context, vendor.http, {
		itemIndex,
		semaphore,
		settings,
		signal,
		...(abort ? { abort } : {}),
		headers,
	});
}

/** A job as an item, as the field «Simplify» says. */
export function jobItem(call: ItemContext, answer: JobResponse): INodeExecutionData {
	return { json: readBoolean(call, 'simplify', 'Simplify') ? jobToJson(answer.job) : answer.raw };
}

/** A job that was just made as an item, as the option «Simplify» says. */
export function createdItem(call: ItemContext, answer: JobResponse): INodeExecutionData {
	const simplify = readBoolean(call, 'options.simplify', optionLabel(simplifyField), true);
	return { json: simplify ? jobToJson(answer.job) : answer.raw };
}

/** A job that ended without a transcript: itself, or an error, as «On Failed Job» says. */
export function failedJobItem(call: ItemContext, answer: JobResponse): INodeExecutionData {
	const options = readOptions(call, 'options', 'Options');
	if (options.onFailedJob === 'output') return { json: jobToJson(answer.job) };
	throw jobFailedError(answer.job);
}
