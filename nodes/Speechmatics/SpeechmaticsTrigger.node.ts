import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerHint } from '../shared/execution/builderHints';
import { readRawBody } from '../shared/n8n/rawBody';
import { eventsField, triggerOutputFields } from '../shared/trigger/fields';
import { noSubscription } from '../shared/trigger/noSubscription';
import { reject } from '../shared/trigger/respond';
import { startWorkflow } from '../shared/trigger/startWorkflow';
import { hasValidSecret } from '../shared/trigger/verify';
import { readCallbackEvent } from './callback/callback';
import { speechmatics } from './vendor';

export class SpeechmaticsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Speechmatics Trigger',
		name: 'speechmaticsTrigger',
		icon: { light: 'file:speechmatics.svg', dark: 'file:speechmatics.dark.svg' },
		group: ['trigger'],
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Transcribe recordings, create captions, search words, or start a workflow when a transcript is ready',
		eventTriggerDescription: 'Run Job: Create with the test URL as "Trigger URL"',
		defaults: { name: 'Speechmatics Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'speechmaticsTranscriptionApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
			{
				name: 'default',
				httpMethod: 'PUT',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				// The same address as above: each job chooses one of the two methods.
				ndvHideUrl: true,
			},
		],
		builderHint: triggerHint('Speechmatics', 'speechmatics'),
		properties: [
			{
				displayName:
					'Speechmatics has no global webhooks: each job specifies its own callback URL. Enter a webhook secret in the credential, copy the production URL under "Webhook URLs" above, and paste it into "Trigger URL" of the Speechmatics node (operation Job: Create, callback "Speechmatics Trigger").',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			eventsField(
				[
					{ name: 'Job Completed', value: 'completed' },
					{ name: 'Job Failed', value: 'failed' },
					{
						name: 'Recording Not Fetched',
						value: 'fetchFailed',
						description: 'Speechmatics could not download the recording from its URL',
					},
					{
						name: 'Recording Not Usable',
						value: 'prepareFailed',
						description: 'Speechmatics could not prepare the recording for transcription',
					},
				],
				['completed', 'failed', 'fetchFailed', 'prepareFailed'],
			),
			...triggerOutputFields(true, speechmatics.http.requestOptions?.fields),
		],
	};

	/** Speechmatics has no subscriptions: each job specifies its callbacks. */
	webhookMethods = noSubscription;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (!(await hasValidSecret(this, speechmatics.http.credentialType))) return reject(this, 401);
		await readRawBody(this);
		const event = readCallbackEvent(this);
		return event ? await startWorkflow(speechmatics, this, event) : reject(this, 422);
	}
}
