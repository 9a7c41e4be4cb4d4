import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { showWhen } from '../shared/fields/showWhen';
import { withNodeErrors } from '../shared/http/explainedError';
import { eventsField, triggerOutputFields } from '../shared/trigger/fields';
import { receive } from './callback/receive';
import { isManual, isRegistered, register, unregister } from './callback/registration';
import { prosa } from './vendor';

/** How calls are trusted; what is left out suits every account. */
const securityOptions: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Either of the two schemes, by the look of the header',
			},
			{
				name: 'HMAC',
				value: 'hmac_sha256',
				description: 'Sha256=…: HMAC-SHA256 of the body, as the newer documents have it',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Nothing is checked; each job is looked at with your key before the workflow starts',
			},
			{
				name: 'Timed Digest',
				value: 't_v1_sha256',
				description: 'T=…,v1=…: SHA-256 of secret and body, as the production documents have it',
			},
		],
		default: 'auto',
		description: 'How calls prove that they come from Prosa.ai',
	},
	{
		displayName: 'Signature Age (Seconds)',
		name: 'toleranceSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
		description: 'How old a timed signature may be; 0 for any age',
	},
	{
		displayName: 'Verify TLS Certificate',
		name: 'sslVerification',
		type: 'boolean',
		displayOptions: { show: { '/registration': ['automatic'] } },
		default: true,
		description: 'Whether Prosa.ai checks the certificate of this n8n when it calls',
	},
];

export class ProsaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Prosa.ai Trigger',
		name: 'prosaTrigger',
		icon: { light: 'file:prosa.svg', dark: 'file:prosa.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when Prosa.ai has transcribed a recording of your account, or has failed to',
		eventTriggerDescription: 'Transcribe a recording with this Prosa.ai account',
		defaults: { name: 'Prosa.ai Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosaApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// The answer that Prosa.ai's documents recommend.
				responseCode: '={{ 204 }}',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName: 'Registration',
				name: 'registration',
				type: 'options',
				options: [
					{
						name: 'Automatic',
						value: 'automatic',
						description: 'The trigger registers and removes its address by Prosa.ai’s webhook API',
					},
					{
						name: 'By Hand',
						value: 'manual',
						description: 'For accounts without that API: Prosa.ai registers the address for you',
					},
				],
				default: 'automatic',
			},
			showWhen(
				{ registration: ['manual'] },
				{
					displayName:
						'Have the production URL above registered at Prosa.ai for the events stt.jobs.completed and stt.jobs.failed, and enter the secret of that webhook endpoint in the credential, under «Webhook Secret».',
					name: 'manualNotice',
					type: 'notice',
					default: '',
				},
			),
			showWhen(
				{ registration: ['automatic'] },
				{
					displayName:
						'Prosa.ai reports all jobs of the account, also those that other workflows or programs have made.',
					name: 'accountNotice',
					type: 'notice',
					default: '',
				},
			),
			eventsField(
				[
					{ name: 'Job Completed', value: 'completed' },
					{ name: 'Job Failed', value: 'failed' },
					{ name: 'Test Event', value: 'test', description: 'Sent when the endpoint is tested at Prosa.ai' },
				],
				['completed', 'failed'],
			),
			...triggerOutputFields('callback', true, securityOptions),
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
