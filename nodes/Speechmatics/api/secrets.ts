import type { IDataObject } from 'n8n-workflow';

import { toItemData } from '../../shared/execution/toItemData';

const MASK = '***';

/**
 * Speechmatics sends the whole config back, with the values of every `auth_headers` in it. An item keeps the
 * names of the headers and loses their values.
 */
export function withoutSecrets(answer: object): IDataObject {
	return toItemData(maskObject(answer));
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
