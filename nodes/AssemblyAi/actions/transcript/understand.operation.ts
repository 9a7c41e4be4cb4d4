import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { messageOf } from '../../../shared/core/messageOf';
import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { readBoolean, readJobId } from '../../../shared/fields/parameters';
import { createOnce } from '../../../shared/jobs/createOnce';
import { lostResultError } from '../../../shared/jobs/results';
import { jobOf } from '../../../shared/jobs/synchronous';
import type { CreatedJob } from '../../../shared/jobs/vendor';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { identity } from '../../api/identity';
import type { UnderstandingResponse } from '../../api/schemas';
import { understand, understandingHttp } from '../../api/understanding';
import { tasksGroup, understandingNotice } from '../../parameters/understanding';
import { readTasks } from '../../request/understanding';
import { resultOrFailure } from '../../response/resultOrFailure';
import { requestId, toUnderstanding, understandingSchema } from '../../response/understanding';
import { assemblyAi } from '../../vendor';

/** AssemblyAI's language models, which store nothing that could be fetched later. */
const gateway = { ...assemblyAi, http: understandingHttp, requestId };

export const understandOperation: ItemOperation = {
	name: 'Understand',
	value: 'understand',
	description: 'Translate, summarize or format an existing transcript, or identify its speakers',
	action: 'Understand a transcript',
	properties: [
		understandingNotice,
		costNotice(identity.displayName, 'sends a request that'),
		jobField({ fromItem: true }),
		tasksGroup.property,
		optionsField([simplifyField]),
	],
	output: understandingSchema,
	execute: async (call) => {
		const jobId = readJobId(call);
		const simplify = readBoolean(call, `options.${simplifyField.name}`, simplifyField.displayName, true);
		const tasks = readTasks(call);
		const client = (await clientFor(gateway, call)).forJob(jobId);
		const process = async () =>
			await createOnce(call, client, {
				what: ['understanding', jobId, tasks],
				send: async () => toCreated(await understand(client, jobId, tasks)),
				resume: async () =>
					await Promise.reject(lostResultError(jobId, 'AssemblyAI does not store results of tasks.')),
			});
		const jobs = (await clientFor(assemblyAi, call)).forJob(jobId);
		const { raw } = await resultOrFailure(jobs, jobId, process);
		return [simplify ? await toItem(jobId, raw) : { json: raw }];
	},
};

/** The result as a completed job, because it is paid for once like one. */
function toCreated(response: UnderstandingResponse): CreatedJob {
	const raw = toItemData(response);
	return { job: jobOf(gateway, raw, 'completed'), raw, withoutJob: true };
}

/** The results, or the response if it cannot be converted: it is paid for and cannot be requested again. */
async function toItem(jobId: string, raw: IDataObject): Promise<INodeExecutionData> {
	const [results] = await Promise.allSettled([toUnderstanding(jobId, raw)]);
	return results.status === 'fulfilled'
		? { json: toItemData(results.value) }
		: { json: { jobId, errorMessage: messageOf(results.reason), response: raw } };
}
