import { trimmedText } from '../../shared/core/trimmedText';
import { enumField, booleanField, numberField, textListField } from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

const CONFIG = 'transcription_config';

export const vocabularyFields: readonly MappedField[] = [
	at(
		`${CONFIG}.additional_vocab`,
		rowsField(
			'additional_vocab',
			'Additional Vocabulary',
			'Names and terms to expect, up to 1,000 with up to 6 words each',
			'Term',
			[
				cell('content', 'Term', 'e.g. gnocchi', 'Spelling in the transcript'),
				cell(
					'sounds_like',
					'Sounds Like',
					'e.g. nyohki, nokey',
					'One or more pronunciations, separated by commas',
				),
			],
		),
		(value) =>
			rowsOf(value).map((row) => {
				const sounds = toList(row.sounds_like);
				return { content: trimmedText(row.content), ...(sounds.length === 0 ? {} : { sounds_like: sounds }) };
			}),
	),
	at(
		`${CONFIG}.punctuation_overrides.permitted_marks`,
		textListField(
			'permitted_marks',
			'Punctuation: Permitted Marks',
			'The only punctuation marks to use, one character per entry, or all',
			'e.g. ?',
		),
	),
	at(
		`${CONFIG}.punctuation_overrides.permitted_marks`,
		booleanField('no_punctuation', 'Punctuation: None', 'Whether to omit all punctuation'),
		(value) => (value === true ? [] : undefined),
	),
	at(
		`${CONFIG}.punctuation_overrides.sensitivity`,
		numberField(
			'punctuation_sensitivity',
			'Punctuation: Sensitivity',
			'Higher values produce more punctuation',
			{ minValue: 0, maxValue: 1, numberPrecision: 2 },
			0.5,
		),
	),
	at(
		`${CONFIG}.enable_entities`,
		booleanField(
			'enable_entities',
			'Mark Entities',
			'Whether to mark numbers, dates, amounts and similar entities, with their written and spoken forms',
		),
	),
	at(
		`${CONFIG}.transcript_filtering_config.remove_disfluencies`,
		booleanField(
			'remove_disfluencies',
			'Remove Filler Words',
			'Whether to remove um, uh and similar sounds instead of only marking them (English only)',
		),
	),
	at(
		`${CONFIG}.transcript_filtering_config.replacements`,
		rowsField('replacements', 'Replacements', 'Words to replace in the transcript', 'Replacement', [
			cell('from', 'From', 'e.g. harbor', 'A word, or a regular expression between slashes'),
			cell('to', 'To', 'e.g. Harbour'),
		]),
		(value) =>
			rowsOf(value).map(({ from, to }) => ({
				// A pattern may start or end with a space.
				from: typeof from === 'string' ? from : trimmedText(from),
				to: typeof to === 'string' ? to : trimmedText(to),
			})),
	),
	at(
		`${CONFIG}.audio_filtering_config.volume_threshold`,
		numberField(
			'volume_threshold',
			'Volume Threshold',
			'Ignore speech quieter than this',
			{ minValue: 0, maxValue: 100, numberPrecision: 2 },
			3,
		),
	),
	at(
		`${CONFIG}.max_delay_mode`,
		enumField(
			'max_delay_mode',
			'Max Delay Mode',
			'Accepted by the API, but has no effect on recordings',
			[
				{ name: 'Fixed', value: 'fixed' },
				{ name: 'Flexible', value: 'flexible' },
			],
			'flexible',
		),
	),
];
