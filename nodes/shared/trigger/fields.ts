import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import { outputFields, outputOptions } from '../operations/output';

/** What a trigger can give besides the outputs of a transcript. */
const MORE_OUTPUTS = [
	{ name: 'Callback', value: 'callback', description: 'Job ID and status, without asking the vendor again' },
	{ name: 'Job', value: 'job', description: 'Status, times and error of the job' },
];

/** «Events», by what the vendor can report. */
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
		description: 'What starts the workflow',
	};
	return { ...field, default: byDefault };
}

/** «Output» and options of a trigger, `more` of them its own. A trigger is no tool, so the field has one form only. */
export function triggerOutputFields(
	byDefault: 'callback' | 'job',
	confirms: boolean,
	more: readonly INodeProperties[] = [],
): INodeProperties[] {
	const [field] = outputFields(MORE_OUTPUTS, byDefault);
	const options: INodeProperties[] = [
		...(confirms
			? [
					{
						displayName: 'Confirm With Vendor',
						name: 'confirm',
						type: 'boolean' as const,
						default: true,
						description:
							'Whether to look at the job with your own key before anything starts; the outputs other than «Callback» do so anyway',
					},
				]
			: []),
		...outputOptions.filter(({ name }) => name !== 'title'),
		...more,
	];
	if (!field) return [];
	return [
		// Unlike an action, a trigger is never an agent's tool: the field has no other form to be hidden for.
		{ ...field, displayOptions: {} },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: alphabetical(options),
		},
	];
}
