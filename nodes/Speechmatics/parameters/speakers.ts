import { trimmedText } from '../../shared/core/trimmedText';
import { booleanField, numberField, textListField } from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';
import { speakersAt, speakersField } from '../../shared/fields/speakers';

const CONFIG = 'transcription_config';
const SPEAKERS = `${CONFIG}.speaker_diarization_config`;

const choice = speakersField(['voice', 'channel']);

/** How speakers are distinguished, always visible. */
export const speakersChoice = speakersAt(`${CONFIG}.diarization`, choice, {
	voice: 'speaker',
	channel: 'channel',
});

export const speakersFields: readonly MappedField[] = [
	at(
		`${CONFIG}.channel_diarization_labels`,
		textListField(
			'channel_diarization_labels',
			'Channel: Labels',
			'Names of the channels in order. Letters, digits, dots and underscores only.',
			'e.g. Agent',
		),
	),
	at(
		`${SPEAKERS}.speaker_sensitivity`,
		numberField(
			'speaker_sensitivity',
			'Voice: Sensitivity',
			'Higher values distinguish more speakers',
			{ minValue: 0, maxValue: 1, numberPrecision: 2 },
			0.5,
		),
	),
	at(
		`${SPEAKERS}.prefer_current_speaker`,
		booleanField(
			'prefer_current_speaker',
			'Voice: Prefer Current Speaker',
			'Whether to switch to another speaker only if the change is clear',
		),
	),
	at(
		`${SPEAKERS}.get_speakers`,
		booleanField(
			'get_speakers',
			'Voice: Return Identifiers',
			'Whether to return identifiers of the speakers, so that later jobs can recognize them',
		),
	),
	at(
		`${SPEAKERS}.speakers`,
		rowsField(
			'known_speakers',
			'Voice: Known Speakers',
			'Names of speakers, with their identifiers from earlier jobs, up to 50 identifiers in total',
			'Speaker',
			[
				cell('label', 'Label', 'e.g. Nadia', 'Any name except S1, S2 and so on'),
				{
					...cell('speaker_identifiers', 'Identifiers', 'e.g. XX8zQ…', 'One per line'),
					typeOptions: { rows: 2 },
				},
			],
		),
		(value) =>
			rowsOf(value).map((row) => ({
				label: trimmedText(row.label),
				speaker_identifiers: toList(row.speaker_identifiers),
			})),
	),
];
