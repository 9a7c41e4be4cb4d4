import type { INodeProperties } from 'n8n-workflow';

/** What a person should know of an operation that creates jobs. An agent is not shown it. */
export function costNotice(vendorName: string): INodeProperties {
	return {
		displayName: `Each run creates a job, which ${vendorName} may charge for. While you build the workflow, pin the output of this node to run the nodes after it at no cost.`,
		name: 'costNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] } },
	};
}
