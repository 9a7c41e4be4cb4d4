import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { trimmedText } from '../core/trimmedText';
import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import {
	checkWebAddress,
	fieldError,
	optionLabel,
	readEnum,
	readJobId,
	readOptions,
} from '../fields/parameters';
import type { JobVendor } from '../jobs/vendor';
import { transcriptSchema } from '../transcript/model';
import type { TranscriptNeeds } from '../transcript/read';
import type { TranscriptResponse } from '../transcript/response';
import { transcriptWithoutWordsSchema } from '../transcript/withoutWords';
import {
	OUTPUT_VALUES,
	outputFields,
	outputOptions,
	readOutputSettings,
	recordingUrlOption,
	renderOutput,
	type Output,
	type OutputChoice,
	type OutputSettings,
	type PrepareBinary,
} from './output';
import { redactionOptions } from './redaction';
import { fetchTranscript, isFromItem, sourceFields, transcriptOf, type TranscriptSource } from './source';

/** An output of Transcript: Get that only one vendor has. */
export interface OwnOutput extends OutputChoice {
	fetch(call: ItemContext, jobId: string): Promise<INodeExecutionData>;
}

/** Transcript: Get. */
export function getTranscriptOperation(
	vendor: JobVendor,
	jobField: INodeProperties,
	ownOutputs: readonly OwnOutput[] = [],
): ItemOperation {
	const more = ownOutputs.map(({ name, value, description }) => ({ name, value, description }));
	return {
		name: 'Get',
		value: 'get',
		description: 'Get the transcript of a completed job as data, text, Markdown, captions or an HTML page',
		action: 'Get a transcript',
		properties: [
			...sourceFields(jobField),
			...outputFields(more),
			optionsField([...outputOptions(ownOutputs), ...redactionOptions(vendor, true)]),
		],
		output: transcriptWithoutWordsSchema,
		execute: async (call) => {
			const chosen: unknown = call.context.getNodeParameter('output', call.itemIndex, 'transcript');
			const own = ownOutputs.find(({ value }) => value === chosen);
			const fromItem = isFromItem(call);
			if ((own || chosen === 'vendor') && fromItem) {
				throw fieldError(
					call,
					'Output',
					"is not available, because the input item does not contain the vendor's response",
					'Set "Transcript Source" to "Job".',
				);
			}
			if (own) return [await own.fetch(call, readJobId(call))];
			const output = readOutput(call);
			const response = fromItem
				? { transcript: await transcriptOf(vendor, call, needsOf(output)), raw: {} }
				: await fetchTranscript(vendor, call, readJobId(call), output);
			return [await outputItem(call, response, output)];
		},
	};
}

/**
 * Transcript: Convert, for transcripts that need no request.
 * @param byDefault the default of "Output"
 */
export function convertOperation(
	source: TranscriptSource,
	description: string,
	byDefault: 'text' | 'transcript',
): ItemOperation {
	return {
		name: 'Convert',
		value: 'convert',
		description,
		action: 'Convert a transcript',
		properties: [
			...source.fields,
			...outputFields([], byDefault).map(withoutVendorResponse),
			source.optionsField(outputOptions()),
		],
		output: byDefault === 'transcript' ? transcriptWithoutWordsSchema : textSchema,
		execute: async (call) => {
			const output = readEnum(call, 'output', 'Output', CONVERTED_VALUES, byDefault);
			const transcript = await source.read(call, needsOf(output));
			return [await outputItem(call, { transcript, raw: {} }, output)];
		},
	};
}

/** An item with the text of a transcript. */
const textSchema = z.lazy(() =>
	transcriptSchema
		.pick({ vendor: true, jobId: true, recording: true, language: true, duration: true })
		.extend({ text: z.string() }),
);

/** All outputs except the vendor's response, because there is no request. */
const CONVERTED_VALUES = OUTPUT_VALUES.filter((value) => value !== 'vendor');

const withoutVendorResponse = (field: INodeProperties): INodeProperties => ({
	...field,
	options: (field.options ?? []).filter((option) => !('value' in option) || option.value !== 'vendor'),
});

/** Captions are made of words, everything else of turns. */
const needsOf = (output: Output): TranscriptNeeds => ({ words: ['words', 'srt', 'vtt'].includes(output) });

/** An item with the transcript in the format that its fields choose. */
export async function outputItem(call: ItemContext, response: TranscriptResponse, output: Output) {
	const { settings, prepareBinary } = fileParts(call);
	return await renderOutput(response, output, settings, prepareBinary);
}

/**
 * What is needed to write an output to a file: the options of this item, and n8n's binary storage.
 * @throws NodeOperationError for a recording URL that is not a web address
 */
export function fileParts(call: ItemContext): { settings: OutputSettings; prepareBinary: PrepareBinary } {
	const { helpers } = call.context;
	const options = readOptions(call, 'options', 'Options');
	const settings = readOutputSettings(options);
	const url = trimmedText(options[recordingUrlOption.name]);
	return {
		settings: {
			...settings,
			...(url === '' ? {} : { recordingUrl: checkWebAddress(call, optionLabel(recordingUrlOption), url) }),
		},
		prepareBinary: async (data, fileName, mimeType) =>
			await helpers.prepareBinaryData(data, fileName, mimeType),
	};
}

/** The chosen output format. @throws NodeOperationError */
export function readOutput(call: ItemContext): Output {
	return readEnum(call, 'output', 'Output', OUTPUT_VALUES, 'transcript');
}
