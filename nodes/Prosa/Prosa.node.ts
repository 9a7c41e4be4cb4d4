import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { actionHint } from '../shared/execution/builderHints';
import { describeResources, subtitleOf } from '../shared/execution/describe';
import { executeNode } from '../shared/execution/execute';
import { resumeMethod, resumeWebhooks } from '../shared/operations/resume';
import { relayWebhooks } from '../shared/webhook/relay';
import { removeLeftovers, removeRelay } from './callback/leftovers';
import { relayToSuspended } from './callback/suspended';
import { callbackJobId } from './callback/wakeUpCalls';
import { searchJobs, searchModels } from './methods/listSearch';
import { resources } from './resources';
import { prosa } from './vendor';

export class Prosa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Prosa.ai',
		name: 'prosa',
		icon: { light: 'file:prosa.svg', dark: 'file:prosa.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: subtitleOf(resources),
		description:
			'Transcribe Indonesian recordings, create captions, search words, or start a workflow when a transcript is ready',
		defaults: { name: 'Prosa.ai' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosaTranscriptionApi', required: true }],
		webhooks: [...relayWebhooks('wait'), ...resumeWebhooks],
		waitingNodeTooltip: 'The execution resumes when Prosa.ai reports that all jobs have finished',
		builderHint: actionHint('Prosa.ai', 'prosaTrigger'),
		properties: describeResources(resources),
	};

	methods = { listSearch: { searchJobs, searchModels } };

	/** The relay is registered at Prosa.ai by the first execution that is suspended, not by publishing the workflow. */
	webhookMethods = {
		setup: {
			async checkExists(): Promise<boolean> {
				return await Promise.resolve(true);
			},
			async create(): Promise<boolean> {
				return await Promise.resolve(true);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await removeRelay(this);
				return true;
			},
		},
	};

	webhook = resumeMethod(prosa, callbackJobId, relayToSuspended);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		await removeLeftovers(this);
		return await executeNode(this, resources);
	}
}
