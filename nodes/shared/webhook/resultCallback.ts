import type { INodeProperties } from 'n8n-workflow';

import { booleanField } from '../fields/define';
import { optionLabel, readBoolean, readRequiredText, type ParameterSource } from '../fields/parameters';
import type { VendorClient } from '../http/client';
import { checkReachable, requiredSecret } from './callback';
import { SECRET_QUERY } from './secret';

const LABEL = 'Callback URL';

/** The URL to which a vendor without jobs sends the transcript. */
export function resultCallbackField(vendorName: string): INodeProperties {
	return {
		displayName: LABEL,
		name: 'callbackUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		description: `Where ${vendorName} sends the transcript: the production URL of a ${vendorName} Trigger, or any other URL`,
	};
}

/** An option: whether the callback is for the trigger. */
export function sendSecretOption(vendorName: string): INodeProperties {
	return booleanField(
		'sendSecret',
		'Send Webhook Secret',
		`Whether to add the webhook secret of the credential to the query of the callback URL, which the ${vendorName} Trigger requires. Turn this off for any other URL.`,
	);
}

/**
 * Reads the callback URL and adds the webhook secret. Checks, before the request is charged for, that the vendor can
 * reach the URL.
 * @throws NodeOperationError
 */
export async function readResultCallback(source: ParameterSource, client: VendorClient): Promise<string> {
	const { displayName } = client.vendor;
	const { url } = checkReachable(
		source,
		client,
		LABEL,
		{ url: readRequiredText(source, 'callbackUrl', LABEL) },
		'Or use Transcript: Transcribe, which needs no callback.',
	);
	const option = sendSecretOption(displayName);
	if (!readBoolean(source, `options.${option.name}`, optionLabel(option), true)) return url;
	const authenticated = new URL(url);
	authenticated.searchParams.set(SECRET_QUERY, await requiredSecret(source, client, LABEL));
	return authenticated.href;
}
