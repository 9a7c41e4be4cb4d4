import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerHint } from '../shared/execution/builderHints';
import { showWhen } from '../shared/fields/showWhen';
import { withNodeErrors } from '../shared/http/explainedError';
import { eventsField, triggerOutputFields } from '../shared/trigger/fields';
import { receive } from './callback/receive';
import { isManual, isRegistered, register, unregister } from './callback/registration';
import { prosa } from './vendor';

/** How callbacks are verified; the defaults work for every account. */
const securityOptions: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Detect the scheme from the header format',
			},
			{
				name: 'HMAC',
				value: 'hmac_sha256',
				description: 'Sha256=…: HMAC-SHA256 of the body, as in the newer documentation',
			},
			{
				name: 'None',
				value: 'none',
				description:
					'Signatures are not verified. Each job is fetched with your API key before the workflow starts, and the contents of callbacks are not used.',
			},
			{
				name: 'Timed Digest',
				value: 't_v1_sha256',
				description: 'T=…,v1=…: SHA-256 of secret and body, as in the production documentation',
			},
		],
		default: 'auto',
		description: 'How to verify that a callback comes from Prosa.ai',
	},
	{
		displayName: 'Signature Age (Seconds)',
		name: 'toleranceSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
		displayOptions: { hide: { signature: ['hmac_sha256', 'none'] } },
		description: 'Maximum age of a timed signature. 0 accepts any age.',
	},
	{
		displayName: 'Verify TLS Certificate',
		name: 'sslVerification',
		type: 'boolean',
		displayOptions: { show: { '/registration': ['automatic'] } },
		default: true,
		description:
			'Whether Prosa.ai verifies the TLS certificate of this n8n instance when it sends a callback',
	},
];

export class ProsaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Prosa.ai Trigger',
		name: 'prosaTrigger',
		icon: { light: 'file:prosa.svg', dark: 'file:prosa.dark.svg' },
		group: ['trigger'],
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Transcribe Indonesian recordings, create captions, search words, or start a workflow when a transcript is ready',
		eventTriggerDescription: 'Transcribe a recording with this Prosa.ai account',
		defaults: { name: 'Prosa.ai Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosaTranscriptionApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// The response that Prosa.ai's documents recommend.
				responseCode: '={{ 204 }}',
				responseData: '',
				path: 'webhook',
			},
		],
		builderHint: triggerHint('Prosa.ai', 'prosa'),
		properties: [
			{
				displayName: 'Registration',
				name: 'registration',
				type: 'options',
				options: [
					{
						name: 'Automatic',
						value: 'automatic',
						description: 'The trigger registers and removes its URL through the Prosa.ai webhook API',
					},
					{
						name: 'Manual',
						value: 'manual',
						description: 'For accounts without access to that API: Prosa.ai registers the URL for you',
					},
				],
				default: 'automatic',
			},
			showWhen(
				{ registration: ['manual'] },
				{
					displayName:
						'Ask Prosa.ai to register the production URL above for the events stt.jobs.completed and stt.jobs.failed. Enter the secret of that webhook endpoint in the credential as "Webhook Secret".',
					name: 'manualNotice',
					type: 'notice',
					default: '',
				},
			),
			showWhen(
				{ registration: ['automatic'] },
				{
					displayName:
						'Prosa.ai reports every job in the account, including jobs created outside this workflow.',
					name: 'accountNotice',
					type: 'notice',
					default: '',
				},
			),
			eventsField(
				[
					{ name: 'Job Completed', value: 'completed' },
					{ name: 'Job Failed', value: 'failed' },
					{
						name: 'Test Event',
						value: 'test',
						description: 'Sent when the webhook endpoint is tested at Prosa.ai',
					},
				],
				['completed', 'failed'],
			),
			...triggerOutputFields(true, securityOptions),
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return isManual(this) || (await withNodeErrors(this, async () => await isRegistered(this)));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await withNodeErrors(this, async () => await register(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await withNodeErrors(this, async () => await unregister(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, prosa);
	}
}
