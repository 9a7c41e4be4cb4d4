import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { clientFor } from '../../../shared/operations/getJob';
import { requestSlot } from '../../api/api';
import { callbackFields, readNotifyUrl } from '../../callback/callback';
import { additionalOption } from '../../parameters/recognition';
import { jobFields, readJobParameters } from '../../request/request';
import { slotItem } from '../../response/slot';
import { botlhale } from '../../vendor';

const slotItemSchema = z.lazy(() =>
	z.object({
		vendor: z.string(),
		jobId: z.string(),
		method: z.string(),
		url: z.string(),
		fields: z.record(z.string(), z.string()),
		fileField: z.string(),
		expiresAt: z.string().nullable(),
	}),
);

export const createUploadSlotOperation: ItemOperation = {
	name: 'Create Upload Slot',
	value: 'createUploadSlot',
	description: 'Get a signed form for uploading one recording directly, e.g. from a web page or an app',
	action: 'Create an upload slot',
	properties: [
		{
			displayName:
				'The output contains a URL and form fields. Send them as multipart/form-data by POST, all fields first and the recording last in the field "file". The upload starts the job, which Botlhale AI may charge you for. Anyone with this output can upload one recording until it expires.',
			name: 'slotNotice',
			type: 'notice',
			default: '',
		},
		...callbackFields,
		...jobFields,
		optionsField([additionalOption]),
	],
	output: slotItemSchema,
	execute: async (call) => {
		const client = await clientFor(botlhale, call);
		const slot = await requestSlot(
			client,
			readJobParameters(call, client, await readNotifyUrl(call, client)),
		);
		return [{ json: slotItem(client, slot) }];
	},
};
