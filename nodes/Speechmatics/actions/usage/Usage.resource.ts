import type { Resource } from '../../../shared/node/operation';
import { getUsageOperation } from './get.operation';

export const usageResource: Resource = {
	name: 'Usage',
	value: 'usage',
	operations: [getUsageOperation],
	defaultOperation: 'get',
};
