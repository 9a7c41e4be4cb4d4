import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readBoolean, readJobId } from '../../../shared/fields/parameters';
import { deleteOnce } from '../../../shared/jobs/deleteOnce';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { archiveJob } from '../../api/api';
import { rawJob } from '../../response/job';
import { prosa } from '../../vendor';

export const deleteJobOperation: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	description: 'Archive a job so that it can no longer be found',
	action: 'Delete a job',
	properties: [
		{
			displayName:
				'Prosa.ai archives jobs: they can no longer be found or read, but Prosa.ai does not document whether their data is erased. A queued job is cancelled at no cost. A job that is being transcribed cannot be archived.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		jobField({ description: 'The job to archive' }),
		simplifyField,
		optionsField(),
	],
	output: z.lazy(() => z.object({ deleted: z.boolean(), jobId: z.string(), vendorStatus: z.string() })),
	execute: async (call) => {
		const jobId = readJobId(call);
		const simplify = readBoolean(call, simplifyField.name, simplifyField.displayName, true);
		const client = (await clientFor(prosa, call)).forJob(jobId);
		const archived = await deleteOnce(async () => await archiveJob(client, jobId));
		// If the response to the deletion was lost, only the fact is known.
		if (!simplify && archived) return [{ json: rawJob(archived) }];
		return [{ json: { deleted: true, jobId, vendorStatus: archived?.status ?? 'archived' } }];
	},
};
