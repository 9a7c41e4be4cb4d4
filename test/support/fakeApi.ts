import type { IHttpRequestOptions } from 'n8n-workflow';

import { createClient, type ClientOptions, type VendorClient } from '../../nodes/shared/http/client';
import type { VendorHttp } from '../../nodes/shared/http/types';
import { FAKE_VENDOR } from './fakeVendor';
import { fakeExecution } from './jobs';
import { elapsedMs } from './virtualTime';

/** A response of n8n's HTTP client, or an error that it throws. */
export type FakeResponse =
	| { statusCode?: number; body?: unknown; headers?: Record<string, unknown> }
	| { throws: unknown }
	/** Decides when the request is sent. */
	| ((options: IHttpRequestOptions) => Promise<FakeResponse>);

export interface FakeApi {
	/** The requests, in the order in which they were sent. */
	sent: IHttpRequestOptions[];
	/** When they were sent, in ms of virtual time. */
	sentAtMs: number[];
	/** The credential type of each, `undefined` for requests without a credential. */
	credentialTypes: Array<string | undefined>;
	client(options?: ClientOptions, vendor?: VendorHttp): Promise<VendorClient>;
}

export const CREDENTIAL = { url: 'https://api.example.com/v2', apiKey: 'secret-key', region: 'europe' };

/** n8n's HTTP client with these responses, one for each request; the last one for all further requests. */
export function fakeApi(
	responses: FakeResponse[],
	credential: Record<string, unknown> = CREDENTIAL,
): FakeApi {
	const sent: IHttpRequestOptions[] = [];
	const sentAtMs: number[] = [];
	const credentialTypes: Array<string | undefined> = [];
	const send = async (type: string | undefined, options: IHttpRequestOptions): Promise<unknown> => {
		const response = responses[Math.min(sent.length, responses.length - 1)];
		if (response === undefined) throw new Error('The test has no response');
		sent.push(options);
		sentAtMs.push(elapsedMs());
		credentialTypes.push(type);
		return await respond(response, options);
	};
	const functions = {
		getCredentials: async (type: string) => (type === 'exampleApi' ? credential : {}),
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => await send(undefined, options),
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) =>
				await send(type, options),
		},
	};
	const { context } = fakeExecution({ functions });
	return {
		sent,
		sentAtMs,
		credentialTypes,
		client: async (options = {}, vendor = FAKE_VENDOR) => await createClient(context, vendor, options),
	};
}

async function respond(response: FakeResponse, options: IHttpRequestOptions): Promise<unknown> {
	if (typeof response === 'function') return await respond(await response(options), options);
	if ('throws' in response) throw response.throws;
	return { statusCode: 200, headers: {}, body: '{}', ...response };
}
