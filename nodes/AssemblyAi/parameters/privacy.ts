import type { INodeProperties } from 'n8n-workflow';

import { enumField, multiEnumField, booleanField, groupField } from '../../shared/fields/define';
import { PII_POLICIES } from './piiPolicies';

/** Keys that are sent within `redact_pii_audio_options`. */
export const REDACTED_AUDIO_KEYS = [
	'return_redacted_no_speech_audio',
	'override_audio_redaction_method',
] as const;

const staticEntities: INodeProperties = {
	displayName: 'Redact Own Terms',
	name: 'redact_static_entities',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add label',
	default: {},
	description: 'Terms of your own to redact, each group under a label',
	options: [
		{
			displayName: 'Label',
			name: 'rows',
			values: [
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. CODENAME',
				},
				{
					displayName: 'Terms',
					name: 'terms',
					type: 'string',
					default: '',
					placeholder: 'e.g. bluebird, red fox',
					description: 'One or more, separated by commas',
				},
			],
		},
	],
};

export const privacyGroup = groupField('privacy', 'Privacy', [
	booleanField(
		'redact_pii',
		'Redact Personal Data',
		'Whether to replace personal data in the text; choose what under Redact: Policies',
	),
	multiEnumField(
		'redact_pii_policies',
		'Redact: Policies',
		'Kinds of personal data to replace',
		PII_POLICIES,
	),
	enumField(
		'redact_pii_sub',
		'Redact: Replace By',
		'What stands in place of personal data',
		[
			{ name: 'Hash Signs', value: 'hash', description: 'One # for each character' },
			{ name: 'Name of the Kind', value: 'entity_name', description: 'Such as [PERSON_NAME]' },
		],
		'hash',
	),
	booleanField(
		'redact_pii_audio',
		'Redact Audio',
		'Whether to make a copy of the recording with beeps; source files under 1 GB',
	),
	enumField(
		'redact_pii_audio_quality',
		'Redact Audio: Format',
		'Format of the redacted recording',
		[
			{ name: 'MP3', value: 'mp3' },
			{ name: 'WAV', value: 'wav' },
		],
		'mp3',
	),
	booleanField(
		'return_redacted_no_speech_audio',
		'Redact Audio: Even Without Speech',
		'Whether a recording without speech is returned too',
	),
	enumField(
		'override_audio_redaction_method',
		'Redact Audio: Method',
		'What stands in place of personal data in the recording instead of a beep',
		[{ name: 'Silence', value: 'silence' }],
		'silence',
	),
	booleanField(
		'redact_pii_return_unredacted',
		'Redact: Return Unredacted Too',
		'Whether the unredacted text, words and utterances are returned as well',
	),
	staticEntities,
]);
