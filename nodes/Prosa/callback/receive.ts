import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { messageOf } from '../../shared/core/messageOf';
import { numeric } from '../../shared/fields/numeric';
import type { JobVendor } from '../../shared/jobs/vendor';
import { rawBodyOf, readRawBody } from '../../shared/n8n/rawBody';
import { acknowledge, reject } from '../../shared/trigger/respond';
import { startWorkflow } from '../../shared/trigger/startWorkflow';
import { headerOf, readEvent } from './event';
import { knownSecrets, rotatedSecrets } from './secrets';
import { isGenuine, type SignatureScheme } from './signature';

/** Maximum age of a timed signature, unless the trigger has another one. */
const MAX_AGE_SECONDS = 300;

/**
 * Responds to a callback as Prosa.ai's documents require: 204 if it is accepted, 400 and `"Invalid signature"` if it
 * is not signed with the secret of the endpoint, 422 if the body is not an event. Never throws.
 */
export async function receive(context: IWebhookFunctions, vendor: JobVendor): Promise<IWebhookResponseData> {
	await readRawBody(context);
	const body = rawBodyOf(context) ?? Buffer.alloc(0);
	const signature: unknown = context.getNodeParameter('options.signature', 'auto');
	const isUnsigned = signature === 'none';
	if (!isUnsigned && !(await hasValidSignature(context, body, schemeOf(signature))))
		return rejectSignature(context);
	const event = readEvent(context, body, !isUnsigned);
	if (event === 'malformed') return reject(context, 422);
	if (event === 'ignored') return acknowledge();
	return await startWorkflow(vendor, context, event, { alwaysConfirm: isUnsigned });
}

async function hasValidSignature(
	context: IWebhookFunctions,
	body: Buffer,
	scheme: SignatureScheme,
): Promise<boolean> {
	const request = { header: headerOf(context, 'x-prosa-signature'), body };
	if (request.header === undefined) return false;
	const tolerance = numeric.safeParse(context.getNodeParameter('options.toleranceSeconds', MAX_AGE_SECONDS));
	const isManual = context.getNodeParameter('registration', 'automatic') === 'manual';
	const check = (secrets: string[]) =>
		isGenuine(request, {
			scheme,
			secrets,
			toleranceSeconds: tolerance.data ?? MAX_AGE_SECONDS,
			nowSeconds: Math.floor(Date.now() / 1000),
		});
	try {
		if (check(await knownSecrets(context, isManual))) return true;
		return !isManual && check(await rotatedSecrets(context));
	} catch (error) {
		context.logger.warn(`A callback could not be verified: ${messageOf(error)}`);
		return false;
	}
}

function schemeOf(signature: unknown): SignatureScheme {
	return signature === 't_v1_sha256' || signature === 'hmac_sha256' ? signature : 'auto';
}

function rejectSignature(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(400).json('Invalid signature');
	return { noWebhookResponse: true };
}
