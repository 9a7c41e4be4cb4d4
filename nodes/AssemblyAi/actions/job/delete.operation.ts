import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { readBoolean, readJobId } from '../../../shared/fields/parameters';
import { deleteOnce } from '../../../shared/jobs/deleteOnce';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
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
		simplifyField,
		optionsField(),
	],
	output: z.lazy(() => z.object({ deleted: z.boolean(), jobId: z.string() })),
	execute: async (call) => {
		const jobId = readJobId(call);
		const simplify = readBoolean(call, simplifyField.name, simplifyField.displayName, true);
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		const deleted = await deleteOnce(async () => await deleteTranscript(client, jobId));
		// If the response to the deletion was lost, only the fact is known.
		return [{ json: simplify || !deleted ? { deleted: true, jobId } : toItemData(deleted) }];
	},
};
