import type { Resource } from '../../../shared/execution/operation';
import { getUsageOperation } from './get.operation';

export const usageResource: Resource = {
	name: 'Usage',
	value: 'usage',
	operations: [getUsageOperation],
	defaultOperation: 'get',
};
