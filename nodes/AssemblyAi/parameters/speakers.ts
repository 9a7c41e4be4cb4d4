import type { INodeProperties } from 'n8n-workflow';

import { enumField, booleanField, groupField, numberField, textListField } from '../../shared/fields/define';

/** Keys that are sent within `speaker_options`. */
export const SPEAKER_OPTION_KEYS = ['min_speakers_expected', 'max_speakers_expected'] as const;

const describedSpeakers: INodeProperties = {
	displayName: 'Identify Speakers: Descriptions',
	name: 'speakers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add speaker',
	default: {},
	description: 'The names or roles to choose from, and how to know them; in place of Known Values',
	options: [
		{
			displayName: 'Speaker',
			name: 'rows',
			values: [
				{
					displayName: 'Name or Role',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Receptionist',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Answers the phone for the clinic',
				},
			],
		},
	],
};

export const speakersGroup = groupField('speakers', 'Speakers and Channels', [
	booleanField('speaker_labels', 'Label Speakers', 'Whether to tell who speaks: A, B, …'),
	numberField(
		'speakers_expected',
		'Speakers Expected',
		'Exact number of speakers, if you know it',
		{ minValue: 1 },
		2,
	),
	numberField(
		'min_speakers_expected',
		'Speakers: At Least',
		'Smallest number of speakers; not together with Speakers Expected',
		{ minValue: 1 },
		1,
	),
	numberField(
		'max_speakers_expected',
		'Speakers: At Most',
		'Largest number of speakers; not together with Speakers Expected',
		{ minValue: 1 },
		10,
	),
	booleanField(
		'multichannel',
		'Separate Channels',
		'Whether each channel of the recording is transcribed on its own',
	),
	enumField(
		'speaker_type',
		'Identify Speakers By',
		'Names or roles are put in place of A, B, …; needs Label Speakers or Separate Channels',
		[
			{ name: 'Name', value: 'name' },
			{ name: 'Role', value: 'role' },
		],
		'name',
	),
	describedSpeakers,
	textListField(
		'known_values',
		'Identify Speakers: Known Values',
		'The names or roles to choose from, up to 35 characters each',
		'e.g. Receptionist',
	),
]);
