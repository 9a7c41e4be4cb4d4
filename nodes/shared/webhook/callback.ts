import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import {
	fieldError,
	optionLabel,
	readRequiredText,
	readText,
	type ParameterSource,
} from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import type { VendorClient } from '../http/client';
import { looksPublic } from './publicUrl';
import { resumeUrlOf } from './resumeUrl';
import { SECRET_HEADER, webhookSecrets } from './secret';

/** Where the vendor reports the end of a job, and the header that proves it. */
export interface Callback {
	url: string;
	header?: { name: string; value: string };
}

const choices = [
	{
		name: 'None',
		value: 'none',
		description: 'Look at the job later, e.g. with Job: Wait for Completion',
	},
	{
		name: 'Own URL',
		value: 'url',
		description: 'Any address, e.g. of a Webhook node',
	},
	{
		name: 'Resume This Execution',
		value: 'resume',
		description: 'For a Job: Wait for Completion later in this workflow that is suspended until called back',
	},
];

/**
 * The «Callback» field and what belongs to it. `trigger` is the display name of the vendor's trigger node
 * where its URL is given with each job.
 */
export function callbackFields(options: { trigger?: string; ownHeader: boolean }): INodeProperties[] {
	const { trigger } = options;
	const own = { callback: ['url'] };
	return [
		{
			displayName: 'Callback',
			name: 'callback',
			type: 'options',
			default: 'none',
			description: 'Whom the vendor calls when the job has ended',
			options: trigger
				? alphabetical([
						...choices,
						{
							name: trigger,
							value: 'trigger',
							description: `Start the workflow of ${/^[AEIOU]/.test(trigger) ? 'an' : 'a'} ${trigger}`,
						},
					])
				: choices,
		},
		...(trigger
			? [
					showWhen(
						{ callback: ['trigger'] },
						{
							displayName: 'Trigger URL',
							name: 'triggerUrl',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
							description: `Open the ${trigger}, copy its production URL and paste it here. The webhook secret of the credential goes along, so that the trigger knows the caller.`,
						},
					),
				]
			: []),
		showWhen(own, {
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/transcribed',
		}),
		...(options.ownHeader
			? [
					showWhen(own, {
						displayName: 'Callback Header Name',
						name: 'callbackHeaderName',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Secret',
						description: 'A header that the vendor sends along, so that you know the caller; empty for none',
					}),
					showWhen(own, {
						displayName: 'Callback Header Value',
						name: 'callbackHeaderValue',
						type: 'string',
						typeOptions: { password: true },
						default: '',
					}),
				]
			: []),
	];
}

/** Where the callback's fields stand: beside the others, or in «Options». */
export interface CallbackLocation {
	/** What comes before the name of a parameter. */
	path: '' | 'options.';
	/** The label of a field by its name in the editor. */
	label: (displayName: string) => string;
}

export const AMONG_FIELDS: CallbackLocation = { path: '', label: (displayName) => displayName };

export const AMONG_OPTIONS: CallbackLocation = {
	path: 'options.',
	label: (displayName) => optionLabel({ displayName }),
};

/**
 * Reads the «Callback» field and makes sure, before money is spent, that the vendor can reach the address.
 * @throws NodeOperationError
 */
export async function readCallback(
	source: ParameterSource,
	client: VendorClient,
	place = AMONG_FIELDS,
): Promise<Callback | undefined> {
	const kind: unknown = source.context.getNodeParameter(`${place.path}callback`, source.itemIndex, 'none');
	if (kind === 'resume')
		return reachable(source, client, place.label('Callback'), resumeCallback(source, place));
	if (kind === 'trigger') return await triggerCallback(source, client, place);
	if (kind === 'url')
		return reachable(source, client, place.label('Callback URL'), ownCallback(source, place));
	return undefined;
}

function resumeCallback(source: ParameterSource, place: CallbackLocation): Callback {
	const url = resumeUrlOf(source.context, source.itemIndex);
	if (url !== undefined) return { url };
	throw fieldError(source, place.label('Callback'), 'this execution has no address to call back');
}

async function triggerCallback(
	source: ParameterSource,
	client: VendorClient,
	{ path, label }: CallbackLocation,
): Promise<Callback> {
	const credential = await source.context.getCredentials(client.vendor.credentialType, source.itemIndex);
	const [secret] = webhookSecrets(credential);
	if (secret === undefined) {
		throw fieldError(
			source,
			label('Callback'),
			'the credential has no webhook secret, and without one the trigger lets nothing in',
			`Open the ${client.vendor.displayName} credential and enter a long random text under «Webhook Secret».`,
		);
	}
	const url = readRequiredText(source, `${path}triggerUrl`, label('Trigger URL'), '');
	const header = { name: SECRET_HEADER, value: secret };
	return reachable(source, client, label('Trigger URL'), { url, header });
}

function ownCallback(source: ParameterSource, { path, label }: CallbackLocation): Callback {
	const nameLabel = label('Callback Header Name');
	const valueLabel = label('Callback Header Value');
	const url = readRequiredText(source, `${path}callbackUrl`, label('Callback URL'), '');
	const name = readText(source, `${path}callbackHeaderName`, nameLabel, '');
	const value = readText(source, `${path}callbackHeaderValue`, valueLabel, '');
	if ((name === '') !== (value === '')) {
		throw fieldError(
			source,
			name === '' ? nameLabel : valueLabel,
			'is empty',
			'Give both name and value, or neither.',
		);
	}
	if (name !== '' && !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
		throw fieldError(source, nameLabel, 'is not a header name', 'Use letters, digits and «-».');
	}
	if (/[\r\n\0]/.test(value)) throw fieldError(source, valueLabel, 'must be one line');
	return name === '' ? { url } : { url, header: { name, value } };
}

/** The callback itself, where the vendor could reach its address. @throws NodeOperationError */
export function reachable(
	source: ParameterSource,
	client: VendorClient,
	label: string,
	callback: Callback,
): Callback {
	if (!URL.canParse(callback.url) || !/^https?:$/.test(new URL(callback.url).protocol)) {
		throw fieldError(source, label, 'is not a web address', 'It must begin with https:// or http://.');
	}
	if (callback.header && !isSendable(callback.header.value)) {
		throw fieldError(
			source,
			label,
			`the value of the header «${callback.header.name}» holds characters that no header can carry`,
			'Nothing was sent. Use one line of letters, digits and signs of ASCII, for a webhook secret in the credential.',
		);
	}
	if (looksPublic(client.baseUrl) && !looksPublic(callback.url)) {
		throw fieldError(
			source,
			label,
			`${client.vendor.displayName} cannot reach ${new URL(callback.url).origin} from the Internet`,
			'Nothing was sent. Set the environment variable N8N_WEBHOOK_URL to the public address of n8n, on every process (workers too), and restart; or choose the callback «None» and wait by polling.',
		);
	}
	return callback;
}

/** Printable ASCII: senders disagree about the encoding of anything else in a header (RFC 9110, section 5.5). */
function isSendable(value: string): boolean {
	return /^[\x20-\x7e]*$/.test(value);
}
