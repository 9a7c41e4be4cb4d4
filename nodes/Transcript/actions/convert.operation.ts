import type { ItemOperation } from '../../shared/execution/operation';
import { optionsField } from '../../shared/execution/requestOptions';
import { CONVERT, convert, convertedOutputFields } from '../../shared/operations/getTranscript';
import { outputOptions } from '../../shared/operations/output';
import { transcriptSchema } from '../../shared/transcript/model';
import { importSource } from '../source';

/** Transcript: Convert. */
export const convertOperation: ItemOperation = {
	...CONVERT,
	description:
		'Convert a transcript or captions of any tool to text, Markdown, captions, an HTML page or data',
	properties: [
		...importSource.fields,
		...convertedOutputFields('transcript'),
		optionsField([...outputOptions, ...importSource.options]),
	],
	output: transcriptSchema,
	execute: async (call) => await convert(call, 'transcript', async () => await importSource.read(call)),
};
