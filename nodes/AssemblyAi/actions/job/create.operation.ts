import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { stopBeforeOption } from '../../../shared/jobs/budget';
import { jobSchema } from '../../../shared/jobs/model';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor, createdItem } from '../../../shared/operations/getJob';
import { newJobOnRetryOption, simplifyField } from '../../../shared/operations/jobFields';
import { callbackFields, readCallback } from '../../../shared/webhook/callback';
import { identity } from '../../api/identity';
import { createJob, recordingFields } from '../../request/create';
import { transcriptionFields, transcriptionOptions } from '../../request/request';
import { assemblyAi } from '../../vendor';

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription job and continue immediately without waiting for the result',
	action: 'Create a job',
	properties: [
		costNotice(identity.displayName),
		...recordingFields,
		...callbackFields({ trigger: 'AssemblyAI Trigger', ownHeader: true }),
		...transcriptionFields,
		optionsField([...transcriptionOptions, newJobOnRetryOption, simplifyField, stopBeforeOption]),
	],
	output: jobSchema,
	execute: async (call) => {
		const client = await clientFor(assemblyAi, call);
		const created = await createJob(call, client, await readCallback(call, client));
		return [createdItem(call, created)];
	},
};
