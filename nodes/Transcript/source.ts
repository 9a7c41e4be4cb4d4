import type { INodeProperties } from 'n8n-workflow';

import { localOptionsField } from '../shared/execution/requestOptions';
import type { ItemContext } from '../shared/execution/runItems';
import { readBinaryText } from '../shared/fields/binaryText';
import { fieldError, readEnum, readOptions, readRequiredText } from '../shared/fields/parameters';
import { showWhen } from '../shared/fields/showWhen';
import { FORMATS, FormatError, importTranscript } from '../shared/formats';
import { recordingName } from '../shared/operations/recordingName';
import {
	outputAdvice,
	transcriptField,
	transcriptValue,
	WITHOUT_WORDS,
	type TranscriptSource,
} from '../shared/operations/source';
import type { Transcript } from '../shared/transcript/model';
import { MissingWordsError, type TranscriptNeeds } from '../shared/transcript/read';
import { withRecording } from '../shared/transcript/recording';

const SOURCES = ['item', 'binary', 'text'] as const;

/** The fields for a transcript of any tool: an input item, a file, or text. */
const importFields: readonly INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'binary',
				description: 'A file from the input item, e.g. JSON, SRT, VTT or text',
			},
			{
				name: 'Input Item',
				value: 'item',
				description: 'The JSON of the input item, e.g. from a transcription node',
			},
			{ name: 'Text', value: 'text', description: 'Captions, JSON or text with times that you enter' },
		],
		default: 'item',
		description: 'Where the transcript comes from',
	},
	showWhen(
		{ source: ['item'] },
		{
			...transcriptField,
			description: 'The transcript, or the unmodified response of the tool that made it',
		},
	),
	showWhen(
		{ source: ['binary'] },
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input field containing the transcript file',
		},
	),
	showWhen(
		{ source: ['text'] },
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 6 },
			default: '',
			required: true,
			placeholder: 'e.g. [00:00:01] Ada: Good morning.',
		},
	),
];

/** The option that replaces the recognition of the format. */
const formatOption: INodeProperties = {
	displayName: 'Input Format',
	name: 'inputFormat',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'automatic', description: 'Recognize the format by the content' },
		...FORMATS.map(({ id, name }) => ({ name, value: id })),
	],
	default: 'automatic',
	description: 'Format of the transcript',
};

/** A transcript of any tool. */
export const importSource: TranscriptSource = {
	fields: importFields,
	options: [formatOption],
	optionsField: (own) => localOptionsField([...own, formatOption]),
	read: importedTranscript,
};

/** The transcript of an item. @throws NodeOperationError that says what was found instead */
async function importedTranscript(call: ItemContext, needs?: TranscriptNeeds): Promise<Transcript> {
	const { inputFormat } = readOptions(call, 'options', 'Options');
	const formatId = typeof inputFormat === 'string' && inputFormat !== 'automatic' ? inputFormat : undefined;
	const { label, value } = await readSource(call);
	const [imported] = await Promise.allSettled([importTranscript(value, formatId, needs)]);
	if (imported.status === 'fulfilled') {
		return withRecording(imported.value.transcript, recordingName(call));
	}
	const reason: unknown = imported.reason;
	if (reason instanceof MissingWordsError) {
		throw fieldError(call, label, WITHOUT_WORDS, `${outputAdvice({ words: true })}.`);
	}
	if (!(reason instanceof FormatError)) throw reason;
	throw fieldError(call, label, 'is not a transcript', reason.message);
}

async function readSource(call: ItemContext): Promise<{ label: string; value: unknown }> {
	switch (readEnum(call, 'source', 'Source', SOURCES, 'item')) {
		case 'binary': {
			const label = 'Input Data Field Name';
			return { label, value: await readBinaryText(call, label) };
		}
		case 'text':
			return { label: 'Text', value: readRequiredText(call, 'text', 'Text') };
		case 'item':
			return { label: 'Transcript', value: transcriptValue(call) };
	}
}
