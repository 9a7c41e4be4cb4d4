import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerHint } from '../shared/execution/builderHints';
import { redactionOptions } from '../shared/operations/redaction';
import { eventsField, triggerOutputFields } from '../shared/trigger/fields';
import { noSubscription } from '../shared/trigger/noSubscription';
import { reject } from '../shared/trigger/respond';
import { startWorkflow } from '../shared/trigger/startWorkflow';
import { hasValidSecret } from '../shared/trigger/verify';
import { readCallbackEvent } from './callback/callback';
import { assemblyAi } from './vendor';

export class AssemblyAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AssemblyAI Trigger',
		name: 'assemblyAiTrigger',
		icon: { light: 'file:assemblyAi.svg', dark: 'file:assemblyAi.dark.svg' },
		group: ['trigger'],
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Transcribe recordings, create captions, search words, or start a workflow when a transcript is ready',
		eventTriggerDescription: 'Run Job: Create with the test URL as "Trigger URL"',
		defaults: { name: 'AssemblyAI Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'assemblyAiTranscriptionApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		builderHint: triggerHint('AssemblyAI', 'assemblyAi'),
		properties: [
			{
				displayName:
					'AssemblyAI has no global webhooks: each job specifies its own callback URL. Enter a webhook secret in the credential, copy the production URL under "Webhook URLs" above, and paste it into "Trigger URL" of the AssemblyAI node (operation Job: Create, callback "AssemblyAI Trigger").',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			eventsField(
				[
					{ name: 'Job Completed', value: 'completed' },
					{ name: 'Job Failed', value: 'failed' },
					{
						name: 'Redacted Audio Ready',
						value: 'redactedAudioReady',
						description:
							'Confirmed with AssemblyAI by the job ID in the link. A link without a job ID cannot be confirmed and requires the output "Callback".',
					},
				],
				['completed', 'failed'],
			),
			...triggerOutputFields(true, redactionOptions(assemblyAi)),
		],
	};

	/** AssemblyAI has no subscriptions: each job specifies its callback. */
	webhookMethods = noSubscription;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (!(await hasValidSecret(this, assemblyAi.http.credentialType))) return reject(this, 401);
		const event = readCallbackEvent(this);
		return event ? await startWorkflow(assemblyAi, this, event) : reject(this, 422);
	}
}
