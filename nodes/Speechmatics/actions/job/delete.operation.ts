import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readBoolean, readJobId } from '../../../shared/fields/parameters';
import { deleteOnce } from '../../../shared/jobs/deleteOnce';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { deleteJob } from '../../api/api';
import { withoutSecrets } from '../../api/secrets';
import { speechmatics } from '../../vendor';

export const deleteJobOperation: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	description: 'Permanently delete a job with its recording and all results',
	action: 'Delete a job',
	properties: [
		{
			displayName: 'Speechmatics permanently deletes the recording, the transcript and all other results.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		jobField({ description: 'The job to delete' }),
		{
			displayName: 'Force',
			name: 'force',
			type: 'boolean',
			default: false,
			description:
				'Whether to stop and delete a job that is still running. If off, Speechmatics rejects the request.',
		},
		simplifyField,
		optionsField(),
	],
	output: z.lazy(() => z.object({ deleted: z.boolean(), jobId: z.string() })),
	execute: async (call) => {
		const jobId = readJobId(call);
		const force = readBoolean(call, 'force', 'Force');
		const simplify = readBoolean(call, simplifyField.name, simplifyField.displayName, true);
		const client = (await clientFor(speechmatics, call)).forJob(jobId);
		const deleted = await deleteOnce(async () => await deleteJob(client, jobId, force));
		// If the response to the deletion was lost, only the fact is known.
		return [{ json: simplify || !deleted ? { deleted: true, jobId } : withoutSecrets({ job: deleted }) }];
	},
};
