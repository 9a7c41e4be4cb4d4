import type { Resource } from '../../../shared/execution/operation';
import { uploadFileOperation } from './upload.operation';

export const fileResource: Resource = {
	name: 'File',
	value: 'file',
	operations: [uploadFileOperation],
	defaultOperation: 'upload',
};
