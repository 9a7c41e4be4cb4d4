import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { readBoolean, readJobId } from '../../../shared/fields/parameters';
import { createOnce } from '../../../shared/jobs/createOnce';
import { JobError } from '../../../shared/jobs/jobError';
import type { CreatedJob } from '../../../shared/jobs/vendor';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { checkResponse } from '../../../shared/transcript/check';
import { identity } from '../../api/identity';
import { understandingResponseSchema, type UnderstandingResponse } from '../../api/schemas';
import { understand, understandingHttp } from '../../api/understanding';
import { tasksGroup, understandingNotice } from '../../parameters/understanding';
import { readTasks } from '../../request/understanding';
import { resultOrFailure } from '../../response/resultOrFailure';
import { toUnderstanding, understandingSchema } from '../../response/understanding';
import { assemblyAi } from '../../vendor';

const gateway = { ...assemblyAi, http: understandingHttp };

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
				send: async () => toCreated(jobId, await understand(client, jobId, tasks)),
				resume: async () => await Promise.reject(lostError(jobId)),
			});
		const jobs = (await clientFor(assemblyAi, call)).forJob(jobId);
		const { raw } = await resultOrFailure(jobs, jobId, process);
		if (!simplify) return [{ json: raw }];
		const response = checkResponse(understandingResponseSchema, raw);
		return [{ json: toItemData(await toUnderstanding(jobId, response)) }];
	},
};

/** The result as a completed job, because it is paid for once like one; AssemblyAI stores nothing to fetch later. */
function toCreated(jobId: string, response: UnderstandingResponse): CreatedJob {
	return {
		job: {
			vendor: identity.id,
			jobId: response.request_id ?? jobId,
			status: 'completed',
			vendorStatus: 'completed',
			createdAt: null,
			completedAt: null,
			name: null,
			duration: null,
			errorMessage: null,
		},
		raw: toItemData(response),
		withoutJob: true,
	};
}

function lostError(jobId: string): JobError {
	return new JobError(
		jobId,
		'The tasks were processed by an earlier attempt, whose result is no longer available',
		'AssemblyAI does not store results of tasks. To process them again, start a new execution.',
		true,
	);
}
