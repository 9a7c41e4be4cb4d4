import type { INodeProperties } from 'n8n-workflow';

/** The credential field for the rate of requests, which `pace.ts` keeps. */
export function rateField(vendorName: string): INodeProperties {
	return {
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: `How many requests all nodes with this credential send to ${vendorName} at most, in all executions of one n8n process. 0 for no limit.`,
	};
}
