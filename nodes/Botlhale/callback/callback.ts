import type { INodeProperties } from 'n8n-workflow';

import { fieldError, readRequiredText, type ParameterSource } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import { checkReachable } from '../../shared/webhook/callback';

const TRIGGER = 'Botlhale AI Trigger';

/** Where Botlhale AI sends a callback. It cannot resume an execution, because that URL has a query. */
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
	if (kind !== 'trigger' && kind !== 'url') return undefined;
	const [name, label] =
		kind === 'trigger'
			? (['triggerUrl', 'Trigger URL'] as const)
			: (['callbackUrl', 'Callback URL'] as const);
	const { url } = checkReachable(source, client, label, { url: readRequiredText(source, name, label) });
	const odd = [...new Set(url.replace(/[A-Za-z0-9./:-]/g, ''))].join(' ');
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
