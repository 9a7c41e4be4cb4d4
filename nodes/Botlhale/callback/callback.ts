import type { INodeProperties } from 'n8n-workflow';

import { fieldError, readRequiredText, type ParameterSource } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import { relayBaseOf, relayPathOf, relaySecretOf } from '../../shared/webhook/relay';
import { storableUrl } from '../api/notifyUrl';

const TRIGGER = 'Botlhale AI Trigger';

/** Where Botlhale AI sends a callback. */
export const callbackFields: INodeProperties[] = [
	{
		displayName: 'Callback',
		name: 'callback',
		type: 'options',
		options: [
			{ name: TRIGGER, value: 'trigger', description: `Start the workflow of a ${TRIGGER}` },
			{
				name: 'None',
				value: 'none',
				description: 'Check the job later, e.g. with Job: Wait for Completion',
			},
			{ name: 'Custom URL', value: 'url', description: 'Call any URL, e.g. of a Webhook node' },
			{
				name: 'Resume This Execution',
				value: 'resume',
				description:
					'Resume a later Job: Wait for Completion in this workflow whose "How to Wait" is "Suspend Until Called Back". Requires a published workflow; in a test run, that node polls instead.',
			},
		],
		default: 'none',
		description:
			'Where to send a notification when the job finishes. Botlhale AI does not document its callbacks, so check the job later as well.',
	},
	showWhen(
		{ callback: ['trigger'] },
		{
			displayName: 'Trigger URL',
			name: 'triggerUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
			description: `The production URL of the ${TRIGGER}, shown when you open the trigger`,
		},
	),
	showWhen(
		{ callback: ['url'] },
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/transcribed',
			description:
				'Only letters, digits and - / : . are allowed, because Botlhale AI makes the URL part of a file name.',
		},
	),
];

/**
 * The URL for `notify_url`, `undefined` for none. See `storableUrl`.
 * @throws NodeOperationError
 */
export async function readNotifyUrl(
	source: ParameterSource,
	client: VendorClient,
): Promise<string | undefined> {
	const kind: unknown = source.context.getNodeParameter('callback', source.itemIndex, 'none');
	if (kind === 'trigger') return givenUrl(source, client, 'triggerUrl', 'Trigger URL');
	if (kind === 'url') return givenUrl(source, client, 'callbackUrl', 'Callback URL');
	return kind === 'resume' ? await relayUrl(source, client) : undefined;
}

/** The URL of the relay that resumes this execution; `undefined` in a test run, which polls instead. */
async function relayUrl(source: ParameterSource, client: VendorClient): Promise<string | undefined> {
	const relay = await relayBaseOf(source.context);
	if (relay === 'testRun') return undefined;
	if (relay === 'unpublished') {
		throw fieldError(
			source,
			'Callback',
			'cannot be "Resume This Execution", because the workflow is not published',
			'Nothing was sent. Publish the workflow, or set "Callback" to "None" and poll instead.',
		);
	}
	const secret = relaySecretOf(client.vendor, client.credential);
	return storableUrl(source, client, 'Callback', relay.base + relayPathOf(source.context, secret));
}

function givenUrl(source: ParameterSource, client: VendorClient, name: string, label: string): string {
	return storableUrl(source, client, label, readRequiredText(source, name, label));
}
