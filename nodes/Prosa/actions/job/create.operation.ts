import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { stopBeforeOption } from '../../../shared/jobs/budget';
import { jobSchema } from '../../../shared/jobs/model';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor, createdItem } from '../../../shared/operations/getJob';
import { newJobOnRetryOption, simplifyField } from '../../../shared/operations/jobFields';
import { additionalOption, submissionFields } from '../../parameters/recognition';
import { downloadOption, recordingFields } from '../../parameters/recording';
import { createJob } from '../../request/create';
import { prosa } from '../../vendor';

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription job and continue immediately without waiting for the result',
	action: 'Create a job',
	properties: [
		costNotice(prosa.http.displayName),
		...recordingFields,
		{
			displayName:
				'Prosa.ai reports finished jobs to the webhook endpoints of the account, not to a URL of each job. The Prosa.ai Trigger registers its own endpoint, and so does Job: Wait for Completion when it suspends the execution.',
			name: 'callbackNotice',
			type: 'notice',
			default: '',
		},
		...submissionFields,
		optionsField([additionalOption, downloadOption, newJobOnRetryOption, simplifyField, stopBeforeOption]),
	],
	output: jobSchema,
	execute: async (call) => {
		const created = await createJob(call, await clientFor(prosa, call));
		return [createdItem(call, created)];
	},
};
