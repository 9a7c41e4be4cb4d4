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
import { relayWebhooks } from '../shared/webhook/relay';
import { jobHint } from './callback/jobHint';
import { resources } from './resources';
import { botlhale } from './vendor';

export class Botlhale implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Botlhale AI',
		name: 'botlhale',
		icon: { light: 'file:botlhale.svg', dark: 'file:botlhale.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		subtitle: subtitleOf(resources),
		description:
			'Transcribe recordings in African languages, create captions, search words, or start a workflow when a transcript is ready',
		defaults: { name: 'Botlhale AI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'botlhaleTranscriptionApi', required: true }],
		webhooks: [...relayWebhooks('create'), ...resumeWebhooks],
		waitingNodeTooltip: 'The execution resumes when Botlhale AI reports that all jobs have finished',
		builderHint: actionHint('Botlhale AI', 'botlhaleTrigger'),
		properties: describeResources(resources),
	};

	/** Each job specifies its own callback URL, so there is nothing to register at Botlhale AI. */
	webhookMethods = {
		setup: {
			async checkExists(): Promise<boolean> {
				return await Promise.resolve(true);
			},
			async create(): Promise<boolean> {
				return await Promise.resolve(true);
			},
			async delete(): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	webhook = resumeMethod(botlhale, jobHint);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeNode(this, resources);
	}
}
