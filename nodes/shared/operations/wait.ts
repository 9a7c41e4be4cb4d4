import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { RunOperation } from '../execution/operation';
import { optionsField, readRunSettings } from '../execution/requestOptions';
import { runItems, type ItemContext } from '../execution/runItems';
import { readEnum, readJobId, readOptions, type ParameterSource } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import { hasEnded, jobSchema, jobToJson, type JobResponse } from '../jobs/model';
import { deadlineIn, pollUntilDone } from '../jobs/polling';
import { unsubscribeWakeUp, subscribeWakeUp, suspend, type WaitingJob, type WaitPlan } from '../jobs/suspend';
import type { Vendor } from '../jobs/vendor';
import { clientFor, failedJobItem } from './getJob';
import { outputItem } from './getTranscript';
import { failedJobsOption, readTimeLimit, timeLimitOption } from './jobFields';
import { OUTPUT_VALUES, outputFields, outputOptions, readOutputSettings, type WaitOutput } from './output';
import { fetchTranscript } from './source';

const waitField = ({ http, wakeUp: wakeUpCalls }: Vendor): INodeProperties => ({
	displayName: 'How to Wait',
	name: 'waitMode',
	type: 'options',
	options: [
		{
			name: 'Poll',
			value: 'poll',
			description: 'Look at the jobs again and again. Works everywhere; the execution stays active.',
		},
		{
			name: 'Suspend Until Called Back',
			value: 'suspend',
			description: `Put the execution to sleep until ${http.displayName} calls. Survives a restart and occupies no worker; ${
				wakeUpCalls
					? 'the node registers a webhook endpoint in your account meanwhile'
					: 'create the jobs with the callback «Resume This Execution»'
			}.`,
		},
	],
	default: 'poll',
	displayOptions: { hide: { '@tool': [true] } },
});

const suspendNotice: INodeProperties = {
	displayName:
		'When the time limit ends the wait, n8n passes on the input items: they still hold the job IDs, so a second Wait for Completion or Transcript: Get can go on from there. Jobs that have failed are given with their error and do not stop the workflow.',
	name: 'suspendNotice',
	type: 'notice',
	default: '',
};

const JOB_OUTPUT = { name: 'Job', value: 'job', description: 'Status, times and error of the job' };

/**
 * Job: Wait for Completion; its `webhook()` part is `resumeWait`. `suspends: false` is for a vendor that cannot
 * call a sleeping execution, because its address has a query.
 */
export function waitOperation(
	vendor: Vendor,
	job: INodeProperties,
	{ suspends = true }: { suspends?: boolean } = {},
): RunOperation {
	return {
		name: 'Wait for Completion',
		value: 'wait',
		description: 'Wait until jobs have ended, then give them or their transcripts',
		action: 'Wait for completion of a job',
		properties: [
			job,
			...(suspends ? [waitField(vendor), showWhen({ waitMode: ['suspend'] }, suspendNotice)] : []),
			...outputFields([JOB_OUTPUT], 'job'),
			optionsField([...outputOptions, failedJobsOption, timeLimitOption]),
		],
		output: jobSchema,
		executeAll: async (context) =>
			suspends && context.getNodeParameter('waitMode', 0, 'poll') === 'suspend'
				? await waitSuspended(vendor, context)
				: await runItems(context, readRunSettings(context), async (call) => await waitPolling(vendor, call)),
	};
}

async function waitPolling(vendor: Vendor, call: ItemContext): Promise<INodeExecutionData[]> {
	const jobId = readJobId(call);
	const client = await clientFor(vendor, call);
	const deadline = deadlineIn(readTimeLimit(call));
	const response = await pollUntilDone(vendor, client, jobId, deadline);
	return [await ended(vendor, call, response, deadline)];
}

async function ended(
	vendor: Vendor,
	call: ItemContext,
	response: JobResponse,
	deadline = deadlineIn(readTimeLimit(call)),
): Promise<INodeExecutionData> {
	const output = readWaitOutput(call);
	const { job } = response;
	if (job.status !== 'completed') return failedJobItem(call, response);
	if (output === 'job') return { json: jobToJson(job) };
	return await outputItem(
		call,
		await fetchTranscript(vendor, call, job.jobId, output, response, deadline),
		output,
	);
}

function readWaitOutput(call: ParameterSource): WaitOutput {
	return readEnum<WaitOutput>(call, 'output', 'Output', ['job', ...OUTPUT_VALUES], 'job');
}

/**
 * Looks at every job once; if all have ended it gives them and never suspends. Else the ids go into the
 * node's context, which n8n keeps with the execution, and n8n puts it to sleep. This look is the last thing
 * before, because a callback that comes while the execution still runs is refused by n8n (409).
 */
async function waitSuspended(vendor: Vendor, context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const settings = readRunSettings(context);
	const first = { context, itemIndex: 0 };
	const plan = {
		output: readWaitOutput(first),
		settings: readOutputSettings(readOptions(first, 'options', 'Options')),
		limitMs: readTimeLimit(first),
	};
	const jobs: WaitingJob[] = [];
	const answers = new Map<number, JobResponse>();
	const isOpen = () => [...answers.values()].some(({ job }) => !hasEnded(job));
	const look = async (call: ItemContext): Promise<INodeExecutionData[]> => {
		const known = answers.get(call.itemIndex);
		if (known && hasEnded(known.job)) return [];
		const jobId = readJobId(call);
		const client = (await clientFor(vendor, call)).forJob(jobId);
		const [answer] = await Promise.allSettled([vendor.getJob(client, jobId, 0)]);
		if (answer.status === 'fulfilled') answers.set(call.itemIndex, answer.value);
		return [];
	};
	const withoutJob = await runItems(context, settings, async (call) => {
		jobs.push({ jobId: readJobId(call), itemIndex: call.itemIndex });
		return await look(call);
	});
	if (isOpen()) {
		const wakeUpId = await subscribeWakeUp(vendor, context, plan.limitMs);
		// What has ended before the order is not called for.
		if (wakeUpId !== undefined) await runItems(context, settings, look);
		if (isOpen()) {
			await suspend(context, { ...plan, jobs, failed: indexed(withoutJob), wakeUpId });
			return context.getInputData();
		}
		await unsubscribeWakeUp(vendor, context, wakeUpId);
	}
	return await runItems(context, settings, async (call) => {
		const known = answers.get(call.itemIndex);
		return known ? [await ended(vendor, call, known)] : await waitPolling(vendor, call);
	});
}

/** Items with the index of the input item that each belongs to. */
function indexed(items: INodeExecutionData[]): WaitPlan['failed'] {
	return items.flatMap(({ json, pairedItem }) =>
		typeof pairedItem === 'object' && 'item' in pairedItem ? [{ itemIndex: pairedItem.item, json }] : [],
	);
}
