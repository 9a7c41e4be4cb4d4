import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import { groupField } from '../fields/define';
import { outputFields, outputOptions } from '../operations/output';

/** The outputs of a trigger in addition to those of a transcript. */
const MORE_OUTPUTS = [
	{
		name: 'Callback',
		value: 'callback',
		description: 'Job ID and status as reported, without a request to the vendor',
	},
	{ name: 'Job', value: 'job', description: 'Status, times and error of the job' },
];

/** What people send on, e.g. as a mail. */
export const DEFAULT_OUTPUT = 'text';

/** The "Events" field for the events that the vendor reports. */
export function eventsField(
	options: Array<{ name: string; value: string; description?: string }>,
	byDefault: string[],
): INodeProperties {
	const field: INodeProperties = {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: alphabetical(options),
		default: [],
		required: true,
		description: 'Events that start the workflow',
	};
	return { ...field, default: byDefault };
}

/**
 * The fields "Output" and "Options" of a trigger.
 * @param confirms whether the trigger can verify a callback with the vendor
 * @param more options that only this trigger has
 */
export function triggerOutputFields(
	confirms: boolean,
	more: readonly INodeProperties[] = [],
): INodeProperties[] {
	// In n8n 1.100 to 2.20, a workflow does not start if an option depends on one that does not exist.
	const hasSignature = more.some(({ name }) => name === 'signature');
	const confirm: INodeProperties = {
		displayName: 'Confirm With Vendor',
		name: 'confirm',
		type: 'boolean',
		default: true,
		displayOptions: {
			show: { '/output': ['callback'] },
			...(hasSignature ? { hide: { signature: ['none'] } } : {}),
		},
		description:
			'Whether to verify the job with your API key before the workflow starts. Outputs other than "Callback" always do this.',
	};
	return fieldsOf(outputFields(MORE_OUTPUTS, DEFAULT_OUTPUT), [...(confirms ? [confirm] : []), ...more]);
}

/** The same for a trigger whose callbacks contain the transcript. */
export function resultOutputFields(): INodeProperties[] {
	return fieldsOf(outputFields([], DEFAULT_OUTPUT), []);
}

function fieldsOf([field]: INodeProperties[], more: readonly INodeProperties[]): INodeProperties[] {
	if (!field) return [];
	const options = [...outputOptions().filter(({ name }) => name !== 'title'), ...more];
	return [
		// An action hides this field when it is used as an AI tool; a trigger cannot be one.
		{ ...field, displayOptions: {} },
		{ ...groupField('options', 'Options', options), placeholder: 'Add option' },
	];
}
