import type { IDataObject } from 'n8n-workflow';

import { toItemData } from '../../../nodes/shared/execution/toItemData';
import { mergeConfig, setAt } from '../../../nodes/shared/fields/setPath';
import { findExclusion } from '../../../nodes/Speechmatics/request/exclusions/index';
import { CONFIG_GROUPS } from '../../../nodes/Speechmatics/request/jobConfig';
import { sample } from '../../support/speechmatics';

/**
 * Every member of the job config in Speechmatics' API reference (its first edition and the newer ones) that has its own
 * field; the rows of a list count once.
 */
const DOCUMENTED = [
	'alignment_config.language',
	'audio_events_config',
	'audio_events_config.types',
	'auto_chapters_config',
	'language_identification_config.default_language',
	'language_identification_config.expected_languages',
	'language_identification_config.low_confidence_action',
	'notification_config',
	'output_config.srt_overrides.max_line_length',
	'output_config.srt_overrides.max_lines',
	'sentiment_analysis_config',
	'summarization_config',
	'summarization_config.content_type',
	'summarization_config.summary_length',
	'summarization_config.summary_type',
	'topic_detection_config',
	'topic_detection_config.topics',
	'tracking.details',
	'tracking.reference',
	'tracking.tags',
	'tracking.title',
	'transcription_config.additional_vocab',
	'transcription_config.audio_filtering_config.volume_threshold',
	'transcription_config.channel_diarization_labels',
	'transcription_config.diarization',
	'transcription_config.domain',
	'transcription_config.enable_entities',
	'transcription_config.language',
	'transcription_config.language_hints',
	'transcription_config.language_hints_strict',
	'transcription_config.max_delay_mode',
	'transcription_config.model',
	'transcription_config.operating_point',
	'transcription_config.output_locale',
	'transcription_config.punctuation_overrides.permitted_marks',
	'transcription_config.punctuation_overrides.sensitivity',
	'transcription_config.speaker_diarization_config.get_speakers',
	'transcription_config.speaker_diarization_config.prefer_current_speaker',
	'transcription_config.speaker_diarization_config.speaker_sensitivity',
	'transcription_config.speaker_diarization_config.speakers',
	'transcription_config.transcript_filtering_config.remove_disfluencies',
	'transcription_config.transcript_filtering_config.replacements',
	'translation_config.target_languages',
];

it('every documented member has a field', () => {
	const paths = Object.values(CONFIG_GROUPS).flatMap((groups) =>
		groups.flatMap(({ fields }) => fields.map(({ path }) => path)),
	);
	expect([...new Set(paths)].sort()).toEqual(DOCUMENTED);
});

describe('setting and merging', () => {
	it('creates missing objects and keeps existing members', () => {
		const config: IDataObject = { a: { b: 1 } };
		setAt(config, 'a.c.d', [2]);
		setAt(config, 'a.c', {});
		setAt(config, 'e', {});
		expect(config).toEqual({ a: { b: 1, c: { d: [2] } }, e: {} });
	});

	it('merges objects and replaces all other values', () => {
		expect(mergeConfig({ a: { b: 1, c: [1] }, d: { e: 1 } }, { a: { c: [2] }, d: null, f: 'x' })).toEqual({
			a: { b: 1, c: [2] },
			d: null,
			f: 'x',
		});
	});
});

const CONFIG = 'transcription_config';

function transcription(members: IDataObject = {}, more: IDataObject = {}): IDataObject {
	return { type: 'transcription', [CONFIG]: { language: 'en', ...members }, ...more };
}

const alignment = (more: IDataObject = {}): IDataObject => ({
	type: 'alignment',
	alignment_config: { language: 'en' },
	...more,
});

const melia = { model: 'melia-1', language: 'multi' };
const bySpeaker = (speaker_diarization_config: IDataObject) =>
	transcription({ diarization: 'speaker', speaker_diarization_config });
const rows = (count: number, make: (index: number) => unknown) =>
	Array.from({ length: count }, (_each, index) => make(index));

describe('combinations of settings', () => {
	it.each([
		'job.create.config.minimal.json',
		'job.create.config.seed_full.json',
		'job.create.config.newer_full.json',
		'job.create.config.channel.json',
		'job.create.config.alignment.json',
		'job.create.config.alignment_fetch.json',
	])('%s is accepted', (name) => {
		expect(findExclusion(toItemData(sample(name)))).toBeUndefined();
	});

	it.each<[string, IDataObject]>([
		['melia', transcription({ ...melia, language_hints: ['en', 'ar'], language_hints_strict: true })],
		['melia by its older name', transcription({ operating_point: 'melia-1', language: 'multi' })],
		['a locale of a bilingual pack', transcription({ language: 'cmn_en', output_locale: 'cmn-Hant' })],
		['Spanish with English', transcription({ language: 'es', domain: 'bilingual-en' })],
		['all marks', transcription({ punctuation_overrides: { permitted_marks: ['all'] } })],
		['no marks', transcription({ punctuation_overrides: { permitted_marks: [] } })],
		['a mark beyond the basic plane', transcription({ punctuation_overrides: { permitted_marks: ['𑅁'] } })],
	])('%s is accepted', (_what, config) => {
		expect(findExclusion(config)).toBeUndefined();
	});

	it.each<[string, IDataObject]>([
		[CONFIG, alignment({ [CONFIG]: { language: 'en' } })],
		['summarization_config', alignment({ summarization_config: {} })],
		['output_config', alignment({ output_config: {} })],
		['alignment_config', transcription({}, { alignment_config: { language: 'en' } })],
		['fetch_text', transcription({}, { fetch_text: { url: 'https://example.com/a.txt' } })],
		['alignment_config.language', { type: 'alignment', alignment_config: { language: 'auto' } }],
		[`${CONFIG}.model`, transcription({ model: 'enhanced', operating_point: 'enhanced' })],
		[`${CONFIG}.language`, transcription({ model: 'melia-1' })],
		[`${CONFIG}.language`, transcription({ language: 'multi' })],
		[`${CONFIG}.additional_vocab`, transcription({ ...melia, additional_vocab: [{ content: 'a' }] })],
		[`${CONFIG}.enable_entities`, transcription({ ...melia, enable_entities: true })],
		[
			'translation_config.target_languages',
			transcription(melia, { translation_config: { target_languages: ['de'] } }),
		],
		['summarization_config', transcription(melia, { summarization_config: {} })],
		['auto_chapters_config', transcription(melia, { auto_chapters_config: {} })],
		[`${CONFIG}.language_hints`, transcription({ language_hints: ['en'] })],
		[`${CONFIG}.output_locale`, transcription({ language: 'auto', output_locale: 'en-GB' })],
		[`${CONFIG}.output_locale`, transcription({ language: 'de', output_locale: 'en-GB' })],
		[`${CONFIG}.domain`, transcription({ domain: 'bilingual-en' })],
		[
			'language_identification_config.expected_languages',
			transcription({}, { language_identification_config: { expected_languages: ['en'] } }),
		],
		[
			'language_identification_config.default_language',
			transcription(
				{ language: 'auto' },
				{ language_identification_config: { low_confidence_action: 'use_default_language' } },
			),
		],
		[
			'language_identification_config.default_language',
			transcription(
				{ language: 'auto' },
				{ language_identification_config: { low_confidence_action: 'allow', default_language: 'en' } },
			),
		],
		[`${CONFIG}.channel_diarization_labels`, transcription({ channel_diarization_labels: ['Agent'] })],
		[
			`${CONFIG}.channel_diarization_labels`,
			transcription({ diarization: 'channel', channel_diarization_labels: ['Agent 1'] }),
		],
		[
			`${CONFIG}.channel_diarization_labels`,
			transcription({
				diarization: 'channel',
				channel_diarization_labels: rows(101, (index) => `c${index}`),
			}),
		],
		[
			`${CONFIG}.speaker_diarization_config.speaker_sensitivity`,
			transcription({ speaker_diarization_config: { speaker_sensitivity: 0.5 } }),
		],
		[`${CONFIG}.speaker_diarization_config.speakers`, bySpeaker({ speakers: [{ label: 'Nadia' }] })],
		[
			`${CONFIG}.speaker_diarization_config.speakers`,
			bySpeaker({ speakers: [{ label: 'S1', speaker_identifiers: ['x'] }] }),
		],
		[
			`${CONFIG}.speaker_diarization_config.speakers`,
			bySpeaker({ speakers: [{ label: 'Nadia', speaker_identifiers: rows(51, (index) => `x${index}`) }] }),
		],
		[`${CONFIG}.additional_vocab`, transcription({ additional_vocab: rows(1001, () => ({ content: 'a' })) })],
		[`${CONFIG}.additional_vocab`, transcription({ additional_vocab: [{ content: 'a b c d e f g' }] })],
		[`${CONFIG}.additional_vocab`, transcription({ additional_vocab: [{ content: ' ' }] })],
		[
			`${CONFIG}.punctuation_overrides.permitted_marks`,
			transcription({ punctuation_overrides: { permitted_marks: ['.,'] } }),
		],
		[
			`${CONFIG}.transcript_filtering_config.replacements`,
			transcription({ transcript_filtering_config: { replacements: [{ from: '', to: 'x' }] } }),
		],
		...['//', '/(/', '/a)/', '/[a-/', '/a\\/', '/a(b[)]/'].map((from): [string, IDataObject] => [
			`${CONFIG}.transcript_filtering_config.replacements`,
			transcription({ transcript_filtering_config: { replacements: [{ from, to: 'x' }] } }),
		]),
		...[[{ from: 'a' }], [{ from: 'a', to: 5 }], ['a'], [null]].map((replacements): [string, IDataObject] => [
			`${CONFIG}.transcript_filtering_config.replacements`,
			transcription({ transcript_filtering_config: { replacements } }),
		]),
		[
			'translation_config.target_languages',
			transcription({}, { translation_config: { target_languages: ['de', 'fr', 'es', 'it', 'pt', 'nl'] } }),
		],
		['translation_config.target_languages', transcription({}, { translation_config: {} })],
		[
			'topic_detection_config.topics',
			transcription({}, { topic_detection_config: { topics: rows(11, (index) => `t${index}`) } }),
		],
		[
			'notification_config',
			transcription({}, { notification_config: rows(4, () => ({ url: 'https://a.example' })) }),
		],
	])('%s is rejected', (path, config) => {
		const conflict = findExclusion(config);
		expect(conflict?.parameter).toBe(path);
		expect(conflict?.what).toMatch(/\w/);
		expect(conflict?.hint).toMatch(/\.$/);
	});

	it.each([
		'harbor',
		'/',
		'a/b',
		'(',
		'/(?i)\\bacme\\b/',
		'/\\(/',
		'/[(]/',
		'/[])]/',
		'/[^]]/',
		'/(?<=a)(?P<n>b)/',
		'/a++/',
	])('a replacement of %s is accepted', (from) => {
		expect(
			findExclusion(transcription({ transcript_filtering_config: { replacements: [{ from, to: '' }] } })),
		).toBeUndefined();
	});

	it('assumes no type in a config that is entered as JSON', () => {
		for (const odd of [null, 'x', 5, [], [null], [['x']], { label: 1 }]) {
			const config: IDataObject = {
				type: 'transcription',
				[CONFIG]: {
					language: 'en',
					diarization: 'speaker',
					additional_vocab: odd,
					speaker_diarization_config: { speakers: odd },
					transcript_filtering_config: odd,
					punctuation_overrides: odd,
				},
				topic_detection_config: odd,
				notification_config: odd,
			};
			expect(() => findExclusion(config)).not.toThrow();
		}
	});
});
