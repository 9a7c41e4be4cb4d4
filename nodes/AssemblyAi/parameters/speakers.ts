import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { enumField, booleanField, numberField, textListField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

const IDENTIFICATION = 'speech_understanding.request.speaker_identification';

export const speakersGroup = mappedGroup('speakers', 'Speakers and Channels', [
	at(
		'speaker_labels',
		booleanField('speaker_labels', 'Label Speakers', 'Whether to label the speakers as A, B and so on'),
	),
	at(
		'speakers_expected',
		numberField(
			'speakers_expected',
			'Speakers Expected',
			'Exact number of speakers, if you know it',
			{ minValue: 1 },
			2,
		),
	),
	at(
		'speaker_options.min_speakers_expected',
		numberField(
			'min_speakers_expected',
			'Speakers: Minimum',
			'Minimum number of speakers. Cannot be combined with "Speakers Expected".',
			{ minValue: 1 },
			1,
		),
	),
	at(
		'speaker_options.max_speakers_expected',
		numberField(
			'max_speakers_expected',
			'Speakers: Maximum',
			'Maximum number of speakers. Cannot be combined with "Speakers Expected".',
			{ minValue: 1 },
			10,
		),
	),
	at(
		'multichannel',
		booleanField(
			'multichannel',
			'Separate Channels',
			'Whether to transcribe each channel of the recording separately',
		),
	),
	at(
		`${IDENTIFICATION}.speaker_type`,
		enumField(
			'speaker_type',
			'Identify Speakers By',
			'What to replace the labels A, B and so on with. Requires "Label Speakers" or "Separate Channels".',
			[
				{ name: 'Name', value: 'name' },
				{ name: 'Role', value: 'role' },
			],
			'name',
		),
	),
	at(
		`${IDENTIFICATION}.speakers`,
		rowsField(
			'speakers',
			'Identify Speakers: Descriptions',
			'Names or roles to choose from, with descriptions that help to recognize them. Replaces "Identify Speakers: Known Values".',
			'Speaker',
			[
				cell('value', 'Name or Role', 'e.g. Receptionist'),
				cell('description', 'Description', 'e.g. Answers the phone for the clinic'),
			],
		),
		(value, group) => rowsOf(value).map((row) => describedSpeaker(row, group.speaker_type)),
	),
	at(
		`${IDENTIFICATION}.known_values`,
		textListField(
			'known_values',
			'Identify Speakers: Known Values',
			'Names or roles to choose from, up to 35 characters each',
			'e.g. Receptionist',
		),
	),
]);

/** A speaker by `name` or by `role`, as "Identify Speakers By" says. */
function describedSpeaker({ value, description }: IDataObject, type: unknown): IDataObject {
	const about = trimmedText(description);
	return {
		[type === 'role' ? 'role' : 'name']: trimmedText(value),
		...(about === '' ? {} : { description: about }),
	};
}
