import type { VendorHttp } from '../../nodes/shared/http/types';

/** A vendor whose errors are in the form `{"message", "code", "hint", "rateLimited"}`. */
export const FAKE_VENDOR: VendorHttp = {
	id: 'example',
	displayName: 'Example',
	credentialType: 'exampleApi',
	secretFields: ['apiKey'],
	baseUrl: ({ url }) => {
		if (typeof url !== 'string') throw new Error('The URL is missing.');
		return url;
	},
	parseError: (_status, body) => (body.startsWith('{') ? JSON.parse(body) : { message: body }),
};
