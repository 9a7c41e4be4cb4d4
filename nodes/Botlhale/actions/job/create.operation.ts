import { costNotice } from '../../../shared/jobs/costNotice';
import { jobSchema } from '../../../shared/jobs/model';
import { clientFor, createdItem } from '../../../shared/jobs/operations/single';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { callbackFields, readNotifyUrl } from '../../callback';
import { createJob, recordingFields } from '../../create';
import { additionalOption, jobFields } from '../../request';
import { botlhale } from '../../vendor';

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Upload a recording and go on at once, without waiting for its transcript',
	action: 'Create a job',
	properties: [
		costNotice(botlhale.http.displayName),
		...recordingFields,
		...callbackFields,
		...jobFields,
		optionsField([additionalOption, simplifyField]),
	],
	output: jobSchema,
	execute: async (call) => {
		const client = await clientFor(botlhale, call);
		const created = await createJob(call, client, readNotifyUrl(call, client));
		call.noteJob(created.job.jobId);
		return [createdItem(call, created)];
	},
};
