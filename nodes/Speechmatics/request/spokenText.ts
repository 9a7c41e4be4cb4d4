import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { digestOfText } from '../../shared/fields/fileIdentity';
import { optionLabel, readEnum, readRequiredText } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { UploadFile } from '../../shared/http/multipart';
import { isToolExecution } from '../../shared/n8n/versions';
import { fetchHeadersField, HIDDEN_FOR_AGENTS, readFileSource, readUrlSource, type Source } from './source';

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

/** Headers for fetching the text. */
export const textHeaders = fetchHeadersField('fetch_text', 'textUrlHeaders', 'Text URL Headers', 'text');

/** The source of the text of an alignment. */
export const textFields: INodeProperties[] = [
	{
		displayName: 'Spoken Text',
		name: 'textSource',
		type: 'options',
		options: [
			{ name: 'File', value: 'binary', description: 'Upload binary data from the input item, as UTF-8 text' },
			{ name: 'Text', value: 'text', description: 'Enter the text here or use an expression' },
			{ name: 'URL', value: 'url', description: 'Let Speechmatics download the text from a URL' },
		],
		default: 'binary',
		hint: `The file is read from the input field "${TEXT_PROPERTY}" unless you name another one in the options`,
		...HIDDEN_FOR_AGENTS,
	},
	showWhen({ textSource: ['text'] }, { ...textField, ...HIDDEN_FOR_AGENTS }),
	showWhen(
		{ textSource: ['url'] },
		{
			displayName: 'Text URL',
			name: 'textUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/interview.txt',
			...HIDDEN_FOR_AGENTS,
		},
	),
	showWhen({ textSource: ['url'] }, { ...textHeaders.field, ...HIDDEN_FOR_AGENTS }),
	showWhen({ '@tool': [true] }, textField),
];

/** An option: the input field with the text file. */
export const textPropertyOption: INodeProperties = {
	displayName: 'Text Input Data Field Name',
	name: 'textBinaryPropertyName',
	type: 'string',
	default: TEXT_PROPERTY,
	displayOptions: { show: { '/textSource': ['binary'] }, hide: { '@tool': [true] } },
	description: 'Name of the input field that contains the text file',
};

/** The spoken text that the fields name; agents have no files, so they pass the text itself. @throws NodeOperationError */
export async function readSpokenText(call: ItemContext): Promise<Source> {
	const source = isToolExecution(call.context)
		? 'text'
		: readEnum(call, 'textSource', 'Spoken Text', ['binary', 'text', 'url'], 'binary');
	if (source === 'url') return readUrlSource(call, 'textUrl', 'Text URL');
	if (source === 'binary') {
		const field = {
			name: `options.${textPropertyOption.name}`,
			label: optionLabel(textPropertyOption),
			fallback: TEXT_PROPERTY,
			alternative: ', or set "Spoken Text" to "Text" or "URL"',
		};
		const file = await readFileSource(call, field, 'Spoken Text');
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
