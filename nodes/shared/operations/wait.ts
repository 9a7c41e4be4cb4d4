import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { shortened } from '../core/shortened';
import type { RunOperation } from '../execution/operation';
import { optionsField, readRunSettings } from '../execution/requestOptions';
import { runItems, type ItemContext } from '../execution/runItems';
import { toItemData } from '../execution/toItemData';
import { readEnum, readJobId, readOptions, type ParameterSource } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import { hasEnded, jobSchema, jobToJson, type JobResponse } from '../jobs/model';
import { deadlineIn, pollUntilDone } from '../jobs/polling';
import { unsubscribeWakeUp, subscribeWakeUp, suspend, type WaitingJob, type WaitPlan } from '../jobs/suspend';
import type { JobVendor } from '../jobs/vendor';
import { checkCallback, checkResumable } from './callbackCheck';
import { clientFor, failedJobItem } from './getJob';
import { outputItem } from './getTranscript';
import { failedJobsOption, readTimeLimit, timeLimitOption } from './jobFields';
import { OUTPUT_VALUES, outputFields, outputOptions, readOutputSettings, type WaitOutput } from './output';
import { recordingName } from './recordingName';
import { redactionOf, redactionOptions } from './redaction';
import { fetchTranscript } from './source';

const waitField = ({ http, wakeUp }: JobVendor): INodeProperties => ({
	displayName: 'How to Wait',
	name: 'waitMode',
	type: 'options',
	options: [
		{
			name: 'Poll',
			value: 'poll',
			description:
				'Check the jobs at intervals. Works everywhere, but the execution stays active while it waits.',
		},
		{
			name: 'Suspend Until Called Back',
			value: 'suspend',
			description: `Pause the execution until ${http.displayName} sends a callback. Survives an n8n restart and uses no worker. ${
				wakeUp
					? 'While it waits, webhook endpoints are registered in your account.'
					: 'Requires jobs whose "Callback" is "Resume This Execution".'
			}`,
		},
	],
	default: 'poll',
	displayOptions: { hide: { '@tool': [true] } },
});

const suspendNotice = (vendor: JobVendor): INodeProperties => ({
	displayName: `${callbackNotice(vendor)} If the time limit is reached, n8n outputs the input items. They still contain the job IDs, so you can continue with another Wait for Completion or with Transcript: Get. What happens to a failed job depends on "On Failed Job" under "Options", and on "On Error" in the settings of the node.`,
	name: 'suspendNotice',
	type: 'notice',
	default: '',
});

function callbackNotice({ http: { displayName }, wakeUp, needsRelay }: JobVendor): string {
	if (wakeUp) {
		return `${displayName} must be able to reach this n8n instance. Jobs do not need a callback of their own. The status is checked once more immediately before the execution is suspended.`;
	}
	const relay =
		needsRelay === true
			? ' Suspending requires a published workflow. In a test run, the node polls instead.'
			: '';
	return `The callback of the jobs resumes the execution: in Job: Create of the same execution, set "Callback" to "Resume This Execution". The node fails if a job has another callback or none, as far as ${displayName} reports it. The status is checked once more immediately before the execution is suspended.${relay}`;
}

/** Longest name of a recording, in characters, that is stored with a suspended execution. */
const LONGEST_NAME = 150;

const JOB_OUTPUT = { name: 'Job', value: 'job', description: 'Status, times and error of the job' };

/**
 * Job: Wait for Completion; its `webhook()` part is `resumeMethod`.
 * @param suspends `false` for a vendor without callbacks
 */
export function waitOperation(
	vendor: JobVendor,
	jobField: INodeProperties,
	{ suspends = true }: { suspends?: boolean } = {},
): RunOperation {
	return {
		name: 'Wait for Completion',
		value: 'wait',
		description: 'Wait until the jobs finish, then return the jobs or their transcripts',
		action: 'Wait for completion of a job',
		properties: [
			jobField,
			...(suspends ? [waitField(vendor), showWhen({ waitMode: ['suspend'] }, suspendNotice(vendor))] : []),
			...outputFields([JOB_OUTPUT], 'job'),
			optionsField([...outputOptions(), ...redactionOptions(vendor), failedJobsOption, timeLimitOption]),
		],
		output: jobSchema,
		executeAll: async (context) =>
			suspends && context.getNodeParameter('waitMode', 0, 'poll') === 'suspend' && maySuspend(vendor, context)
				? await waitSuspended(vendor, context)
				: await runItems(context, readRunSettings(context), async (call) => await waitPolling(vendor, call)),
	};
}

/** Whether the execution can be suspended; a test run without a relay polls, and says so. */
function maySuspend({ needsRelay, http }: JobVendor, context: IExecuteFunctions): boolean {
	if (needsRelay !== true || context.getMode() !== 'manual') return true;
	context.addExecutionHints({
		message: `${http.displayName} can only resume executions of published workflows, so this test run polled instead of being suspended.`,
		location: 'outputPane',
	});
	return false;
}

async function waitPolling(vendor: JobVendor, call: ItemContext): Promise<INodeExecutionData[]> {
	const jobId = readJobId(call);
	const client = await clientFor(vendor, call);
	const deadline = deadlineIn(readTimeLimit(call));
	const response = await pollUntilDone(vendor, client, jobId, deadline);
	return [await toItem(vendor, call, response, deadline)];
}

/** An item with a finished job, in the chosen format. */
async function toItem(
	vendor: JobVendor,
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
 * Checks every job once and returns them without suspending if all have finished. Otherwise the job IDs are stored in
 * the node's context, which n8n keeps with the execution, and the execution is suspended. This check is the last step
 * before, because n8n rejects a callback that arrives while the execution still runs (409).
 */
async function waitSuspended(vendor: JobVendor, context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const settings = readRunSettings(context);
	const first = { context, itemIndex: 0 };
	const plan = {
		output: readWaitOutput(first),
		settings: readOutputSettings(readOptions(first, 'options', 'Options')),
		redaction: redactionOf(readOptions(first, 'options', 'Options')),
		limitMs: readTimeLimit(first),
	};
	const jobs: WaitingJob[] = [];
	const responses = new Map<number, JobResponse>();
	const isOpen = () => [...responses.values()].some(({ job }) => !hasEnded(job));
	const check = async (call: ItemContext): Promise<INodeExecutionData[]> => {
		const known = responses.get(call.itemIndex);
		if (known && hasEnded(known.job)) return [];
		const jobId = readJobId(call);
		const client = (await clientFor(vendor, call)).forJob(jobId);
		const [response] = await Promise.allSettled([vendor.getJob(client, jobId, 0)]);
		if (response.status === 'rejected') return [];
		if (!hasEnded(response.value.job)) {
			checkResumable(vendor, client, call);
			checkCallback(vendor, client, call, response.value);
		}
		responses.set(call.itemIndex, response.value);
		return [];
	};
	const withoutJob = indexed(
		await runItems(context, settings, async (call) => {
			const items = await check(call);
			const recording = recordingName(call);
			jobs.push({
				jobId: readJobId(call),
				itemIndex: call.itemIndex,
				...(recording === null ? {} : { recording: shortened(recording, LONGEST_NAME) }),
			});
			return items;
		}),
	);
	if (isOpen()) {
		const wakeUpId = await subscribeWakeUp(vendor, context, { ...plan, jobs });
		// The vendor does not report jobs that finished before the subscription.
		if (wakeUpId !== undefined) await runItems(context, settings, check);
		if (isOpen()) {
			await suspend(context, { ...plan, jobs, failed: withoutJob, wakeUpId });
			return context.getInputData();
		}
		await unsubscribeWakeUp(vendor, context, wakeUpId);
	}
	const failed = new Map(withoutJob.map(({ itemIndex, json }) => [itemIndex, { json: toItemData(json) }]));
	return await runItems(context, settings, async (call) => {
		const without = failed.get(call.itemIndex);
		if (without) return [without];
		const known = responses.get(call.itemIndex);
		return known ? [await toItem(vendor, call, known)] : await waitPolling(vendor, call);
	});
}

/** Items with the index of the input item that each is paired with. */
function indexed(items: INodeExecutionData[]): WaitPlan['failed'] {
	return items.flatMap(({ json, pairedItem }) =>
		typeof pairedItem === 'object' && 'item' in pairedItem ? [{ itemIndex: pairedItem.item, json }] : [],
	);
}
