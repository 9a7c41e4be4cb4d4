import type { IDataObject } from 'n8n-workflow';

import { baseUrlOf } from '../../../credentials/SpeechmaticsTranscriptionApi.credentials';
import { trimmedText } from '../../shared/core/trimmedText';
import type { VendorHttp } from '../../shared/http/types';
import { parseError } from './errors';
import { identity } from './identity';

/** How to reach Speechmatics' batch API: hosts by region, a bearer token. */
export const speechmaticsHttp: VendorHttp = {
	...identity,
	credentialType: 'speechmaticsTranscriptionApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: baseUrlOf,
	addressLabel: ({ region }) => (region === 'custom' ? 'Base URL' : 'Region'),
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
