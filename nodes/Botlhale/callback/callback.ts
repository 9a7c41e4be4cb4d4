import type { INodeProperties } from 'n8n-workflow';

import { fieldError, readRequiredText, type ParameterSource } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import { checkReachable } from '../../shared/webhook/callback';
import { relayBaseOf, relayPathOf, relaySecretOf } from '../../shared/webhook/relay';

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
			{ name: 'Custom URL', value: 'url', description: 'Any URL, e.g. of a Webhook node' },
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
			description: `Open the ${TRIGGER}, copy its production URL and paste it here`,
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

/** Maximum length of a key in Amazon S3, in bytes. */
const MAX_KEY_LENGTH = 1024;

/** Length of the other parts of the key: organisation, voice, language, random parts, date. */
const REST_OF_KEY = 256;

/**
 * The URL for `notify_url`, `undefined` for none. Botlhale AI makes it part of the key of the stored file: "/" becomes
 * "***", "." becomes "**" and "_" separates the parts, so other characters would be lost.
 * @throws NodeOperationError
 */
export function readNotifyUrl(source: ParameterSource, client: VendorClient): string | undefined {
	const kind: unknown = source.context.getNodeParameter('callback', source.itemIndex, 'none');
	if (kind === 'trigger') return givenUrl(source, client, 'triggerUrl', 'Trigger URL');
	if (kind === 'url') return givenUrl(source, client, 'callbackUrl', 'Callback URL');
	return kind === 'resume' ? relayUrl(source, client) : undefined;
}

/** The URL of the relay that resumes this execution; `undefined` in a test run, which polls instead. */
function relayUrl(source: ParameterSource, client: VendorClient): string | undefined {
	const relay = relayBaseOf(source.context);
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
	return storable(source, client, 'Callback', relay.base + relayPathOf(source.context, secret));
}

function givenUrl(source: ParameterSource, client: VendorClient, name: string, label: string): string {
	return storable(source, client, label, readRequiredText(source, name, label));
}

/** The URL, if Botlhale AI can reach and store it. @throws NodeOperationError */
function storable(source: ParameterSource, client: VendorClient, label: string, given: string): string {
	const { url } = checkReachable(source, client, label, { url: given });
	const odd = [...new Set(given.replace(/[A-Za-z0-9./:-]/g, ''))]
		.map((character) => (/\s/.test(character) ? 'a space' : character))
		.join(' ');
	if (odd !== '') {
		throw fieldError(
			source,
			label,
			`must not contain characters that Botlhale AI cannot store: ${odd}`,
			'Use only letters, digits and - / : . and no query. Nothing was sent.',
		);
	}
	const folded = url.replaceAll('/', '***').replaceAll('.', '**');
	if (folded.length > MAX_KEY_LENGTH - REST_OF_KEY) {
		throw fieldError(source, label, 'is too long for Botlhale AI', 'Use a shorter path. Nothing was sent.');
	}
	return url;
}
