import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeResources } from '../shared/execution/describe';
import { executeNode } from '../shared/execution/execute';
import { resources } from './resources';

export class Botlhale implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Botlhale AI',
		name: 'botlhale',
		icon: { light: 'file:botlhale.svg', dark: 'file:botlhale.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Transcribe recordings in African languages with Botlhale AI: transcripts, captions and word search',
		defaults: { name: 'Botlhale AI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'botlhaleApi', required: true }],
		properties: describeResources(resources, 'transcript'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeNode(this, resources);
	}
}
