import type { Resource } from '../shared/execution/operation';
import { convertOperation } from './actions/convert.operation';
import { measureOperation } from './actions/measure.operation';

export const resources: readonly Resource[] = [
	{
		name: 'Transcript',
		value: 'transcript',
		operations: [convertOperation, measureOperation],
		defaultOperation: 'convert',
	},
];
