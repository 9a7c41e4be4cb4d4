import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { transcriptHint } from '../shared/execution/builderHints';
import { describeResources, subtitleOf } from '../shared/execution/describe';
import { executeNode } from '../shared/execution/execute';
import { resources } from './resources';

export class Transcript implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Transcript',
		name: 'transcript',
		icon: { light: 'file:transcript.svg', dark: 'file:transcript.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: subtitleOf(resources),
		description:
			'Convert, edit, compare, search, measure and chunk transcripts from Whisper, Deepgram, Google, AWS and other tools, and create captions from them',
		defaults: { name: 'Transcript' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		builderHint: transcriptHint,
		properties: describeResources(resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeNode(this, resources);
	}
}
