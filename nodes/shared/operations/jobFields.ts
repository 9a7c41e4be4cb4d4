import type { INodeProperties } from 'n8n-workflow';

import { readNumberOption, type NumberOption, type ParameterSource } from '../fields/parameters';

/** A field that selects a job from a list, by ID or by expression. */
export function jobField(options: { description?: string; fromItem?: boolean } = {}): INodeProperties {
	const field: INodeProperties = {
		displayName: 'Job',
		name: 'jobId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: options.description ?? 'The job to operate on',
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

/** The same for vendors that cannot list jobs. */
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

/** An option: how long to wait. The job keeps running when the limit is reached. */
export const timeLimitOption: NumberOption = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 60,
	description:
		'How long to wait for each job. When the limit is reached, the node fails with the job ID. The job keeps running at the vendor.',
};

/** The time limit in ms; an hour if the option is not set. @throws NodeOperationError */
export function readTimeLimit(source: ParameterSource): number {
	return readNumberOption(source, timeLimitOption, { min: 0 }) * 60_000;
}

/** Default of the option below: longer than vendors work on a request. */
const RESPONSE_TIMEOUT_SECONDS = 15 * 60;

/** Replaces "Request Timeout" in operations whose response contains the transcript. */
export const responseTimeoutOption: NumberOption = {
	displayName: 'Request Timeout',
	name: 'requestTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: RESPONSE_TIMEOUT_SECONDS,
	description:
		'Seconds to wait for the response, which contains the transcript. After this time the transcript is lost, and the vendor may charge for it anyway. Uploads get more time depending on their size.',
};

/** That timeout in ms. @throws NodeOperationError */
export function readResponseTimeout(source: ParameterSource): number {
	return readNumberOption(source, responseTimeoutOption, { min: 0.1, max: 3600 }) * 1000;
}

/** Whether to return the vendor-neutral job or the vendor's response. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** An option of operations that create jobs: whether a retry by n8n pays again for a job that failed at the vendor. */
export const newJobOnRetryOption: INodeProperties = {
	displayName: 'New Job on Retry',
	name: 'newJobOnRetry',
	type: 'boolean',
	default: true,
	description:
		'Whether to create a new job, which may be charged again, when n8n retries this node after the job failed. Otherwise, a retry returns the result of the first job.',
};

/** An option: what to do with a job that finished without a transcript. */
export const failedJobsOption: INodeProperties = {
	displayName: 'On Failed Job',
	name: 'onFailedJob',
	type: 'options',
	options: [
		{
			name: 'Output the Job',
			value: 'output',
			description: 'Return the job with its status and error',
		},
		{ name: 'Stop', value: 'stop', description: 'Fail with the error that the vendor reports' },
	],
	default: 'stop',
	description: 'What to do if the vendor could not transcribe the recording',
};
