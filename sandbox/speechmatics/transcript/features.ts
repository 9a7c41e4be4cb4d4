import type { Notes } from '../../core/speech/words';
import { audioEvents, EVENT_TYPES } from '../insights/audioEvents';
import { analyseSentiment } from '../insights/sentiment';
import { summarize, toChapters } from '../insights/summary';
import { detectTopics, MOST_TOPICS } from '../insights/topics';
import { translate } from '../insights/translation';
import { canTranslate, languagePack } from '../languages';
import type { JobConfig } from '../request/config';
import type { Settings } from '../settings';
import type { Passage } from './sentences';

export interface FeatureInput {
	readonly config: JobConfig;
	readonly settings: Settings;
	readonly language: string;
	readonly sentences: readonly Passage[];
	readonly notes: Notes | null;
	readonly seed: string;
	/** Seconds. */
	readonly duration: number;
	/** Name of the first channel if channels are separated. */
	readonly channel: string | null;
}

/** The additions of the requested features: parts of the transcript, and their configs and error lists in the metadata. */
export interface Features {
	readonly blocks: Record<string, unknown>;
	readonly metadata: Record<string, unknown>;
}

type FeatureName = Settings['failedFeatures'][number];

interface Problem {
	type: string;
	message: string;
}

export function applyFeatures(input: FeatureInput): Features {
	const { config } = input;
	const parts: Features[] = [];
	if (isSet(config.translation_config)) parts.push(translation(input, config.translation_config));
	if (isSet(config.summarization_config)) {
		const options = config.summarization_config;
		parts.push(
			feature(input, 'summarization', options, () => ({
				summary: summarize(input.sentences, input.notes, options),
			})),
		);
	}
	if (isSet(config.sentiment_analysis_config)) {
		parts.push(
			feature(input, 'sentiment_analysis', config.sentiment_analysis_config, () => ({
				sentiment_analysis: analyseSentiment(input.sentences),
			})),
		);
	}
	if (isSet(config.topic_detection_config)) {
		const options = config.topic_detection_config;
		parts.push(
			feature(input, 'topic_detection', options, () => ({
				topics: detectTopics(input.sentences, options.topics ?? null),
			})),
		);
	}
	if (isSet(config.auto_chapters_config)) {
		parts.push(
			feature(input, 'auto_chapters', config.auto_chapters_config, () => ({
				chapters: toChapters(input.sentences, input.notes),
			})),
		);
	}
	if (isSet(config.audio_events_config)) {
		const { types } = config.audio_events_config;
		parts.push({
			metadata: { audio_events_config: config.audio_events_config },
			blocks: audioEvents({
				types: types === undefined || types === null || types.length === 0 ? EVENT_TYPES : types,
				seed: input.seed,
				duration: input.duration,
				channel: input.channel,
			}),
		});
	}
	return {
		blocks: Object.fromEntries(parts.flatMap((part) => Object.entries(part.blocks))),
		metadata: Object.fromEntries(parts.flatMap((part) => Object.entries(part.metadata))),
	};
}

function isSet<T>(value: T | null | undefined): value is T {
	return value !== undefined && value !== null;
}

/** A feature as a whole: its content, or a list with one error. */
function feature(
	input: FeatureInput,
	name: Exclude<FeatureName, 'translation'>,
	config: unknown,
	make: () => Record<string, unknown>,
): Features {
	const problem = problemOf(input, name);
	if (problem !== null)
		return { blocks: {}, metadata: { [`${name}_config`]: config, [`${name}_errors`]: [problem] } };
	return { blocks: make(), metadata: { [`${name}_config`]: config } };
}

const TITLES: Readonly<Record<FeatureName, string>> = {
	translation: 'Translation',
	summarization: 'Summarization',
	sentiment_analysis: 'Sentiment analysis',
	topic_detection: 'Topic detection',
	auto_chapters: 'Auto chapters',
};

function problemOf(input: FeatureInput, name: FeatureName): Problem | null {
	const title = TITLES[name];
	if (input.settings.failedFeatures.includes(name))
		return { type: `${name}_failed`, message: `${title} failed` };
	const supported =
		name === 'sentiment_analysis'
			? input.language === 'en'
			: languagePack(input.language)?.translatable === true;
	if (!supported) {
		return { type: 'unsupported_language', message: `${title} is not supported for this language` };
	}
	if (
		name === 'topic_detection' &&
		(input.config.topic_detection_config?.topics ?? []).length > MOST_TOPICS
	) {
		return {
			type: 'unsupported_list_of_topics',
			message: `Topic detection supports at most ${MOST_TOPICS} topics`,
		};
	}
	return null;
}

function translation(input: FeatureInput, config: { target_languages: string[] }): Features {
	const errors: Problem[] = [];
	const translations: Record<string, unknown> = {};
	for (const target of config.target_languages) {
		if (input.settings.failedFeatures.includes('translation')) {
			errors.push({ type: 'translation_failed', message: `Translation to ${target} failed` });
		} else if (canTranslate(input.language, target)) {
			translations[target] = translate(input.sentences, target, input.notes);
		} else {
			errors.push({
				type: 'unsupported_translation_pair',
				message: `Translation from ${input.language} to ${target} is not supported`,
			});
		}
	}
	return {
		blocks: Object.keys(translations).length === 0 ? {} : { translations },
		metadata: {
			translation_config: config,
			...(errors.length === 0 ? {} : { translation_errors: errors }),
		},
	};
}
