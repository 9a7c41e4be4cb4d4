import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { stopBeforeOption } from '../../../shared/jobs/budget';
import { jobSchema } from '../../../shared/jobs/model';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor, createdItem } from '../../../shared/operations/getJob';
import { newJobOnRetryOption, simplifyField } from '../../../shared/operations/jobFields';
import { callbackFields, readNotifyUrl } from '../../callback/callback';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { createJob } from '../../request/create';
import { jobFields } from '../../request/request';
import { botlhale } from '../../vendor';

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Upload a recording and continue immediately without waiting for the transcript',
	action: 'Create a job',
	properties: [
		costNotice(botlhale.http.displayName),
		...recordingFields,
		...callbackFields,
		...jobFields,
		optionsField([additionalOption, newJobOnRetryOption, simplifyField, stopBeforeOption]),
	],
	output: jobSchema,
	execute: async (call) => {
		const client = await clientFor(botlhale, call);
		const created = await createJob(call, client, await readNotifyUrl(call, client));
		return [createdItem(call, created)];
	},
};
