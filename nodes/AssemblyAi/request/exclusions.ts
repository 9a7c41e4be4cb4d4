import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import {
	firstExclusion,
	isSetAt,
	listAt,
	rule,
	valueAt,
	wordCount,
	type Exclusion,
	type Rule,
} from '../../shared/fields/exclusions';

const TASKS = 'speech_understanding.request';
const IDENTIFICATION = `${TASKS}.speaker_identification`;
const FORMATTING = `${TASKS}.custom_formatting`;

const isOn = (body: IDataObject, path: string) => valueAt(body, path) === true;
const isGiven = (body: IDataObject, path: string) => valueAt(body, path) !== undefined;

function needs(path: string, other: string, label: string): Rule {
	return rule(
		path,
		(body) => isSetAt(body, path) && valueAt(body, path) !== false && !isOn(body, other),
		`works only with «${label}»`,
		`Turn on «${label}», or remove this.`,
	);
}

const SUMMARY_TYPES: Record<string, readonly string[]> = {
	informative: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	conversational: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	catchy: ['headline', 'gist'],
};

/** Policies whose values cannot be formatted, because they are redacted. */
const FORMATTED_POLICIES: Record<string, string> = {
	date: 'date',
	phone_number: 'phone_number',
	email: 'email_address',
};

/** Sources: AssemblyAI's API reference, its error texts, and the guides of each feature. */
const RULES: readonly Rule[] = [
	rule(
		'speaker_labels',
		(body) => isOn(body, 'speaker_labels') && isOn(body, 'dual_channel'),
		'cannot be combined with Dual Channel',
		'Remove one of the two, or use «Separate Channels», which goes together with speaker labels.',
	),
	rule(
		'dual_channel',
		(body) => isOn(body, 'dual_channel') && isOn(body, 'multichannel'),
		'means the same as Separate Channels',
		'Remove one of the two.',
	),
	rule(
		'speakers_expected',
		(body) => isSetAt(body, 'speakers_expected') && isSetAt(body, 'speaker_options'),
		'cannot be combined with a smallest or largest number of speakers',
		'Give either the exact number or the range.',
	),
	needs('speakers_expected', 'speaker_labels', 'Label Speakers'),
	needs('speaker_options', 'speaker_labels', 'Label Speakers'),
	rule(
		'speaker_options.max_speakers_expected',
		(body) =>
			Number(valueAt(body, 'speaker_options.min_speakers_expected') ?? 0) >
			Number(valueAt(body, 'speaker_options.max_speakers_expected') ?? Infinity),
		'is smaller than the smallest number of speakers',
		'Swap the two numbers.',
	),
	rule(
		`${IDENTIFICATION}.speaker_type`,
		(body) => isGiven(body, IDENTIFICATION) && !isOn(body, 'speaker_labels') && !isOn(body, 'multichannel'),
		'works only with «Label Speakers» or «Separate Channels»',
		'Turn on one of the two.',
	),
	rule(
		`${IDENTIFICATION}.speaker_type`,
		(body) => isSetAt(body, IDENTIFICATION) && !isGiven(body, `${IDENTIFICATION}.speaker_type`),
		'is missing for the known values',
		'Choose whether they are names or roles.',
	),
	rule(
		`${IDENTIFICATION}.speakers`,
		(body) => isGiven(body, `${IDENTIFICATION}.speakers`) && isGiven(body, `${IDENTIFICATION}.known_values`),
		'cannot be combined with Known Values',
		'Remove one of the two.',
	),
	rule(
		`${IDENTIFICATION}.known_values`,
		(body) => listAt(body, `${IDENTIFICATION}.known_values`).some((value) => String(value).length > 35),
		'holds a value of more than 35 characters',
		'Shorten it.',
	),
	rule(
		`${TASKS}.translation.target_languages`,
		(body) =>
			isGiven(body, `${TASKS}.translation`) && !isGiven(body, `${TASKS}.translation.target_languages`),
		'is missing for the translation',
		'Choose at least one language.',
	),
	rule(
		`${TASKS}.summarization.summary_type`,
		(body) =>
			isGiven(body, `${TASKS}.summarization`) && !isGiven(body, `${TASKS}.summarization.summary_type`),
		'is missing for the summary effort',
		'Choose a type.',
	),
	rule(
		'language_codes',
		(body) => isSetAt(body, 'language_codes') && listAt(body, 'language_codes').length > 2,
		'takes two languages at most',
		'Remove the others.',
	),
	rule(
		'language_codes',
		(body) =>
			listAt(body, 'language_codes').length > 0 &&
			!listAt(body, 'language_codes').some((code) => code === 'en'),
		'must include English (Global)',
		'Add «English (Global)».',
	),
	needs('language_confidence_threshold', 'language_detection', 'Detect Language'),
	needs('language_detection_options', 'language_detection', 'Detect Language'),
	rule(
		'speech_model',
		(body) => isSetAt(body, 'speech_model') && isSetAt(body, 'speech_models'),
		'cannot be combined with Speech Models',
		'Remove one of the two.',
	),
	rule('prompt', (body) => wordCount(body.prompt) > 1500, 'has more than 1,500 words', 'Shorten it.'),
	...['keyterms_prompt', 'word_boost'].flatMap((key) => [
		rule(key, (body) => listAt(body, key).length > 1000, 'has more than 1,000 entries', 'Remove some.'),
		rule(
			key,
			(body) => listAt(body, key).some((term) => wordCount(term) > 6),
			'has an entry of more than 6 words',
			'Shorten it.',
		),
	]),
	rule(
		'keyterms_prompt_options',
		(body) => isSetAt(body, 'keyterms_prompt_options') && !isSetAt(body, 'keyterms_prompt'),
		'works only with «Key Terms»',
		'Add key terms, or remove this.',
	),
	rule(
		'boost_param',
		(body) => isSetAt(body, 'boost_param') && !isSetAt(body, 'word_boost'),
		'works only with «Word Boost»',
		'Add words to boost, or remove this.',
	),
	rule(
		'custom_spelling',
		(body) =>
			listAt(body, 'custom_spelling').some((row) => {
				if (typeof row !== 'object' || row === null) return true;
				const from: unknown = Reflect.get(row, 'from');
				return (
					wordCount(Reflect.get(row, 'to')) !== 1 ||
					Reflect.get(row, 'to') === '' ||
					!Array.isArray(from) ||
					from.length === 0
				);
			}),
		'needs something in «From» and exactly one word in «To» in each row',
		'Complete or remove the row.',
	),
	rule(
		'audio_end_at',
		(body) => Number(body.audio_start_from ?? 0) >= Number(body.audio_end_at ?? Infinity),
		'lies before the start',
		'Give an end that is later than «Start At».',
	),
	rule(
		'summarization',
		(body) => isOn(body, 'summarization') && isOn(body, 'auto_chapters'),
		'cannot be combined with Chapters',
		'Remove one of the two.',
	),
	needs('summary_model', 'summarization', 'Summary'),
	needs('summary_type', 'summarization', 'Summary'),
	rule(
		'summary_type',
		(body) => isOn(body, 'summarization') && isSetAt(body, 'summary_model') !== isSetAt(body, 'summary_type'),
		'and the summary model must be given together',
		'Set both, or remove both.',
	),
	rule(
		'summary_type',
		(body) => {
			const types = SUMMARY_TYPES[trimmedText(body.summary_model)];
			return (
				types !== undefined &&
				isSetAt(body, 'summary_type') &&
				!types.includes(trimmedText(body.summary_type))
			);
		},
		'does not go with the chosen summary model',
		'Informative and conversational give bullets, detailed bullets, a headline or a paragraph; catchy gives a headline or a gist.',
	),
	rule(
		'summary_model',
		(body) =>
			body.summary_model === 'conversational' &&
			!isOn(body, 'speaker_labels') &&
			!isOn(body, 'dual_channel') &&
			!isOn(body, 'multichannel'),
		'«Conversational» works only with speakers or channels',
		'Turn on «Label Speakers» or «Separate Channels», or choose another model.',
	),
	rule(
		'summarization',
		(body) => isOn(body, 'summarization') && (body.punctuate === false || body.format_text === false),
		'works only with punctuation and formatted text',
		'Remove «Punctuate» and «Format Text», which are on by themselves.',
	),
	needs('content_safety_confidence', 'content_safety', 'Content Safety'),
	...[
		'redact_pii_policies',
		'redact_pii_sub',
		'redact_pii_audio',
		'redact_pii_return_unredacted',
		'redact_static_entities',
	].map((key) => needs(key, 'redact_pii', 'Redact Personal Data')),
	rule(
		'redact_pii_policies',
		(body) => isOn(body, 'redact_pii') && listAt(body, 'redact_pii_policies').length === 0,
		'is missing',
		'Choose what is to be redacted.',
	),
	needs('redact_pii_audio_quality', 'redact_pii_audio', 'Redact Audio'),
	needs('redact_pii_audio_options', 'redact_pii_audio', 'Redact Audio'),
	...Object.entries(FORMATTED_POLICIES).map(([format, policy]) =>
		rule(
			`${FORMATTING}.${format}`,
			(body) =>
				isGiven(body, `${FORMATTING}.${format}`) && listAt(body, 'redact_pii_policies').includes(policy),
			'cannot be formatted, because it is redacted',
			'Remove the format, or the policy under «Privacy».',
		),
	),
];

/** The first pair of parameters that exclude each other, if any. */
export function findConflict(body: IDataObject): Exclusion | undefined {
	return firstExclusion(RULES, body);
}
