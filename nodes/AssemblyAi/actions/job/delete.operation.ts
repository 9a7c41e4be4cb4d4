import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readJobId } from '../../../shared/fields/parameters';
import { deleteOnce } from '../../../shared/jobs/deleteOnce';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { deleteTranscript } from '../../api/api';
import { assemblyAi } from '../../vendor';

export const deleteJobOperation: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	description: 'Permanently delete the transcript and the recording of a completed job',
	action: 'Delete a job',
	properties: [
		{
			displayName: 'AssemblyAI permanently deletes the transcript and the uploaded recording.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		jobField({ description: 'The job to delete. It must be completed.' }),
		optionsField(),
	],
	output: z.object({ deleted: z.boolean(), jobId: z.string() }),
	execute: async (call) => {
		const jobId = readJobId(call);
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		await deleteOnce(async () => await deleteTranscript(client, jobId));
		return [{ json: { deleted: true, jobId } }];
	},
};
