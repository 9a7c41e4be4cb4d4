import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import { readNumberOption, type NumberOption } from '../fields/parameters';
import { hideWhen } from '../fields/showWhen';
import type { RunSettings } from './runItems';

const concurrencyOption: NumberOption = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 10,
	description:
		'Maximum number of requests and uploads in progress at once, across all items. Waiting for jobs does not count.',
};

const timeoutOption: NumberOption = {
	displayName: 'Request Timeout',
	name: 'requestTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description: 'Seconds to wait for a response. Uploads get extra time depending on the file size.',
};

const retriesOption: NumberOption = {
	displayName: 'Retries',
	name: 'retries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10 },
	default: 4,
	description:
		'Maximum number of retries after a network error or a 429 or 5xx response. A job is never created twice.',
};

/** An option of requests, which operations with a transcript from the input item do not send. */
export const withRequestOnly = (option: INodeProperties): INodeProperties =>
	hideWhen({ '/transcriptSource': ['item'] }, option);

const requestOptions = [concurrencyOption, timeoutOption, retriesOption].map(withRequestOnly);

/**
 * The "Options" collection of an operation: its own options and the request options, in alphabetical order. An own option
 * replaces the request option of the same name.
 */
export function optionsField(own: readonly INodeProperties[] = []): INodeProperties {
	return localOptionsField([
		...own,
		...requestOptions.filter(({ name }) => own.every((option) => option.name !== name)),
	]);
}

/** The "Options" collection of an operation that sends no request: its own options, in alphabetical order. */
export function localOptionsField(own: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: alphabetical(own),
	};
}

/**
 * The request settings of a run. The values of the first item apply to all items.
 * @throws NodeOperationError that names the option
 */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const source = { context, itemIndex: 0 };
	return {
		concurrency: readNumberOption(source, concurrencyOption, { min: 1, max: 100, whole: true }),
		timeoutMs: readNumberOption(source, timeoutOption, { min: 0.1, max: 3600 }) * 1000,
		retries: readNumberOption(source, retriesOption, { min: 0, max: 10, whole: true }),
	};
}
