import { randomUUID } from 'node:crypto';

import type { Workflow, WorkflowNode } from '../../../platform/rest';
import { typeOf, versionOf } from './nodes';
import type { Surroundings } from './stage';
import type { VendorFacts } from './vendors';

/** The trigger that n8n's "Execute workflow" button requires. */
export const MANUAL = 'Start';

/** The required properties of a node in a test workflow; the others are filled in. */
export interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
}

export const manualStart: Step = { name: MANUAL, type: 'n8n-nodes-base.manualTrigger' };

/** A node that fetches a recording from the sandbox as a file. */
export function bringRecording(stage: Pick<Surroundings, 'sandbox'>, file: string): Step {
	return fetchFile(stage.sandbox.recordingUrl(file));
}

/** A node that fetches the file at the URL in each item. */
export const fetchFileOfItem = fetchFile('={{ $json.url }}');

function fetchFile(url: string): Step {
	return {
		name: 'Get the recording',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			options: { response: { response: { responseFormat: 'file' } } },
		},
	};
}

/** A node that outputs several items. */
export function items(list: Array<Record<string, unknown>>): Step {
	return {
		name: 'Items',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: JSON.stringify({ list }),
			options: {},
		},
	};
}

/** Makes one item of each element of `list`. */
export const splitOut: Step = {
	name: 'Split out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'list', options: {} },
};

/** Nodes that create a job for the recording at the `url` of each item, and suspend the execution until all have ended. */
export function createAndSuspend(facts: VendorFacts): Step[] {
	const type = typeOf({ name: facts.node });
	return [
		...(facts.takesUrl ? [] : [fetchFileOfItem]),
		{
			name: 'Create',
			type,
			parameters: {
				resource: 'job',
				operation: 'create',
				...(facts.takesUrl ? { recordingSource: 'url', url: '={{ $json.url }}' } : facts.fromFile),
				...(facts.subscribes ? {} : { callback: 'resume' }),
			},
		},
		{
			name: 'Wait',
			type,
			parameters: {
				resource: 'job',
				operation: 'wait',
				...(facts.lists ? { jobId: { __rl: true, mode: 'id', value: '={{ $json.jobId }}' } } : {}),
				waitMode: 'suspend',
				output: 'text',
			},
		},
	];
}

/** A workflow with these steps in sequence, and the sandbox's credentials for the nodes that need them. */
export function inARow(name: string, stage: Pick<Surroundings, 'credentials'>, steps: Step[]): Workflow {
	const nodes = steps.map((step, index) => toNode(step, index, stage));
	return {
		name,
		nodes,
		connections: Object.fromEntries(
			steps
				.slice(0, -1)
				.map(({ name: from }, index) => [
					from,
					{ main: [[{ node: steps[index + 1]?.name ?? '', type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** Far enough apart that the toolbar of a node does not cover another node. */
function place(index: number): [number, number] {
	const perRow = 4;
	return [(index % perRow) * 400, Math.floor(index / perRow) * 300];
}

/** A node as the editor would save it; `index` determines its position. */
export function toNode(
	{ name, type, typeVersion = versionOf(type), parameters = {} }: Step,
	index: number,
	{ credentials }: Pick<Surroundings, 'credentials'>,
): WorkflowNode {
	const own = /\.(\w+?)(Trigger|Tool)?$/.exec(type)?.[1] ?? '';
	const credential = credentials.find((each) => each.type === `${own}TranscriptionApi`);
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: place(index),
		parameters,
		webhookId: randomUUID(),
		...(credential
			? { credentials: { [credential.type]: { id: credential.id, name: credential.name } } }
			: {}),
	};
}
