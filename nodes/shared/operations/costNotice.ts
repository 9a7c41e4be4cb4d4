import type { INodeProperties } from 'n8n-workflow';

/**
 * A notice for operations that cost money. Hidden when the node is used as an AI tool.
 * @param subject what a run does, followed by a relative pronoun
 */
export function costNotice(vendorName: string, subject = 'creates a job that'): INodeProperties {
	return {
		displayName: `Each run ${subject} ${vendorName} may charge you for. While building the workflow, pin this node's output to avoid repeated charges.`,
		name: 'costNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] } },
	};
}
