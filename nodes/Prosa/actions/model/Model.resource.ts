import type { Resource } from '../../../shared/execution/operation';
import { getManyModelsOperation } from './getMany.operation';

export const modelResource: Resource = {
	name: 'Model',
	value: 'model',
	operations: [getManyModelsOperation],
	defaultOperation: 'getMany',
};
