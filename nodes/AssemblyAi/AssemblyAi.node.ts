import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { actionHint } from '../shared/execution/builderHints';
import { describeResources, subtitleOf } from '../shared/execution/describe';
import { executeNode } from '../shared/execution/execute';
import { resumeMethod, resumeWebhooks } from '../shared/operations/resume';
import { callbackJobId } from './callback/callback';
import { searchJobs } from './methods/listSearch';
import { resources } from './resources';
import { assemblyAi } from './vendor';

export class AssemblyAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AssemblyAI',
		name: 'assemblyAi',
		icon: { light: 'file:assemblyAi.svg', dark: 'file:assemblyAi.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: subtitleOf(resources),
		description:
			'Transcribe recordings, create captions, search words, or start a workflow when a transcript is ready',
		defaults: { name: 'AssemblyAI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'assemblyAiTranscriptionApi', required: true }],
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'The execution resumes when AssemblyAI reports that all jobs have finished',
		builderHint: actionHint('AssemblyAI', 'assemblyAiTrigger'),
		properties: describeResources(resources),
	};

	methods = { listSearch: { searchJobs } };

	webhook = resumeMethod(assemblyAi, callbackJobId);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeNode(this, resources);
	}
}
