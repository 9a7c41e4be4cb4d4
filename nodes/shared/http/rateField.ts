import type { INodeProperties } from 'n8n-workflow';

/** The credential field for the rate of requests, which `pace.ts` keeps. */
export function rateField(vendorName: string): INodeProperties {
	return {
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: `Maximum number of requests per minute to ${vendorName} from all nodes with this credential, across all executions of one n8n process. 0 means no limit.`,
	};
}
