import { costNotice } from '../../../shared/jobs/costNotice';
import { jobSchema } from '../../../shared/jobs/model';
import { clientFor, createdItem } from '../../../shared/jobs/operations/single';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { callbackFields, readCallback } from '../../../shared/webhook/callback';
import { createJob, recordingFields } from '../../create';
import { additionalOption, transcriptionFields } from '../../request';
import { assemblyAi } from '../../vendor';

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription and go on at once, without waiting for it',
	action: 'Create a job',
	properties: [
		costNotice(assemblyAi.http.displayName),
		...recordingFields,
		...callbackFields({ trigger: 'AssemblyAI Trigger', ownHeader: true }),
		...transcriptionFields,
		optionsField([additionalOption, simplifyField]),
	],
	output: jobSchema,
	execute: async (call) => {
		const client = await clientFor(assemblyAi, call);
		const created = await createJob(call, client, await readCallback(call, client));
		call.noteJob(created.job.jobId);
		return [createdItem(call, created)];
	},
};
