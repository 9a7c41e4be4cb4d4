import { randomUUID } from 'crypto';
import { z } from 'zod/v4';

import { type Execution, type Item, type WorkflowNode, failureOf, outputOf } from '../../../platform/rest';
import { waitFor } from '../../../platform/wait';
import type { TestedVendor } from '../../support/vendors';
import type { Recording } from './recordings';
import type { Stage } from './stage';

/** The parts of a stage that workflows are built and published with. */
export type Publishing = Pick<Stage, 'webhookUrl' | 'sandbox' | 'client' | 'credentials'>;

/** The nodes where an execution starts and where its result is. */
export const START = 'Start';
export const RESULT = 'Result';

/** A node in the sequence of a workflow. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown> = {},
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** A webhook that starts the workflow. */
export function startNode(): WorkflowNode {
	const path = randomUUID();
	return node(
		START,
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, options: {} },
		{ typeVersion: 2, webhookId: path },
	);
}

/** A webhook that starts the workflow with a list of recordings, and the nodes that fetch them: one item each. */
export function recordingNodes(stage: Publishing): WorkflowNode[] {
	return [
		startNode(),
		node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.files', options: {} }),
		node(
			'Fetch',
			'n8n-nodes-base.httpRequest',
			{
				url: `=${stage.sandbox.recordingUrl('')}{{ $json['body.files'] }}`,
				options: { response: { response: { responseFormat: 'file' } } },
			},
			{ typeVersion: 4.2 },
		),
	];
}

/** The vendor's action node, with its credential. */
export function vendorNode(
	stage: Publishing,
	vendor: TestedVendor,
	name: string,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return node(name, `n8n-nodes-transcription.${vendor.node}`, parameters, {
		typeVersion: 2,
		credentials: credentialOf(stage, vendor),
		webhookId: randomUUID(),
	});
}

/** The vendor's trigger. */
export function triggerNode(
	stage: Publishing,
	vendor: TestedVendor,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return node(
		START,
		`n8n-nodes-transcription.${vendor.trigger}`,
		{ events: ['completed', 'failed'], ...parameters },
		{ typeVersion: 2, credentials: credentialOf(stage, vendor), webhookId: randomUUID() },
	);
}

export const resultNode = (): WorkflowNode => node(RESULT, 'n8n-nodes-base.noOp');

function credentialOf(stage: Publishing, { credentialType }: TestedVendor) {
	const credential = stage.credentials.find(({ type }) => type === credentialType);
	if (!credential) throw new Error(`n8n has no credential of the type ${credentialType}`);
	return { [credentialType]: { id: credential.id, name: credential.name } };
}

/** An active workflow. */
export interface LiveWorkflow {
	id: string;
	/** The URL of its webhook at the webhook process. */
	url: string;
	/** Starts it with the recordings of one execution. */
	start(recordings: Recording[]): Promise<void>;
	/** The number of executions in each state. */
	states(): Promise<Record<string, number>>;
	/** Waits until the states match, and returns them. */
	until(what: string, fits: (states: Record<string, number>) => boolean, timeoutMs?: number): Promise<void>;
	/** Waits until there are this many executions and all have ended; returns the successful ones. */
	ended(count: number, timeoutMs?: number): Promise<Execution[]>;
	/** Why the first execution that did not succeed failed, as the end of a sentence; empty if there is none. */
	firstFailure(): Promise<string>;
	/** Deactivates it. */
	deactivate(): Promise<void>;
}

const summarySchema = z.object({ status: z.string() });

/** Creates and publishes a workflow with these nodes in sequence, and waits until the webhook process knows it. */
export async function publish(stage: Publishing, nodes: WorkflowNode[]): Promise<LiveWorkflow> {
	const { client } = stage;
	const workflow = await client.createWorkflow({
		name: nodes.map(({ name }) => name).join(', '),
		nodes,
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, index) => [
					nodes[index]?.name ?? '',
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	});
	await client.activate(workflow);
	const first = nodes[0];
	const url = `${stage.webhookUrl}/webhook/${pathOf(first)}`;
	await waitFor(async () => ((await isListening(url)) ? true : undefined), {
		what: `${url} to listen`,
		timeoutMs: 60_000,
	});
	const states = async (): Promise<Record<string, number>> => {
		const counts: Record<string, number> = {};
		for (const execution of await client.executionsOf(workflow.id)) {
			const { status } = summarySchema.parse(execution);
			counts[status] = (counts[status] ?? 0) + 1;
		}
		return counts;
	};
	const firstFailure = async (): Promise<string> => {
		const failed = (await client.executionsOf(workflow.id)).find(({ status }) =>
			['error', 'crashed', 'canceled'].includes(status),
		);
		return failed === undefined ? '' : `; ${failureOf(await client.execution(failed.id))}`;
	};
	const until: LiveWorkflow['until'] = async (what, fits, timeoutMs = 120_000) => {
		let last: Record<string, number> = {};
		await waitFor(async () => (fits((last = await states())) ? true : undefined), {
			what: `${what} (${workflow.name})`,
			timeoutMs,
			intervalMs: 500,
		}).catch(async (error: unknown) => {
			throw new Error(`${String(error)}; executions: ${JSON.stringify(last)}${await firstFailure()}`);
		});
	};
	return {
		id: workflow.id,
		url,
		states,
		until,
		firstFailure,
		async start(recordings) {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ files: recordings.map(({ file }) => file) }),
			});
			if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
		},
		async ended(count, timeoutMs) {
			await until(
				`${count} ended executions`,
				(counts) => sum(counts) >= count && active(counts) === 0,
				timeoutMs,
			);
			const all = await client.executionsOf(workflow.id);
			const good = all.filter(({ status }) => status === 'success');
			const executions: Execution[] = [];
			for (const { id } of good) executions.push(await client.execution(id));
			return executions;
		},
		deactivate: async () => await client.deactivate(workflow.id),
	};
}

/** Publishes Create and Wait for Completion, suspended until the callbacks; the time limit is in minutes. */
export async function createAndSuspend(
	stage: Publishing,
	vendor: TestedVendor,
	timeLimit = 60,
): Promise<LiveWorkflow> {
	return await publish(stage, [
		...recordingNodes(stage),
		...suspendingNodes(stage, vendor, { timeLimit }),
		resultNode(),
	]);
}

/** Create and Wait for Completion, suspended until the callbacks. */
export function suspendingNodes(
	stage: Publishing,
	vendor: TestedVendor,
	options: Record<string, unknown> = {},
): WorkflowNode[] {
	return [
		vendorNode(stage, vendor, 'Create', {
			resource: 'job',
			operation: 'create',
			...(vendor.subscribes ? {} : { callback: 'resume' }),
			...vendor.fromFile,
		}),
		vendorNode(stage, vendor, 'Wait', {
			resource: 'job',
			operation: 'wait',
			waitMode: 'suspend',
			output: 'text',
			options,
		}),
	];
}

/** Publishes a workflow that gets the transcripts of the jobs whose IDs it receives in place of files. */
export async function publishLater(stage: Publishing, vendor: TestedVendor): Promise<LiveWorkflow> {
	const [start, split] = recordingNodes(stage);
	if (!start || !split) throw new Error('No start');
	return await publish(stage, [
		start,
		split,
		node('Job ID', 'n8n-nodes-base.set', jobIdOfEach, { typeVersion: 3.4 }),
		vendorNode(stage, vendor, 'Wait', { resource: 'job', operation: 'wait', output: 'text' }),
		resultNode(),
	]);
}

const jobIdOfEach = {
	assignments: {
		assignments: [{ id: 'jobId', name: 'jobId', value: "={{ $json['body.files'] }}", type: 'string' }],
	},
	options: {},
};

/** Removes callbacks that another process has received before, as the documentation recommends. */
export const removeDuplicatesNode = (): WorkflowNode =>
	node(
		'Remove Duplicates',
		'n8n-nodes-base.removeDuplicates',
		{
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json.deliveryId }}',
		},
		{ typeVersion: 2 },
	);

/** The number of executions that have not ended. */
export function active(states: Record<string, number>): number {
	return (states.new ?? 0) + (states.running ?? 0) + (states.waiting ?? 0);
}

const sum = (counts: Record<string, number>): number =>
	Object.values(counts).reduce((total, count) => total + count, 0);

/** The path of n8n's own webhook is unchanged; that of a trigger follows its ID. */
function pathOf(start: WorkflowNode | undefined): string {
	const path: unknown = start?.parameters.path;
	return typeof path === 'string' ? path : `${start?.webhookId ?? ''}/webhook`;
}

/** With a method that no trigger accepts, n8n says whether the URL exists and starts nothing. */
async function isListening(url: string): Promise<boolean> {
	const response = await fetch(url, { method: 'DELETE' });
	return (await response.text()).includes('not registered for DELETE');
}

/** The items of a node in several executions. */
export function itemsOf(executions: Execution[], name = RESULT): Item[] {
	return executions.flatMap((execution) => outputOf(execution, name));
}

/** A text field of an item; an empty text if there is none. */
export function text(item: Item | undefined, field: string): string {
	const value = item?.json[field];
	return typeof value === 'string' ? value : '';
}
