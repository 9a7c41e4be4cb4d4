import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import {
	firstExclusion,
	getPath,
	getListAt,
	rule,
	wordCount,
	type Exclusion,
	type Rule,
} from '../../shared/fields/exclusions';

const CONFIG = 'transcription_config';
const SPEAKERS = `${CONFIG}.speaker_diarization_config`;
const IDENTIFICATION = 'language_identification_config';

const at = (body: IDataObject, path: string): unknown => getPath(body, ...path.split('.'));
const listAt = (body: IDataObject, path: string): unknown[] => getListAt(body, ...path.split('.'));
const textAt = (body: IDataObject, path: string): string => trimmedText(at(body, path));
const isSet = (body: IDataObject, path: string): boolean => {
	const value = at(body, path);
	return value !== undefined && value !== null;
};

const language = (body: IDataObject): string => textAt(body, `${CONFIG}.language`);
const isMelia = (body: IDataObject): boolean =>
	[`${CONFIG}.model`, `${CONFIG}.operating_point`].some((path) => textAt(body, path) === 'melia-1');

/** Features that Melia 1 does not have (API reference, «TranscriptionConfig»; docs, «Models»). */
const NOT_WITH_MELIA = [
	`${CONFIG}.additional_vocab`,
	`${CONFIG}.enable_entities`,
	`${CONFIG}.transcript_filtering_config.remove_disfluencies`,
	`${CONFIG}.transcript_filtering_config.replacements`,
	`${CONFIG}.audio_filtering_config.volume_threshold`,
	'translation_config.target_languages',
	'summarization_config',
	'sentiment_analysis_config',
	'topic_detection_config',
	'auto_chapters_config',
];

/** Members that only a transcription has. */
const TRANSCRIPTION_ONLY = [
	CONFIG,
	'translation_config',
	'summarization_config',
	'sentiment_analysis_config',
	'topic_detection_config',
	'auto_chapters_config',
	'audio_events_config',
	IDENTIFICATION,
	'output_config',
];

function needsDiarization(path: string, kind: string, label: string): Rule {
	return rule(
		path,
		(body) => isSet(body, path) && textAt(body, `${CONFIG}.diarization`) !== kind,
		`works only with diarization ${label}`,
		`Set «Diarization» under «Speakers and Channels» to ${label}, or remove this.`,
	);
}

function atMost(path: string, limit: number, what: string): Rule {
	return rule(
		path,
		(body) => listAt(body, path).length > limit,
		`has more than ${limit} ${what}`,
		'Remove some.',
	);
}

function inEveryRow(path: string, isWrong: (row: object) => boolean, what: string, hint: string): Rule {
	return rule(
		path,
		(body) => listAt(body, path).some((row) => typeof row === 'object' && row !== null && isWrong(row)),
		what,
		hint,
	);
}

const cellOf = (row: object, key: string): unknown => Reflect.get(row, key);
const identifiersOf = (row: unknown): unknown[] => {
	const list: unknown = typeof row === 'object' && row !== null ? cellOf(row, 'speaker_identifiers') : [];
	return Array.isArray(list) ? list : [];
};

/** Sources: API reference and the guides of each feature in Speechmatics' docs. */
const RULES: readonly Rule[] = [
	rule(
		'type',
		(body) => body.type !== 'transcription' && body.type !== 'alignment',
		'must be transcription or alignment',
		'Remove it: the operation sets it.',
	),
	...TRANSCRIPTION_ONLY.map((path) =>
		rule(
			path,
			(body) => body.type === 'alignment' && isSet(body, path),
			'does not go with an alignment',
			'Remove it, or choose the operation «Create».',
		),
	),
	...['alignment_config', 'fetch_text'].map((path) =>
		rule(
			path,
			(body) => body.type === 'transcription' && isSet(body, path),
			'does not go with a transcription',
			'Remove it, or choose the operation «Create Alignment».',
		),
	),
	rule(
		'alignment_config.language',
		(body) => ['auto', 'multi'].includes(textAt(body, 'alignment_config.language')),
		'must be one language for an alignment',
		'Choose the language of the text.',
	),
	rule(
		`${CONFIG}.model`,
		(body) => isSet(body, `${CONFIG}.model`) && isSet(body, `${CONFIG}.operating_point`),
		'means the same as Operating Point',
		'Remove one of the two.',
	),
	rule(
		`${CONFIG}.language`,
		(body) => isMelia(body) && language(body) !== 'multi',
		'must be «Multilingual» for the model Melia 1',
		'Choose «Multilingual», or another model.',
	),
	rule(
		`${CONFIG}.language`,
		(body) => language(body) === 'multi' && !isMelia(body),
		'can be "Multilingual" only with the model Melia 1',
		'Set «Model» under «Language and Model» to «Melia 1», or choose one language.',
	),
	...NOT_WITH_MELIA.map((path) =>
		rule(
			path,
			(body) => isMelia(body) && isSet(body, path),
			'does not go with the model Melia 1',
			'Remove it, or choose another model.',
		),
	),
	...[`${CONFIG}.language_hints`, `${CONFIG}.language_hints_strict`].map((path) =>
		rule(
			path,
			(body) => isSet(body, path) && !isMelia(body),
			'works only with the model Melia 1',
			'Remove it, or set «Model» to «Melia 1» and the language to «Multilingual».',
		),
	),
	rule(
		`${CONFIG}.output_locale`,
		(body) => isSet(body, `${CONFIG}.output_locale`) && language(body) === 'auto',
		'cannot be combined with a language that is detected',
		'Choose the language, or remove this.',
	),
	rule(
		`${CONFIG}.output_locale`,
		(body) => {
			const locale = textAt(body, `${CONFIG}.output_locale`);
			const base = locale.split('-')[0] ?? '';
			return locale !== '' && language(body) !== 'auto' && !language(body).split('_').includes(base);
		},
		'is of another language than the recording',
		'Choose a locale of the language, or remove this.',
	),
	rule(
		`${CONFIG}.domain`,
		(body) => textAt(body, `${CONFIG}.domain`) === 'bilingual-en' && language(body) !== 'es',
		'can be "bilingual-en" only for Spanish',
		'Choose Spanish, or one of the bilingual languages.',
	),
	...['expected_languages', 'low_confidence_action', 'default_language'].map((key) =>
		rule(
			`${IDENTIFICATION}.${key}`,
			(body) => isSet(body, `${IDENTIFICATION}.${key}`) && language(body) !== 'auto',
			'works only when the language is detected',
			'Set «Language» to «Detect Automatically», or remove this.',
		),
	),
	rule(
		`${IDENTIFICATION}.default_language`,
		(body) =>
			textAt(body, `${IDENTIFICATION}.low_confidence_action`) === 'use_default_language' &&
			!isSet(body, `${IDENTIFICATION}.default_language`),
		'is missing',
		'Choose the language to use when none is certain enough.',
	),
	rule(
		`${IDENTIFICATION}.default_language`,
		(body) =>
			isSet(body, `${IDENTIFICATION}.default_language`) &&
			textAt(body, `${IDENTIFICATION}.low_confidence_action`) !== 'use_default_language',
		'is used only when «On Low Confidence» says so',
		'Set «Detection: On Low Confidence» to «Use Default Language», or remove this.',
	),
	needsDiarization(`${CONFIG}.channel_diarization_labels`, 'channel', '«By Channel»'),
	...['speaker_sensitivity', 'prefer_current_speaker', 'get_speakers', 'speakers'].map((key) =>
		needsDiarization(`${SPEAKERS}.${key}`, 'speaker', '«By Voice»'),
	),
	rule(
		`${CONFIG}.channel_diarization_labels`,
		(body) =>
			listAt(body, `${CONFIG}.channel_diarization_labels`).some(
				(label) => typeof label !== 'string' || !/^[A-Za-z0-9._]+$/.test(label),
			),
		'takes letters, digits, dots and underscores only',
		'Change the label, e.g. Agent_1.',
	),
	atMost(`${CONFIG}.channel_diarization_labels`, 100, 'labels'),
	inEveryRow(
		`${SPEAKERS}.speakers`,
		(row) => trimmedText(cellOf(row, 'label')) === '' || identifiersOf(row).length === 0,
		'needs a label and at least one identifier in each row',
		'Complete or remove the row.',
	),
	inEveryRow(
		`${SPEAKERS}.speakers`,
		(row) => /^S\d+$/i.test(trimmedText(cellOf(row, 'label'))),
		'has a label such as S1, which Speechmatics gives to unknown speakers',
		'Choose another label.',
	),
	rule(
		`${SPEAKERS}.speakers`,
		(body) => listAt(body, `${SPEAKERS}.speakers`).flatMap(identifiersOf).length > 50,
		'has more than 50 identifiers in all',
		'Remove some.',
	),
	atMost(`${CONFIG}.additional_vocab`, 1000, 'entries'),
	inEveryRow(
		`${CONFIG}.additional_vocab`,
		(row) => trimmedText(cellOf(row, 'content')) === '',
		'needs a term in each row',
		'Complete or remove the row.',
	),
	inEveryRow(
		`${CONFIG}.additional_vocab`,
		(row) => wordCount(cellOf(row, 'content')) > 6 || trimmedText(cellOf(row, 'content')).length > 4000,
		'has an entry of more than 6 words or 4,000 characters, which Speechmatics drops',
		'Shorten it.',
	),
	rule(
		`${CONFIG}.punctuation_overrides.permitted_marks`,
		(body) =>
			listAt(body, `${CONFIG}.punctuation_overrides.permitted_marks`).some(
				(mark) => mark !== 'all' && !/^.$/su.test(String(mark)),
			),
		'takes one character each, or «all»',
		'Give each mark on its own.',
	),
	inEveryRow(
		`${CONFIG}.transcript_filtering_config.replacements`,
		(row) => cellOf(row, 'from') === '' || cellOf(row, 'from') === undefined,
		'needs something in «From» in each row',
		'Complete or remove the row.',
	),
	atMost('translation_config.target_languages', 5, 'languages'),
	rule(
		'translation_config.target_languages',
		(body) =>
			isSet(body, 'translation_config') && listAt(body, 'translation_config.target_languages').length === 0,
		'is missing for the translation',
		'Choose at least one language.',
	),
	atMost('topic_detection_config.topics', 10, 'topics'),
	atMost('notification_config', 3, 'requests, the callback included'),
];

/** The first members that Speechmatics would refuse, or drop, if any. */
export function findConflict(config: IDataObject): Exclusion | undefined {
	return firstExclusion(RULES, config);
}
