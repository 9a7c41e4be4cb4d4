import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { createClient, type VendorClient } from '../../http/client';
import { optionHeaders } from '../../http/vendorHttp';
import { optionLabel, readBoolean, readJobId, readOptions } from '../../items/parameters';
import type { ItemCall } from '../../items/run';
import type { ItemOperation } from '../../node/operation';
import { optionsField } from '../../node/requestOptions';
import { jobSchema, jobToJson, type JobAnswer } from '../model';
import { endedBadly } from '../polling';
import type { Vendor } from '../vendor';
import { simplifyField } from './fields';

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
export async function clientFor(vendor: Vendor, call: ItemCall) {
	const { context, itemIndex, gate, settings, signal } = call;
	const headers = optionHeaders(vendor.http, context.getNodeParameter('options', itemIndex, {}));
	return await createClient(context, vendor.http, { itemIndex, gate, settings, signal, headers });
}

/** A job as an item, as the field «Simplify» says. */
export function jobItem(call: ItemCall, answer: JobAnswer): INodeExecutionData {
	return { json: readBoolean(call, 'simplify', 'Simplify') ? jobToJson(answer.job) : answer.raw };
}

/** A job that was just made as an item, as the option «Simplify» says. */
export function createdItem(call: ItemCall, answer: JobAnswer): INodeExecutionData {
	const simplify = readBoolean(call, 'options.simplify', optionLabel(simplifyField), true);
	return { json: simplify ? jobToJson(answer.job) : answer.raw };
}

/** A job that ended without a transcript: itself, or an error, as «On Failed Job» says. */
export function withoutTranscript(
	call: ItemCall,
	client: VendorClient,
	answer: JobAnswer,
): INodeExecutionData {
	const options = readOptions(call, 'options', 'Options');
	if (options.onFailedJob === 'output') return { json: jobToJson(answer.job) };
	throw endedBadly(client, answer.job);
}
