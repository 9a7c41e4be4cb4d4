import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { clientFor } from '../../../shared/operations/getJob';
import { upload } from '../../request/create';
import { assemblyAi } from '../../vendor';

export const uploadFileOperation: ItemOperation = {
	name: 'Upload',
	value: 'upload',
	description: 'Upload a recording to create one or more jobs from it',
	action: 'Upload a file',
	properties: [
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input field containing the file to upload',
		},
		optionsField(),
	],
	output: z.object({ uploadUrl: z.string() }),
	execute: async (call) => {
		const client = await clientFor(assemblyAi, call);
		return [{ json: { uploadUrl: await upload(call, client) } }];
	},
};
