import type { INodeProperties } from 'n8n-workflow';

/** A notice for operations that create jobs. Hidden when the node is used as an AI tool. */
export function costNotice(vendorName: string): INodeProperties {
	return {
		displayName: `Each run creates a job that ${vendorName} may charge you for. While building the workflow, pin this node's output to avoid repeated charges.`,
		name: 'costNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] } },
	};
}
