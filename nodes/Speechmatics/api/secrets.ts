import type { IDataObject } from 'n8n-workflow';

import { toItemData } from '../../shared/execution/toItemData';

const MASK = '***';

/**
 * A response as item data, with the values of all headers masked: Speechmatics returns the whole config, including
 * every `auth_headers`. The names of the headers are kept.
 */
export function withoutSecrets(response: object): IDataObject {
	return toItemData(maskObject(response));
}

function mask(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(mask);
	return typeof value === 'object' && value !== null ? maskObject(value) : value;
}

function maskObject(value: object): object {
	return Object.fromEntries(
		Object.entries(value).map(([key, member]: [string, unknown]) => [
			key,
			key === 'auth_headers' ? maskHeaders(member) : mask(member),
		]),
	);
}

function maskHeaders(headers: unknown): unknown {
	if (!Array.isArray(headers)) return headers === null ? null : MASK;
	return headers.map((header: unknown) => {
		const name = typeof header === 'string' ? /^([^:]{1,100}):/.exec(header)?.[1] : undefined;
		return name === undefined ? MASK : `${name}: ${MASK}`;
	});
}
