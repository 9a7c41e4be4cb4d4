import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { enumField, numberField, textListField } from '../../shared/fields/define';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';
import { speakersAt, speakersField } from '../../shared/fields/speakers';

const IDENTIFICATION = 'speech_understanding.request.speaker_identification';

const choice = speakersField(['voice', 'channel', 'both']);

/** How speakers are distinguished, always visible. */
export const speakersChoice = [
	speakersAt('speaker_labels', choice, { voice: true, both: true }),
	speakersAt('multichannel', choice, { channel: true, both: true }),
];

export const speakersFields: readonly MappedField[] = [
	at(
		'speakers_expected',
		numberField(
			'speakers_expected',
			'Speakers: Exact Number',
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
			'Minimum number of speakers. Cannot be combined with "Speakers: Exact Number".',
			{ minValue: 1 },
			1,
		),
	),
	at(
		'speaker_options.max_speakers_expected',
		numberField(
			'max_speakers_expected',
			'Speakers: Maximum',
			'Maximum number of speakers. Cannot be combined with "Speakers: Exact Number".',
			{ minValue: 1 },
			10,
		),
	),
	at(
		`${IDENTIFICATION}.speaker_type`,
		enumField(
			'speaker_type',
			'Identify Speakers By',
			'What to replace the labels A, B and so on with. "Speakers" must separate the speakers.',
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
			'described_speakers',
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
];

/** A speaker by `name` or by `role`, as "Identify Speakers By" says. */
function describedSpeaker({ value, description }: IDataObject, type: unknown): IDataObject {
	const about = trimmedText(description);
	return {
		[type === 'role' ? 'role' : 'name']: trimmedText(value),
		...(about === '' ? {} : { description: about }),
	};
}
