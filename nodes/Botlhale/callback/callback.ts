import type { INodeProperties } from 'n8n-workflow';

import { fieldError, readRequiredText, type ParameterSource } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import { checkReachable } from '../../shared/webhook/callback';

const TRIGGER = 'Botlhale AI Trigger';

/** Whom Botlhale AI calls. A sleeping execution cannot be called: its address has a query. */
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
				description: 'Look at the job later, e.g. with Job: Wait for Completion',
			},
			{ name: 'Custom URL', value: 'url', description: 'Any address, e.g. of a Webhook node' },
		],
		default: 'none',
		description:
			'Whom the vendor calls when the job has ended. What Botlhale AI sends is not documented, so have another look at the job later.',
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
				'Letters, digits and - / : . only: Botlhale AI makes it part of the name of the stored file.',
		},
	),
];

/** Longest name that Amazon S3 takes, in bytes. */
const LONGEST_KEY = 1024;

/** What else stands in the name: organisation, voice, language, random parts, date. */
const REST_OF_KEY = 256;

/**
 * The address for `notify_url`, `undefined` for none. Botlhale AI folds it into the name of the stored file
 * («/» becomes «***», «.» becomes «**»), where «_» parts the fields: other characters would not come back.
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
			`has characters that Botlhale AI cannot keep in an address: ${odd}`,
			'Use letters, digits and - / : . only, without a query. Nothing was sent.',
		);
	}
	const folded = url.replaceAll('/', '***').replaceAll('.', '**');
	if (folded.length > LONGEST_KEY - REST_OF_KEY) {
		throw fieldError(source, label, 'is too long for Botlhale AI', 'Use a shorter path. Nothing was sent.');
	}
	return url;
}
