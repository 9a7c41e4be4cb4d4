import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from './alphabetical';
import { fieldError, type ParameterSource, readEnum, readRequiredText } from './parameters';
import { showWhen } from './showWhen';

/** A source besides the file and the URL that one vendor has. */
export interface OwnSource {
	name: string;
	value: string;
	description: string;
	field: INodeProperties;
}

const HIDDEN_FOR_AGENTS = { hide: { '@tool': [true] } };

/** Where the recording comes from. An agent has no files, so it gives a URL. */
export function recordingFields(vendorName: string, own: readonly OwnSource[] = []): INodeProperties[] {
	const url = urlField(vendorName);
	return [
		{
			displayName: 'Recording',
			name: 'recordingSource',
			type: 'options',
			options: alphabetical([
				{ name: 'File', value: 'binary', description: 'Binary data of the input item, which is uploaded' },
				...own.map(({ name, value, description }) => ({ name, value, description })),
				{
					name: 'URL',
					value: 'url',
					description: `An address from which ${vendorName} fetches the recording`,
				},
			]),
			default: 'binary',
			displayOptions: HIDDEN_FOR_AGENTS,
		},
		showWhen(
			{ recordingSource: ['binary'] },
			{
				displayName: 'Input Data Field Name',
				name: 'binaryPropertyName',
				type: 'string',
				default: 'data',
				required: true,
				hint: 'The name of the input field containing the recording',
				displayOptions: HIDDEN_FOR_AGENTS,
			},
		),
		...own.map(({ value, field }) =>
			showWhen({ recordingSource: [value] }, { ...field, displayOptions: HIDDEN_FOR_AGENTS }),
		),
		showWhen({ recordingSource: ['url'] }, { ...url, displayOptions: HIDDEN_FOR_AGENTS }),
		{ ...url, displayOptions: { show: { '@tool': [true] } } },
	];
}

/** The field alone, for a vendor that takes no files; `readWebAddress` reads it. */
export function urlField(vendorName: string): INodeProperties {
	return {
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/interview.mp3',
		description: `Address of the recording; ${vendorName} must be able to fetch it without a login`,
	};
}

/**
 * The chosen source: `binary`, `url`, or a vendor's own; always `url` where an agent calls.
 * @throws NodeOperationError
 */
export function recordingSource<Own extends string = never>(
	source: ParameterSource,
	own: readonly Own[] = [],
): 'binary' | 'url' | Own {
	if (source.context.isToolExecution()) return 'url';
	return readEnum<'binary' | 'url' | Own>(
		source,
		'recordingSource',
		'Recording',
		['binary', 'url', ...own],
		'binary',
	);
}

/** A parameter that must hold a web address. @throws NodeOperationError */
export function readWebAddress(source: ParameterSource, name: string, label: string): string {
	const url = readRequiredText(source, name, label);
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw fieldError(
		source,
		label,
		`«${url.slice(0, 200)}» is not a web address`,
		'It must begin with https:// or http://.',
	);
}
