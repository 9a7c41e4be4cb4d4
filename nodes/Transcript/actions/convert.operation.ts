import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../shared/execution/operation';
import { optionsField } from '../../shared/execution/requestOptions';
import { readEnum } from '../../shared/fields/parameters';
import { outputItem } from '../../shared/operations/getTranscript';
import { formatOption, importedTranscript, importFields } from '../../shared/operations/imported';
import { OUTPUT_VALUES, outputFields, outputOptions } from '../../shared/operations/output';
import { transcriptSchema } from '../../shared/transcript/model';

const CONVERTED = OUTPUT_VALUES.filter((value) => value !== 'vendor');

/** There is no request, so there is no response of a vendor. */
const withoutResponse = (field: INodeProperties): INodeProperties => ({
	...field,
	options: (field.options ?? []).filter((option) => !('value' in option) || option.value !== 'vendor'),
});

/** Transcript: Convert. */
export const convertOperation: ItemOperation = {
	name: 'Convert',
	value: 'convert',
	description:
		'Convert a transcript or captions of any tool to text, Markdown, captions, an HTML page or data',
	action: 'Convert a transcript',
	properties: [
		...importFields,
		...outputFields().map(withoutResponse),
		optionsField([...outputOptions, formatOption]),
	],
	output: transcriptSchema,
	execute: async (call) => {
		const output = readEnum(call, 'output', 'Output', CONVERTED, 'transcript');
		const transcript = await importedTranscript(call);
		return [await outputItem(call, { transcript, raw: {} }, output)];
	},
};
