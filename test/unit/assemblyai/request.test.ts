import { findConflict } from '../../../nodes/AssemblyAi/request/exclusions';
import { PARAMETER_GROUPS } from '../../../nodes/AssemblyAi/request/request';
import { toItemData } from '../../../nodes/shared/execution/toItemData';
import { labelOfPath } from '../../../nodes/shared/fields/mapped';

const inside = (object: string, ...members: string[]) => members.map((member) => `${object}.${member}`);

/**
 * Every parameter of AssemblyAI's API reference (its first edition and the newer ones) that has its own field; the rows
 * of a list count once. The recording and the callback have fields elsewhere.
 */
const DOCUMENTED = [
	'audio_end_at',
	'audio_start_from',
	'auto_chapters',
	'auto_highlights',
	'boost_param',
	'content_safety',
	'content_safety_confidence',
	'custom_spelling',
	'custom_topics',
	'disfluencies',
	'domain',
	'dual_channel',
	'entity_detection',
	'filter_profanity',
	'format_text',
	'iab_categories',
	'keyterms_prompt',
	'keyterms_prompt_options.keyterms_match_strength',
	'language_code',
	'language_codes',
	'language_confidence_threshold',
	'language_detection',
	...inside(
		'language_detection_options',
		'code_switching',
		'code_switching_confidence_threshold',
		'expected_languages',
		'fallback_language',
		'language_detection_model',
		'localization',
		'on_low_language_confidence',
		'on_no_speech_detected',
		'swiss_german',
	),
	'multichannel',
	'prompt',
	'punctuate',
	'redact_pii',
	'redact_pii_audio',
	...inside('redact_pii_audio_options', 'override_audio_redaction_method', 'return_redacted_no_speech_audio'),
	'redact_pii_audio_quality',
	'redact_pii_policies',
	'redact_pii_return_unredacted',
	'redact_pii_sub',
	'redact_static_entities',
	'remove_audio_tags',
	'sentiment_analysis',
	'speaker_labels',
	...inside('speaker_options', 'max_speakers_expected', 'min_speakers_expected'),
	'speakers_expected',
	'speech_model',
	'speech_models',
	'speech_threshold',
	...inside(
		'speech_understanding.request',
		'action_items',
		'action_items.effort',
		'action_items.include_decisions',
		...inside('custom_formatting', 'date', 'email', 'format_utterances', 'phone_number'),
		...inside('speaker_identification', 'known_values', 'speaker_type', 'speakers'),
		...inside('summarization', 'effort', 'summary_type'),
		...inside('translation', 'force_translation', 'formal', 'match_original_utterance', 'target_languages'),
	),
	'speed_boost',
	'summarization',
	'summary_model',
	'summary_type',
	'temperature',
	'topics',
	'word_boost',
];

it('every documented parameter has one field', () => {
	const paths = PARAMETER_GROUPS.flatMap(({ fields }) => fields.map(({ path }) => path));
	expect([...paths].sort()).toEqual(DOCUMENTED);
});

it.each([
	[{ speaker_options: { max_speakers_expected: 3 } }, 'Additional Fields: Speakers: Maximum'],
	[{ language_detection_options: { swiss_german: true } }, 'Additional Fields: Detection: Swiss German'],
	[
		{ keyterms_prompt_options: { keyterms_match_strength: 'high' } },
		'Additional Fields: Key Terms: Match Strength',
	],
	[
		{ redact_pii_audio_options: { override_audio_redaction_method: 'silence' } },
		'Additional Fields: Redact Audio: Method',
	],
	[
		{ speech_understanding: { request: { summarization: { effort: 'low' } } } },
		'Additional Fields: Speech Understanding: Summary',
	],
	[{ redact_static_entities: { CODENAME: ['bluebird'] } }, 'Additional Fields: Redact Custom Terms'],
])('a conflict of %j is reported at the field that sets it', (body, label) => {
	const conflict = findConflict(body);
	expect(labelOfPath(PARAMETER_GROUPS, conflict?.parameter ?? '', body)).toBe(label);
});

describe('rows', () => {
	const valueOf = (path: string, rows: object[]) => {
		const mapped = PARAMETER_GROUPS.flatMap(({ fields }) => fields).find((each) => each.path === path);
		return mapped?.toValue?.(rows.map(toItemData), {});
	};

	it('with the same label are redacted together', () => {
		const rows = [
			{ label: 'CODENAME', terms: 'bluebird, red fox' },
			{ label: 'PROJECT', terms: 'north' },
			{ label: ' CODENAME', terms: 'grey owl' },
		];
		expect(valueOf('redact_static_entities', rows)).toEqual({
			CODENAME: ['bluebird', 'red fox', 'grey owl'],
			PROJECT: ['north'],
		});
	});

	it.each([
		[{ redact_static_entities: { '': ['bluebird'] } }, /label and at least one term/],
		[{ redact_static_entities: { CODENAME: [] } }, /label and at least one term/],
		[identifiedBy([{ name: 'Nadia' }, { name: '' }]), /name or role in every row/],
		[identifiedBy([{ role: '', description: 'Answers the phone' }]), /name or role in every row/],
		[identifiedBy([{ description: 'Answers the phone' }]), /name or role in every row/],
	])('that are incomplete are rejected: %j', (body, message) => {
		const complete = { redact_pii: true, redact_pii_policies: ['date'], speaker_labels: true };
		expect(findConflict({ ...complete, ...body })?.what).toMatch(message);
	});

	it.each([
		[{ redact_static_entities: { CODENAME: ['bluebird'] } }],
		[identifiedBy([{ name: 'Nadia' }, { name: 'Thabo', description: 'Caller' }])],
	])('that are complete are accepted: %j', (body) => {
		const complete = { redact_pii: true, redact_pii_policies: ['date'], speaker_labels: true };
		expect(findConflict({ ...complete, ...body })).toBeUndefined();
	});
});

it('rejects a threshold for code switching that is not requested', () => {
	const detection = { code_switching_confidence_threshold: 0.4 };
	const body = { language_detection: true, language_detection_options: detection };
	expect(findConflict(body)).toMatchObject({
		parameter: 'language_detection_options.code_switching_confidence_threshold',
		what: 'works only with "Detection: Code Switching"',
	});
	const options = { ...detection, code_switching: true };
	expect(findConflict({ ...body, language_detection_options: options })).toBeUndefined();
});

function identifiedBy(speakers: object[]) {
	return {
		speech_understanding: { request: { speaker_identification: { speaker_type: 'name', speakers } } },
	};
}
