import type { INodeProperties } from 'n8n-workflow';

/** The credential field for the API key; `hint` says where the user finds it. */
export function apiKeyField(hint: string): INodeProperties {
	return {
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		hint,
	};
}

/**
 * The credential field for the base URL.
 * @param more what differs: the default, the placeholder, when the field is shown
 * @param path of the API, which the user may leave out, e.g. `/v2`
 */
export function baseUrlField(more: Partial<INodeProperties>, path?: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		description: `URL of the API${path === undefined ? '' : `, with or without ${path}`}. It must start with https://, or with http:// on this machine. The API key is sent to it.`,
		...more,
	};
}
