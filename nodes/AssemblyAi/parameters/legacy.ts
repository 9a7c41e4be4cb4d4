import { enumField, booleanField, textField, textListField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';

/** Parameters of AssemblyAI's first API that newer models reject or ignore, options. */
export const legacyGroup = mappedGroup('options', 'Options', [
	at(
		'speech_model',
		textField(
			'speech_model',
			'Speech Model',
			'Single model for older accounts: best, nano, slam-1 or universal. Newer accounts require "Speech Models" under "Additional Fields" instead.',
			'e.g. best',
		),
	),
	at(
		'word_boost',
		textListField(
			'word_boost',
			'Word Boost',
			'Words to expect: up to 1,000 with up to six words each. Newer models require "Key Terms" under "Additional Fields" instead.',
			'e.g. Nadia',
		),
	),
	at(
		'boost_param',
		enumField(
			'boost_param',
			'Word Boost: Strength',
			'How strongly to prefer the boosted words',
			[
				{ name: 'Default', value: 'default' },
				{ name: 'High', value: 'high' },
				{ name: 'Low', value: 'low' },
			],
			'default',
		),
	),
	at(
		'dual_channel',
		booleanField(
			'dual_channel',
			'Dual Channel',
			'Whether to transcribe the two channels separately. Newer models require "Speakers" set to "Separate by Channel" instead.',
		),
	),
	at(
		'custom_topics',
		booleanField(
			'custom_topics',
			'Custom Topics',
			'Whether to find custom topics. AssemblyAI now ignores this parameter.',
		),
	),
	at(
		'topics',
		textListField(
			'topics',
			'Custom Topics: List',
			'Custom topics to find. AssemblyAI now ignores this parameter.',
			'e.g. travel',
		),
	),
	at(
		'speed_boost',
		booleanField(
			'speed_boost',
			'Speed Boost',
			'Whether to prefer speed over accuracy. AssemblyAI now ignores this parameter.',
		),
	),
]);
