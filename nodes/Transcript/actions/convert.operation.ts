import type { ItemOperation } from '../../shared/execution/operation';
import { optionsField } from '../../shared/execution/requestOptions';
import { CONVERT, convert, convertedOutputFields } from '../../shared/operations/getTranscript';
import { outputOptions } from '../../shared/operations/output';
import { transcriptSchema } from '../../shared/transcript/model';
import { formatOption, importedTranscript, importFields } from '../source';

/** Transcript: Convert. */
export const convertOperation: ItemOperation = {
	...CONVERT,
	description:
		'Convert a transcript or captions of any tool to text, Markdown, captions, an HTML page or data',
	properties: [
		...importFields,
		...convertedOutputFields('transcript'),
		optionsField([...outputOptions, formatOption]),
	],
	output: transcriptSchema,
	execute: async (call) => await convert(call, 'transcript', async () => await importedTranscript(call)),
};
