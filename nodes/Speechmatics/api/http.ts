import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { checkedBaseUrl } from '../../shared/http/baseUrl';
import type { VendorHttp } from '../../shared/http/types';
import { parseError } from './errors';
import { identity } from './identity';

/** Docs page "Authentication"; `eu` is the host of the first API reference, an alias of EU1. */
const HOSTS: Record<string, string> = {
	eu: 'https://asr.api.speechmatics.com',
	eu1: 'https://eu1.asr.api.speechmatics.com',
	eu2: 'https://eu2.asr.api.speechmatics.com',
	us1: 'https://us1.asr.api.speechmatics.com',
	us2: 'https://us2.asr.api.speechmatics.com',
	au1: 'https://au1.asr.api.speechmatics.com',
};

/** How to reach Speechmatics' batch API: hosts by region, a bearer token. */
export const speechmaticsHttp: VendorHttp = {
	...identity,
	credentialType: 'speechmaticsTranscriptionApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: (credential: ICredentialDataDecryptedObject) => {
		const region = trimmedText(credential.region) || 'eu1';
		// The addresses in the docs, which users copy, end with the version.
		return HOSTS[region] ?? checkedBaseUrl(credential.baseUrl).replace(/\/v2$/, '');
	},
	parseError,
	requestOptions: {
		fields: [
			{
				displayName: 'Early Access Release Tag',
				name: 'earTag',
				type: 'string',
				default: '',
				placeholder: 'e.g. preview-2026-03',
				description:
					'Tag of an early access release that Speechmatics has given you access to. Sent as X-SM-EAR-Tag.',
			},
		],
		headers: (options: IDataObject) => earHeader(trimmedText(options.earTag)),
	},
};

/** Other characters than these could end the header. */
function earHeader(tag: string): Record<string, string> {
	const safe = tag.replace(/[^\x20-\x7e]/g, '');
	return safe === '' ? {} : { 'X-SM-EAR-Tag': safe };
}
