import { trimmedText } from '../../../shared/core/trimmedText';
import { isSetAt, listAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { atMost, cellOf, CONFIG, inEveryRow, listOf, SPEAKERS, textAt } from './members';

function needsDiarization(path: string, kind: string, label: string): Rule {
	return rule(
		path,
		(config) => isSetAt(config, path) && textAt(config, `${CONFIG}.diarization`) !== kind,
		`works only with "Speakers" set to "${label}"`,
		`Set "Speakers" to "${label}", or remove this field.`,
	);
}

const identifiersOf = (row: unknown): unknown[] => listOf(row, 'speaker_identifiers');

/** Sources: docs pages "Diarization" and "Speaker identification". */
export const speakerRules: readonly Rule[] = [
	needsDiarization(`${CONFIG}.channel_diarization_labels`, 'channel', 'Separate by Channel'),
	...['speaker_sensitivity', 'prefer_current_speaker', 'get_speakers', 'speakers'].map((key) =>
		needsDiarization(`${SPEAKERS}.${key}`, 'speaker', 'Separate by Voice'),
	),
	rule(
		`${CONFIG}.channel_diarization_labels`,
		(config) =>
			listAt(config, `${CONFIG}.channel_diarization_labels`).some(
				(label) => typeof label !== 'string' || !/^[A-Za-z0-9._]+$/.test(label),
			),
		'may contain only letters, digits, dots and underscores',
		'Change the label, e.g. Agent_1.',
	),
	atMost(`${CONFIG}.channel_diarization_labels`, 100, 'labels'),
	inEveryRow(
		`${SPEAKERS}.speakers`,
		(row) => trimmedText(cellOf(row, 'label')) === '' || identifiersOf(row).length === 0,
		'must have a label and at least one identifier in each row',
		'Complete or remove the row.',
	),
	inEveryRow(
		`${SPEAKERS}.speakers`,
		(row) => /^S\d+$/i.test(trimmedText(cellOf(row, 'label'))),
		'has a label such as S1, which Speechmatics uses for unknown speakers',
		'Choose another label.',
	),
	rule(
		`${SPEAKERS}.speakers`,
		(config) => listAt(config, `${SPEAKERS}.speakers`).flatMap(identifiersOf).length > 50,
		'has more than 50 identifiers in total',
		'Remove some.',
	),
];
