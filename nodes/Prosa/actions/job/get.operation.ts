import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readJobId } from '../../../shared/fields/parameters';
import { jobSchema } from '../../../shared/jobs/model';
import { clientFor, jobItem } from '../../../shared/operations/getJob';
import { jobField, simplifyField } from '../../../shared/operations/jobFields';
import { getJob, getStatus } from '../../api/api';
import { progressSchema, rawJob, toJob, toStatus } from '../../response/job';
import { prosa } from '../../vendor';

export const getOperation: ItemOperation = {
	name: 'Get',
	value: 'get',
	description: 'Get the status, name, duration and error of a job',
	action: 'Get a job',
	properties: [jobField(), simplifyField, optionsField()],
	output: jobSchema,
	execute: async (call) => {
		const jobId = readJobId(call);
		const raw = await getJob((await clientFor(prosa, call)).forJob(jobId), jobId);
		return [jobItem(call, { job: toJob(raw), raw: rawJob(raw) })];
	},
};

export const getStatusOperation: ItemOperation = {
	name: 'Get Status',
	value: 'getStatus',
	description: 'Get the status of a job and its progress in percent',
	action: 'Get the status of a job',
	properties: [jobField({ fromItem: true }), simplifyField, optionsField()],
	output: progressSchema,
	execute: async (call) => {
		const jobId = readJobId(call);
		const raw = await getStatus((await clientFor(prosa, call)).forJob(jobId), jobId);
		const simplify = call.context.getNodeParameter('simplify', call.itemIndex, true) !== false;
		return [{ json: simplify ? toStatus(raw) : rawJob(raw) }];
	},
};
