import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerHint } from '../shared/execution/builderHints';
import { redactionOptions } from '../shared/operations/redaction';
import { eventsField, triggerOutputFields } from '../shared/trigger/fields';
import { noSubscription } from '../shared/trigger/noSubscription';
import { receive } from './callback/receive';
import { botlhale } from './vendor';

const webhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
};

export class BotlhaleTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Botlhale AI Trigger',
		name: 'botlhaleTrigger',
		icon: { light: 'file:botlhale.svg', dark: 'file:botlhale.dark.svg' },
		group: ['trigger'],
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Transcribe recordings in African languages, create captions, search words, or start a workflow when a transcript is ready',
		eventTriggerDescription: 'Run Job: Create with the test URL as "Trigger URL"',
		defaults: { name: 'Botlhale AI Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'botlhaleTranscriptionApi', required: true }],
		// The method of Botlhale AI's callbacks is not documented.
		webhooks: [
			webhook,
			{ ...webhook, httpMethod: 'PUT', ndvHideUrl: true },
			{ ...webhook, httpMethod: 'GET', ndvHideUrl: true },
		],
		builderHint: triggerHint('Botlhale AI', 'botlhale'),
		properties: [
			{
				displayName:
					'Botlhale AI has no global webhooks: each job specifies its own callback URL. Copy the production URL under "Webhook URLs" above and paste it into "Trigger URL" of the Botlhale AI node (operation Job: Create, callback "Botlhale AI Trigger"). Callbacks are not signed, so each job is confirmed with your credential before the workflow starts. Botlhale AI does not document its callbacks; if they do not arrive, use Job: Wait for Completion.',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			eventsField(
				[
					{ name: 'Job Completed', value: 'completed' },
					{ name: 'Job Failed', value: 'failed' },
				],
				['completed', 'failed'],
			),
			...triggerOutputFields(false, redactionOptions(botlhale)),
		],
	};

	/** Botlhale AI has no global webhooks: each job specifies its own callback URL. */
	webhookMethods = noSubscription;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, botlhale);
	}
}
