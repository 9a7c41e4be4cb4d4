import type { Resource } from '../shared/execution/operation';
import { getCaptionsOperation } from '../shared/operations/getCaptions';
import { convertOperation } from '../shared/operations/getTranscript';
import { searchWordsOperation } from '../shared/operations/searchWords';
import { chunkOperation } from './actions/chunk.operation';
import { compareOperation } from './actions/compare.operation';
import { editOperation } from './actions/edit.operation';
import { measureOperation } from './actions/measure.operation';
import { mergeOperation } from './actions/merge.operation';
import { importSource } from './source';

export const resources: readonly Resource[] = [
	{
		name: 'Transcript',
		value: 'transcript',
		operations: [
			chunkOperation,
			compareOperation,
			convertOperation(
				importSource,
				'Convert a transcript or captions from any tool to text, Markdown, captions, an HTML page or data',
				'transcript',
			),
			editOperation,
			getCaptionsOperation(importSource),
			measureOperation,
			mergeOperation,
			searchWordsOperation(importSource),
		],
		defaultOperation: 'convert',
	},
];
