import type { INodeProperties } from 'n8n-workflow';

import { isHeaderName } from '../core/headerName';
import { looksPublic } from '../core/network';
import { alphabetical } from '../fields/alphabetical';
import {
	checkWebAddress,
	fieldError,
	optionLabel,
	readRequiredText,
	readText,
	type ParameterSource,
} from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import type { VendorClient } from '../http/client';
import { resumeUrlOf } from './resumeUrl';
import { SECRET_HEADER, webhookSecrets } from './secret';

/** The URL that the vendor calls when a job finishes, and a header that authenticates the request. */
export interface Callback {
	url: string;
	header?: { name: string; value: string };
}

const choices = [
	{
		name: 'Custom URL',
		value: 'url',
		description: 'Call any URL, e.g. of a Webhook node',
	},
	{
		name: 'None',
		value: 'none',
		description: 'Check the job later, e.g. with Job: Wait for Completion',
	},
	{
		name: 'Resume This Execution',
		value: 'resume',
		description:
			'Resume a later Job: Wait for Completion in this workflow whose "How to Wait" is "Suspend Until Called Back"',
	},
];

/**
 * The "Callback" field and the fields it shows.
 * @param trigger display name of the vendor's trigger node, if each job specifies the trigger's URL
 * @param ownHeader whether the vendor sends a custom header with the callback
 */
export function callbackFields({
	trigger,
	ownHeader,
}: {
	trigger?: string;
	ownHeader: boolean;
}): INodeProperties[] {
	const own = { callback: ['url'] };
	return [
		{
			displayName: 'Callback',
			name: 'callback',
			type: 'options',
			default: 'none',
			description: 'Where to send a notification when the job finishes',
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
							description: `The production URL of the ${trigger}, shown when you open the trigger. The webhook secret of the credential is sent with each callback, so that the trigger can verify the sender.`,
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
		...(ownHeader
			? [
					showWhen(own, {
						displayName: 'Callback Header Name',
						name: 'callbackHeaderName',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Secret',
						description:
							'Custom header that the vendor sends, so that you can verify the sender. Leave empty for none.',
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

/** Whether the callback fields are top-level parameters or part of "Options". */
export interface CallbackLocation {
	/** Prefix of the parameter names. */
	path: '' | 'options.';
	/** The label of a field, from its `displayName`. */
	label: (displayName: string) => string;
}

export const AMONG_FIELDS: CallbackLocation = { path: '', label: (displayName) => displayName };

export const AMONG_OPTIONS: CallbackLocation = {
	path: 'options.',
	label: (displayName) => optionLabel({ displayName }),
};

/**
 * Reads the "Callback" field; `undefined` for none. Checks, before the job is created and charged for, that the vendor
 * can reach the URL.
 * @throws NodeOperationError
 */
export async function readCallback(
	source: ParameterSource,
	client: VendorClient,
	location = AMONG_FIELDS,
): Promise<Callback | undefined> {
	const { path, label } = location;
	const kind: unknown = source.context.getNodeParameter(`${path}callback`, source.itemIndex, 'none');
	if (kind === 'resume') {
		return checkReachable(source, client, label('Callback'), resumeCallback(source, location));
	}
	if (kind === 'trigger') return await triggerCallback(source, client, location);
	if (kind === 'url') {
		return checkReachable(source, client, label('Callback URL'), ownCallback(source, location));
	}
	return undefined;
}

function resumeCallback(source: ParameterSource, { label }: CallbackLocation): Callback {
	const url = resumeUrlOf(source.context, source.itemIndex);
	if (url !== undefined) return { url };
	throw fieldError(
		source,
		label('Callback'),
		'cannot be "Resume This Execution", because this execution has no resume URL',
	);
}

async function triggerCallback(
	source: ParameterSource,
	client: VendorClient,
	{ path, label }: CallbackLocation,
): Promise<Callback> {
	const secret = await requiredSecret(source, client, label('Callback'));
	const url = readRequiredText(source, `${path}triggerUrl`, label('Trigger URL'), '');
	const header = { name: SECRET_HEADER, value: secret };
	return checkReachable(source, client, label('Trigger URL'), { url, header });
}

/** The webhook secret of the credential. @throws NodeOperationError that names the field that requires it */
export async function requiredSecret(
	source: ParameterSource,
	client: VendorClient,
	label: string,
): Promise<string> {
	const credential = await source.context.getCredentials(client.vendor.credentialType, source.itemIndex);
	const [secret] = webhookSecrets(credential);
	if (secret !== undefined) return secret;
	throw fieldError(
		source,
		label,
		'requires a webhook secret in the credential; without it the trigger rejects every callback',
		`Open the ${client.vendor.displayName} credential and enter a long random string in "Webhook Secret".`,
	);
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
			'is required',
			'Enter both a header name and a value, or leave both empty.',
		);
	}
	if (name !== '' && !isHeaderName(name)) {
		throw fieldError(source, nameLabel, 'is not a valid header name', 'Use letters, digits and hyphens.');
	}
	if (/[\r\n\0]/.test(value)) throw fieldError(source, valueLabel, 'must be a single line');
	return name === '' ? { url } : { url, header: { name, value } };
}

/**
 * The callback with its URL normalized, if the vendor can reach it.
 * @param alternative a sentence that says what else the user can do
 * @throws NodeOperationError
 */
export function checkReachable(
	source: ParameterSource,
	client: VendorClient,
	label: string,
	given: Callback,
	alternative = 'Or set "Callback" to "None" and poll instead.',
): Callback {
	const callback = { ...given, url: checkWebAddress(source, label, given.url) };
	if (callback.header && !isSendable(callback.header.value)) {
		throw fieldError(
			source,
			label,
			`cannot be used, because the value of the header ${callback.header.name} contains characters that are not allowed in a header`,
			'No request was sent. Use a single line of ASCII letters, digits and symbols. A webhook secret is set in the credential.',
		);
	}
	if (looksPublic(client.baseUrl) && !looksPublic(callback.url)) {
		throw fieldError(
			source,
			label,
			`does not work, because ${client.vendor.displayName} cannot reach ${new URL(callback.url).origin} from the Internet`,
			`No request was sent. Set N8N_WEBHOOK_URL to the public URL of n8n on every process, including workers, and restart. ${alternative}`,
		);
	}
	return callback;
}

/** Printable ASCII: HTTP clients encode anything else in a header differently (RFC 9110, section 5.5). */
function isSendable(value: string): boolean {
	return /^[\x20-\x7e]*$/.test(value);
}
