import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { enumField, booleanField, numberField, textListField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

const IDENTIFICATION = 'speech_understanding.request.speaker_identification';

export const speakersGroup = mappedGroup('speakers', 'Speakers and Channels', [
	at(
		'speaker_labels',
		booleanField('speaker_labels', 'Label Speakers', 'Whether to tell who speaks: A, B, …'),
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
			'Speakers: At Least',
			'Smallest number of speakers; not together with Speakers Expected',
			{ minValue: 1 },
			1,
		),
	),
	at(
		'speaker_options.max_speakers_expected',
		numberField(
			'max_speakers_expected',
			'Speakers: At Most',
			'Largest number of speakers; not together with Speakers Expected',
			{ minValue: 1 },
			10,
		),
	),
	at(
		'multichannel',
		booleanField(
			'multichannel',
			'Separate Channels',
			'Whether each channel of the recording is transcribed on its own',
		),
	),
	at(
		`${IDENTIFICATION}.speaker_type`,
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
	),
	at(
		`${IDENTIFICATION}.speakers`,
		rowsField(
			'speakers',
			'Identify Speakers: Descriptions',
			'The names or roles to choose from, and how to know them; in place of Known Values',
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
			'The names or roles to choose from, up to 35 characters each',
			'e.g. Receptionist',
		),
	),
]);

/** A speaker under `name` or `role`, depending on what the speakers are identified by. */
function describedSpeaker({ value, description }: IDataObject, type: unknown): IDataObject {
	const about = trimmedText(description);
	return {
		[type === 'role' ? 'role' : 'name']: trimmedText(value),
		...(about === '' ? {} : { description: about }),
	};
}
