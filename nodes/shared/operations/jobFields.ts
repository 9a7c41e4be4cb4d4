import type { INodeProperties } from 'n8n-workflow';

import { optionLabel, readNumber, type ParameterSource } from '../fields/parameters';

/** Picks a job from the list, by id or by expression. */
export function jobField(options: { description?: string; fromItem?: boolean } = {}): INodeProperties {
	const field: INodeProperties = {
		displayName: 'Job',
		name: 'jobId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: options.description ?? 'The job to work with',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a job…',
				typeOptions: { searchListMethod: 'searchJobs', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. {{ $json.jobId }}',
			},
		],
	};
	return options.fromItem === true
		? { ...field, default: { mode: 'id', value: '={{ $json.jobId }}' } }
		: field;
}

/** For vendors without a list of jobs. */
export function jobIdField(description: string): INodeProperties {
	return {
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		default: '={{ $json.jobId }}',
		required: true,
		placeholder: 'e.g. {{ $json.jobId }}',
		description,
	};
}

/** An option: how long waiting may take; the job goes on all the same. */
export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 60,
	description:
		'How long to wait for each job. When the time is up the node stops with the ID of the job, which goes on at the vendor.',
};

/** The time limit in ms. @throws NodeOperationError */
export function readTimeLimit(source: ParameterSource): number {
	const name = 'options.timeLimit';
	const given: unknown = source.context.getNodeParameter(name, source.itemIndex, null);
	if (given === null) return 60 * 60_000;
	return readNumber(source, name, optionLabel(timeLimitOption), { min: 0 }) * 60_000;
}

/** Whether to give the vendor-neutral Job or the vendor's answer; an option of Job: Create. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** An option of what creates jobs: a further try of n8n pays again for a job that the vendor failed. */
export const newJobOnRetryOption: INodeProperties = {
	displayName: 'New Job on Retry',
	name: 'newJobOnRetry',
	type: 'boolean',
	default: true,
	description:
		'Whether to create a new job, which may be charged again, when n8n retries this node after the vendor failed the job. Default: a retry returns the result of the first job.',
};

/** What happens with a job that ended without a transcript. */
export const failedJobsOption: INodeProperties = {
	displayName: 'On Failed Job',
	name: 'onFailedJob',
	type: 'options',
	options: [
		{
			name: 'Output the Job',
			value: 'output',
			description: 'Its status and error, for the workflow to decide',
		},
		{ name: 'Stop', value: 'stop', description: 'With what the vendor says' },
	],
	default: 'stop',
	description: 'What to do when the vendor could not transcribe the recording',
};
