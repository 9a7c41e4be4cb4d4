import type { Resource } from '../shared/execution/operation';
import { getCaptionsOperation } from '../shared/operations/getCaptions';
import { searchWordsOperation } from '../shared/operations/searchWords';
import { chunkOperation } from './actions/chunk.operation';
import { convertOperation } from './actions/convert.operation';
import { measureOperation } from './actions/measure.operation';
import { importSource } from './source';

export const resources: readonly Resource[] = [
	{
		name: 'Transcript',
		value: 'transcript',
		operations: [
			chunkOperation,
			convertOperation,
			getCaptionsOperation(importSource),
			measureOperation,
			searchWordsOperation(importSource),
		],
		defaultOperation: 'convert',
	},
];
