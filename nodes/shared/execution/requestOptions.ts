import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { alphabetical } from '../fields/alphabetical';
import { numeric } from '../fields/numeric';
import { checkField } from '../fields/parameters';
import type { RunSettings } from './runItems';

const DEFAULTS = { concurrency: 10, requestTimeout: 60, retries: 4 };

const requestOptions: INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 10,
		description:
			'Maximum number of requests and uploads in progress at once, across all items. Waiting for jobs does not count.',
	},
	{
		displayName: 'Request Timeout',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 60,
		description: 'Seconds to wait for a response. Uploads get extra time depending on the file size.',
	},
	{
		displayName: 'Retries',
		name: 'retries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 4,
		description:
			'Maximum number of retries after a network error or a 429 or 5xx response. A job is never created twice.',
	},
];

/**
 * The "Options" collection of an operation: its own options and the request options, in alphabetical order. An own option
 * replaces the request option of the same name.
 */
export function optionsField(own: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: alphabetical([
			...own,
			...requestOptions.filter(({ name }) => own.every((option) => option.name !== name)),
		]),
	};
}

const whole = (min: number, max: number) => numeric.pipe(z.number().int().min(min).max(max));

/**
 * The request settings of a run. The values of the first item apply to all items.
 * @throws NodeOperationError that names the option
 */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const options: unknown = context.getNodeParameter('options', 0, {});
	const set = typeof options === 'object' && options !== null ? { ...DEFAULTS, ...options } : DEFAULTS;
	const source = { context, itemIndex: 0 };
	return {
		concurrency: checkField(source, 'Concurrency', whole(1, 100), set.concurrency),
		timeoutMs:
			checkField(source, 'Request Timeout', numeric.pipe(z.number().min(0.1).max(3600)), set.requestTimeout) *
			1000,
		retries: checkField(source, 'Retries', whole(0, 10), set.retries),
	};
}
