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
import { speechmaticsHttp } from './api/http';
import { callbackJobId } from './callback/callback';
import { searchJobs } from './methods/listSearch';
import { resources } from './resources';
import { speechmatics } from './vendor';

export class Speechmatics implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Speechmatics',
		name: 'speechmatics',
		icon: { light: 'file:speechmatics.svg', dark: 'file:speechmatics.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: subtitleOf(resources),
		description:
			'Transcribe recordings, create captions, search words, or start a workflow when a transcript is ready',
		defaults: { name: 'Speechmatics' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'speechmaticsTranscriptionApi', required: true }],
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'The execution resumes when Speechmatics reports that all jobs have finished',
		builderHint: actionHint('Speechmatics', 'speechmaticsTrigger'),
		properties: describeResources(resources, speechmaticsHttp.requestOptions?.fields),
	};

	methods = { listSearch: { searchJobs } };

	webhook = resumeMethod(speechmatics, callbackJobId);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeNode(this, resources);
	}
}
