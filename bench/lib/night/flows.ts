import { Agent, request } from 'undici';

import type { WorkflowNode } from '../../../platform/rest';
import {
	publish,
	recordingNodes,
	removeDuplicatesNode,
	resultNode,
	startNode,
	triggerNode,
	vendorNode,
	type LiveWorkflow,
	type Publishing,
} from '../../../test/queue/support/workflows';
import type { TestedVendor } from '../../../test/support/vendors';

/** Recordings of one execution that creates jobs. */
export const BATCH = 20;

/** Number of requests in progress at once. */
const CONNECTIONS = 10;

/** Options of Create for vendors whose jobs do not contain the URL, so that the name of the recording comes back. */
const NAMED_BY: Record<string, Record<string, unknown>> = {
	prosa: { label: "={{ $json['body.files'].split('/').pop() }}" },
};

/** How transcripts come back: the execution is suspended, or a trigger starts one for each. */
export type Way = 'suspend' | 'trigger';

/** Workflows that transcribe recordings. */
export interface Flow {
	/** Receives the recordings. */
	creator: LiveWorkflow;
	/** Its executions return the transcripts. */
	archive: LiveWorkflow;
	/** Each of these workflows once. */
	workflows: LiveWorkflow[];
}

/** Create and Wait for Completion in one workflow, or Create in one and the trigger in another. */
export async function publishFlow(
	stage: Publishing,
	vendor: TestedVendor,
	way: Way,
	options: { removeDuplicates: boolean },
): Promise<Flow> {
	const [start, split] = recordingNodes(stage);
	if (!start || !split) throw new Error('No start');
	const create = (callback: Record<string, unknown>): WorkflowNode[] => [
		start,
		split,
		vendorNode(stage, vendor, 'Create', {
			resource: 'job',
			operation: 'create',
			recordingSource: 'url',
			url: `=${stage.sandbox.recordingUrl('')}{{ $json['body.files'] }}`,
			...(vendor.subscribes ? {} : callback),
			options: NAMED_BY[vendor.name] ?? {},
		}),
	];
	if (way === 'suspend') {
		const workflow = await publish(stage, [
			...create({ callback: 'resume' }),
			vendorNode(stage, vendor, 'Wait', {
				resource: 'job',
				operation: 'wait',
				waitMode: 'suspend',
				output: 'text',
			}),
			resultNode(),
		]);
		return { creator: workflow, archive: workflow, workflows: [workflow] };
	}
	const archive = await publish(stage, [
		triggerNode(stage, vendor, { output: 'text' }),
		...(options.removeDuplicates ? [removeDuplicatesNode()] : []),
		resultNode(),
	]);
	const creator = await publish(stage, create({ callback: 'trigger', triggerUrl: archive.url }));
	return { creator, archive, workflows: [creator, archive] };
}

/** n8n's Webhook and No Operation nodes. */
export async function publishBare(stage: Publishing): Promise<LiveWorkflow> {
	return await publish(stage, [startNode(), resultNode()]);
}

/** Sends each body once, several at a time. Throws if one is rejected. */
export async function sendAll(url: string, bodies: readonly object[]): Promise<void> {
	const agent = new Agent({ connections: CONNECTIONS });
	const left = bodies.values();
	const send = async (): Promise<void> => {
		for (const body of left) {
			const answer = await request(url, {
				method: 'POST',
				dispatcher: agent,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			const text = await answer.body.text();
			if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
		}
	};
	try {
		await Promise.all(Array.from({ length: CONNECTIONS }, send));
	} finally {
		await agent.close();
	}
}

/** Bodies with `BATCH` values each. */
export function batchesOf(files: readonly string[]): Array<{ files: string[] }> {
	return Array.from({ length: Math.ceil(files.length / BATCH) }, (_, index) => ({
		files: files.slice(index * BATCH, (index + 1) * BATCH),
	}));
}
