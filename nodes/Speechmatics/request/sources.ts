import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { digestOfText } from '../../shared/fields/fileIdentity';
import {
	fieldError,
	optionLabel,
	readEnum,
	readRequiredText,
	readWebAddress,
} from '../../shared/fields/parameters';
import { binaryFile } from '../../shared/fields/recording';
import {
	recordingFields as sharedRecordingFields,
	recordingSource,
} from '../../shared/fields/recordingFields';
import { headersField } from '../../shared/fields/rows';
import { showWhen } from '../../shared/fields/showWhen';
import type { UploadFile } from '../../shared/http/multipart';
import { identity } from '../api/identity';
import { readHeaders } from './headers';

/** Docs page «Limits»: less than 1 GB in the body of a request. */
const LARGEST_UPLOAD_BYTES = 1e9;

const NOT_FOR_AGENTS: Pick<INodeProperties, 'displayOptions'> = {
	displayOptions: { hide: { '@tool': [true] } },
};

/** Where the recording comes from, and the headers that fetching it takes. */
export const recordingFields: INodeProperties[] = [
	...sharedRecordingFields(identity.displayName),
	showWhen(
		{ recordingSource: ['url'] },
		{
			...headersField('urlHeaders', 'URL Headers', 'Sent by Speechmatics when it fetches the recording'),
			...NOT_FOR_AGENTS,
		},
	),
];

const TEXT_PROPERTY = 'text';

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. It was a bright cold day in April…',
	description: 'What is said in the recording, word for word',
};

/** Where the text of an alignment comes from. */
export const textFields: INodeProperties[] = [
	{
		displayName: 'Spoken Text',
		name: 'textSource',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'binary',
				description: 'Binary data of the input item: plain text in UTF-8',
			},
			{ name: 'Text', value: 'text', description: 'Entered here, or from an expression' },
			{ name: 'URL', value: 'url', description: 'An address from which Speechmatics fetches the text' },
		],
		default: 'binary',
		hint: `A file is taken from the input field «${TEXT_PROPERTY}», unless the options name another`,
		...NOT_FOR_AGENTS,
	},
	showWhen({ textSource: ['text'] }, { ...textField, ...NOT_FOR_AGENTS }),
	showWhen(
		{ textSource: ['url'] },
		{
			displayName: 'Text URL',
			name: 'textUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/interview.txt',
			...NOT_FOR_AGENTS,
		},
	),
	showWhen(
		{ textSource: ['url'] },
		{
			...headersField('textUrlHeaders', 'Text URL Headers', 'Sent by Speechmatics when it fetches the text'),
			...NOT_FOR_AGENTS,
		},
	),
	showWhen({ '@tool': [true] }, textField),
];

/** An option: where the text file is. */
export const textPropertyOption: INodeProperties = {
	displayName: 'Text Input Data Field Name',
	name: 'textBinaryPropertyName',
	type: 'string',
	default: TEXT_PROPERTY,
	displayOptions: { show: { '/textSource': ['binary'] }, hide: { '@tool': [true] } },
	description: 'Name of the input field that holds the text file',
};

/** Recording or text: a file that goes along, or an address that Speechmatics fetches. */
export interface Source {
	file?: UploadFile;
	fetch?: IDataObject;
}

/** The recording as the fields say. @throws NodeOperationError */
export async function readRecording(call: ItemContext): Promise<Source> {
	if (recordingSource(call) !== 'url')
		return { file: await readFile(call, 'binaryPropertyName', 'Input Data Field Name') };
	return { fetch: readFetch(call, 'url', 'URL', 'urlHeaders', 'URL Headers') };
}

/** The spoken text as the fields say; an agent has no files, so it gives the text. @throws NodeOperationError */
export async function readSpokenText(call: ItemContext): Promise<Source> {
	const source = call.context.isToolExecution()
		? 'text'
		: readEnum(call, 'textSource', 'Spoken Text', ['binary', 'text', 'url'], 'binary');
	if (source === 'url')
		return { fetch: readFetch(call, 'textUrl', 'Text URL', 'textUrlHeaders', 'Text URL Headers') };
	if (source === 'binary') {
		const name = `options.${textPropertyOption.name}`;
		const file = await readFile(call, name, optionLabel(textPropertyOption), TEXT_PROPERTY);
		return { file: { ...file, mimeType: 'text/plain' } };
	}
	return { file: textFile(readRequiredText(call, 'text', 'Text')) };
}

function textFile(text: string): UploadFile {
	const content = Buffer.from(text, 'utf8');
	return {
		fileName: 'text.txt',
		mimeType: 'text/plain',
		size: content.length,
		identity: async () => await digestOfText(text),
		open: async () => await Promise.resolve(content),
	};
}

async function readFile(
	call: ItemContext,
	name: string,
	label: string,
	fallback?: string,
): Promise<UploadFile> {
	const file = await binaryFile(call, readRequiredText(call, name, label, fallback), label);
	if (file.size >= LARGEST_UPLOAD_BYTES) {
		throw fieldError(
			call,
			label,
			`is a file of ${(file.size / 1e9).toFixed(2)} GB; Speechmatics accepts uploads of less than 1 GB`,
			'Put the file on a server and choose "URL", or compress it.',
		);
	}
	return file;
}

function readFetch(
	call: ItemContext,
	name: string,
	label: string,
	headersName: string,
	headersLabel: string,
): IDataObject {
	const url = readWebAddress(call, name, label);
	const given: unknown = call.context.getNodeParameter(headersName, call.itemIndex, {});
	const headers = readHeaders(call, headersLabel, given);
	return { url, ...(headers.length === 0 ? {} : { auth_headers: headers }) };
}
