import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../core/json';
import { jobToJson } from '../jobs/model';
import { jobOf, resultOf, unconvertedResult } from '../jobs/synchronous';
import { transcriptOfResult } from '../jobs/transcriptOfJob';
import type { SynchronousVendor } from '../jobs/vendor';
import { readOutputSettings } from '../operations/output';
import { DEFAULT_OUTPUT } from './fields';
import { reject } from './respond';
import { startOnce, transcriptItem } from './startWorkflow';
import { callerQueryOf, hasValidSecret } from './verify';

/**
 * The `webhook` method of the trigger of a vendor without jobs: starts the workflow with the transcript in the callback,
 * which must contain the webhook secret in its query.
 */
export function receiveResultMethod(vendor: SynchronousVendor): NonNullable<INodeType['webhook']> {
	return async function (this: IWebhookFunctions) {
		return await receiveResult(vendor, this);
	};
}

async function receiveResult(
	vendor: SynchronousVendor,
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	if (!(await hasValidSecret(context, vendor.http.credentialType, 'query'))) return reject(context, 401);
	const raw: unknown = context.getBodyData();
	const deliveryId = isJsonObject(raw) ? vendor.requestId(raw) : undefined;
	if (!isJsonObject(raw) || deliveryId === undefined) return reject(context, 422);
	return await startOnce(context, deliveryId, async () => {
		const { json, ...item } = await itemFor(vendor, context, raw);
		const query: IDataObject = { ...callerQueryOf(context) };
		return { ...item, json: { ...json, ...(Object.keys(query).length > 0 ? { query } : {}), deliveryId } };
	});
}

/** The transcript. If the callback reports a failure or cannot be converted, the job with the reason. */
async function itemFor(
	vendor: SynchronousVendor,
	context: IWebhookFunctions,
	raw: JsonObject,
): Promise<INodeExecutionData> {
	if (vendor.failureReason?.(raw) !== undefined) return { json: jobToJson(jobOf(vendor, raw, 'failed')) };
	const output: unknown = context.getNodeParameter('output', DEFAULT_OUTPUT);
	const given: unknown = context.getNodeParameter('options', {});
	const settings = readOutputSettings(isJsonObject(given) ? given : {});
	const received = await resultOf(vendor, raw);
	const result = await transcriptOfResult(output, received.readTranscript);
	if ('response' in result) return await transcriptItem(context, result.response, output, settings);
	return { json: unconvertedResult(received, result.reason) };
}
