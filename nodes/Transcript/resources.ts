import type { Resource } from '../shared/execution/operation';
import { getCaptionsOperation } from '../shared/operations/getCaptions';
import { searchWordsOperation } from '../shared/operations/searchWords';
import { convertOperation } from './actions/convert.operation';
import { measureOperation } from './actions/measure.operation';
import { importSource } from './source';

export const resources: readonly Resource[] = [
	{
		name: 'Transcript',
		value: 'transcript',
		operations: [
			convertOperation,
			getCaptionsOperation(importSource),
			measureOperation,
			searchWordsOperation(importSource),
		],
		defaultOperation: 'convert',
	},
];
