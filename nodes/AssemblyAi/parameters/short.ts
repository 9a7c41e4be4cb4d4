import type { INodeProperties } from 'n8n-workflow';

import { numberField, textField, textListField } from '../../shared/fields/define';
import { additionalFields, at, type MappedGroup } from '../../shared/fields/mapped';
import { fileOnlyFields } from '../../shared/fields/recordingFields';

/** The Sync API accepts files only, no URLs of recordings. */
export const shortRecordingFields: INodeProperties[] = [
	{
		displayName:
			'This operation is based on the documentation of July 2026 and has not been verified with the live Sync API',
		name: 'unverifiedNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] } },
	},
	...fileOnlyFields(
		'A 16-bit WAV file or raw PCM, of up to 40 MB.',
		'AI agents cannot pass files. Use the operation Transcribe, which accepts URLs.',
	),
];

/** Members of the Sync API's `config`, docs page "Transcribe a short audio file". */
export const shortGroups: readonly MappedGroup[] = [
	{
		fields: [
			at(
				'language_code',
				textField(
					'language',
					'Language',
					'Code of the language of the recording, without a country',
					'e.g. es',
				),
			),
		],
	},
	additionalFields([
		at(
			'prompt',
			textField(
				'prompt',
				'Prompt',
				'What the recording is about, in plain language',
				'e.g. A customer orders a pizza',
				3,
			),
		),
		at(
			'keyterms_prompt',
			textListField('keyterms_prompt', 'Key Terms', 'Names and terms to expect', 'e.g. Harbour Clinic'),
		),
		at(
			'conversation_context',
			textField(
				'conversation_context',
				'Conversation Context',
				'What was said before the recording. It is not transcribed.',
				'e.g. Which day would suit you?',
				3,
			),
		),
		at(
			'sample_rate',
			numberField(
				'sample_rate',
				'Raw PCM: Sample Rate',
				'Sample rate in Hz of a file without a header (raw 16-bit PCM). Requires "Raw PCM: Channels".',
				{ minValue: 8000, maxValue: 48_000 },
				16_000,
			),
		),
		at(
			'channels',
			numberField(
				'channels',
				'Raw PCM: Channels',
				'Number of channels of a file without a header. Requires "Raw PCM: Sample Rate".',
				{ minValue: 1, maxValue: 2 },
				1,
			),
		),
	]),
];
