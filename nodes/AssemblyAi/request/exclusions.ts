import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/core/json';
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
import { webAddressAt } from '../../shared/fields/urlMembers';
import { TASKS } from '../parameters/intelligence';

const IDENTIFICATION = `${TASKS}.speaker_identification`;
const FORMATTING = `${TASKS}.custom_formatting`;

const isOn = (body: IDataObject, path: string) => valueAt(body, path) === true;
const isGiven = (body: IDataObject, path: string) => valueAt(body, path) !== undefined;

function needs(path: string, other: string, label: string): Rule {
	return rule(
		path,
		isWithout(path, other),
		`works only with "${label}"`,
		`Turn on "${label}", or remove this field.`,
	);
}

/** Like `needs`, for a member that a choice of a field turns on. */
function needsSetting(path: string, other: string, label: string, choice: string): Rule {
	return rule(
		path,
		isWithout(path, other),
		`works only with "${label}" set to "${choice}"`,
		`Set "${label}" to "${choice}", or remove this field.`,
	);
}

function isWithout(path: string, other: string): (body: IDataObject) => boolean {
	return (body) => isSetAt(body, path) && valueAt(body, path) !== false && !isOn(body, other);
}

const isNameless = ({ name, role }: Record<string, unknown>) =>
	trimmedText(name) === '' && trimmedText(role) === '';

/** Whether a group of terms to redact lacks its label or its terms. */
const isIncomplete = ([label, terms]: [string, unknown]) =>
	label.trim() === '' || (Array.isArray(terms) && terms.length === 0);

const SUMMARY_TYPES: Record<string, readonly string[]> = {
	informative: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	conversational: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	catchy: ['headline', 'gist'],
};

/** Formats by the policy that redacts their values, so that nothing is left to format. */
const FORMATTED_POLICIES: Record<string, string> = {
	date: 'date',
	phone_number: 'phone_number',
	email: 'email_address',
};

/** Sources: AssemblyAI's API reference, its error messages, and the guide of each feature. */
const RULES: readonly Rule[] = [
	rule(
		'speaker_labels',
		(body) => isOn(body, 'speaker_labels') && isOn(body, 'dual_channel'),
		'cannot be combined with "Options: Dual Channel"',
		'Remove it, and set "Speakers" to "Separate by Channel and Voice" instead.',
	),
	rule(
		'dual_channel',
		(body) => isOn(body, 'dual_channel') && isOn(body, 'multichannel'),
		'has the same meaning as "Speakers" set to "Separate by Channel"',
		'Remove one of the two.',
	),
	rule(
		'speakers_expected',
		(body) => isSetAt(body, 'speakers_expected') && isSetAt(body, 'speaker_options'),
		'cannot be combined with "Speakers: Minimum" or "Speakers: Maximum"',
		'Set either the exact number or the range.',
	),
	...['speakers_expected', 'speaker_options'].map((path) =>
		needsSetting(path, 'speaker_labels', 'Speakers', 'Separate by Voice'),
	),
	rule(
		'speaker_options.max_speakers_expected',
		(body) =>
			Number(valueAt(body, 'speaker_options.min_speakers_expected') ?? 0) >
			Number(valueAt(body, 'speaker_options.max_speakers_expected') ?? Infinity),
		'must not be less than "Speakers: Minimum"',
		'Swap the two numbers.',
	),
	rule(
		`${IDENTIFICATION}.speaker_type`,
		(body) => isGiven(body, IDENTIFICATION) && !isOn(body, 'speaker_labels') && !isOn(body, 'multichannel'),
		'works only if "Speakers" separates them',
		'Set "Speakers", e.g. to "Separate by Voice".',
	),
	rule(
		`${IDENTIFICATION}.speaker_type`,
		(body) => isSetAt(body, IDENTIFICATION) && !isGiven(body, `${IDENTIFICATION}.speaker_type`),
		'is required to identify speakers',
		'Choose whether to identify them by name or by role.',
	),
	rule(
		`${IDENTIFICATION}.speakers`,
		(body) => isGiven(body, `${IDENTIFICATION}.speakers`) && isGiven(body, `${IDENTIFICATION}.known_values`),
		'cannot be combined with "Identify Speakers: Known Values"',
		'Remove one of the two.',
	),
	rule(
		`${IDENTIFICATION}.speakers`,
		(body) => listAt(body, `${IDENTIFICATION}.speakers`).some((row) => isRecord(row) && isNameless(row)),
		'must have a name or role in every row',
		'Complete or remove the row.',
	),
	rule(
		`${IDENTIFICATION}.known_values`,
		(body) => listAt(body, `${IDENTIFICATION}.known_values`).some((value) => String(value).length > 35),
		'has a value of more than 35 characters',
		'Shorten it.',
	),
	rule(
		`${TASKS}.translation.target_languages`,
		(body) =>
			isGiven(body, `${TASKS}.translation`) && !isGiven(body, `${TASKS}.translation.target_languages`),
		'is required for a translation',
		'Choose at least one language.',
	),
	rule(
		`${TASKS}.summarization.summary_type`,
		(body) =>
			isGiven(body, `${TASKS}.summarization`) && !isGiven(body, `${TASKS}.summarization.summary_type`),
		'is required for "Speech Understanding: Summary Effort"',
		'Choose a type.',
	),
	rule(
		'language_codes',
		(body) => isSetAt(body, 'language_codes') && listAt(body, 'language_codes').length > 2,
		'must not have more than two languages',
		'Remove the others.',
	),
	rule(
		'language_codes',
		(body) =>
			listAt(body, 'language_codes').length > 0 &&
			!listAt(body, 'language_codes').some((code) => code === 'en'),
		'must include "English (Global)"',
		'Add it, or choose a single language under "Language".',
	),
	rule(
		'language_code',
		(body) => isSetAt(body, 'language_code') && isOn(body, 'language_detection'),
		'cannot be combined with "language_detection" turned on',
		'Set "Language" to "Detect Automatically" or to a language, and remove the other from the JSON.',
	),
	...['language_confidence_threshold', 'language_detection_options'].map((path) =>
		needsSetting(path, 'language_detection', 'Language', 'Detect Automatically'),
	),
	needs(
		'language_detection_options.code_switching_confidence_threshold',
		'language_detection_options.code_switching',
		'Detection: Code Switching',
	),
	rule(
		'speech_model',
		(body) => isSetAt(body, 'speech_model') && isSetAt(body, 'speech_models'),
		'cannot be combined with "Speech Models"',
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
		'works only with "Key Terms"',
		'Add key terms, or remove this field.',
	),
	rule(
		'boost_param',
		(body) => isSetAt(body, 'boost_param') && !isSetAt(body, 'word_boost'),
		'works only with "Word Boost"',
		'Add words to boost, or remove this field.',
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
		'must have a value in "From" and a single word in "To" in every row',
		'Complete or remove the row.',
	),
	rule(
		'audio_end_at',
		(body) => Number(body.audio_start_from ?? 0) >= Number(body.audio_end_at ?? Infinity),
		'must be later than "Start At (Milliseconds)"',
		'Change one of the two.',
	),
	rule(
		'summarization',
		(body) => isOn(body, 'summarization') && isOn(body, 'auto_chapters'),
		'cannot be combined with "Chapters"',
		'Remove one of the two.',
	),
	needs('summary_model', 'summarization', 'Summary'),
	needs('summary_type', 'summarization', 'Summary'),
	rule(
		'summary_type',
		(body) => isOn(body, 'summarization') && isSetAt(body, 'summary_model') !== isSetAt(body, 'summary_type'),
		'must be set together with "Summary: Model"',
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
		'cannot be combined with the chosen "Summary: Model"',
		'"Informative" and "Conversational" support bullets, detailed bullets, headline and paragraph; "Catchy" supports headline and gist.',
	),
	rule(
		'summary_model',
		(body) =>
			body.summary_model === 'conversational' &&
			!isOn(body, 'speaker_labels') &&
			!isOn(body, 'dual_channel') &&
			!isOn(body, 'multichannel'),
		'can be "Conversational" only if "Speakers" separates them',
		'Set "Speakers", e.g. to "Separate by Voice", or choose another model.',
	),
	rule(
		'summarization',
		(body) => isOn(body, 'summarization') && (body.punctuate === false || body.format_text === false),
		'cannot be combined with "Punctuate" or "Format Text" turned off',
		'Remove them: they are on by default.',
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
		'is required for "Redact Personal Data"',
		'Choose at least one kind of personal data.',
	),
	rule(
		'redact_static_entities',
		({ redact_static_entities: groups }) => isRecord(groups) && Object.entries(groups).some(isIncomplete),
		'must have a label and at least one term in every row',
		'Complete or remove the row.',
	),
	needs('redact_pii_audio_quality', 'redact_pii_audio', 'Redact Audio'),
	needs('redact_pii_audio_options', 'redact_pii_audio', 'Redact Audio'),
	...Object.entries(FORMATTED_POLICIES).map(([format, policy]) =>
		rule(
			`${FORMATTING}.${format}`,
			(body) =>
				isGiven(body, `${FORMATTING}.${format}`) && listAt(body, 'redact_pii_policies').includes(policy),
			'cannot be combined with redacting the same data under "Redact: Policies"',
			'Remove the format or the policy.',
		),
	),
	rule(
		'audio_url',
		(body) => isGiven(body, 'audio_url'),
		'cannot be set, because it is the recording itself',
		'Use the "Recording" field instead.',
	),
	webAddressAt('webhook_url'),
];

/** The first parameter that AssemblyAI would reject together with the others, if any. */
export function findConflict(body: IDataObject): Exclusion | undefined {
	return firstExclusion(RULES, body);
}
