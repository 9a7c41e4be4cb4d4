import { enumField, booleanField, textField, textListField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';

/** Parameters of AssemblyAI's first API that newer models refuse or ignore; sent only when set. */
export const legacyGroup = mappedGroup('legacy', 'Legacy Parameters', [
	at(
		'speech_model',
		textField(
			'speech_model',
			'Speech Model',
			'One model, as older accounts name it: best, nano, slam-1, universal. Newer accounts want Speech Models instead.',
			'e.g. best',
		),
	),
	at(
		'word_boost',
		textListField(
			'word_boost',
			'Word Boost',
			'Words to expect: up to 1,000, of up to 6 words each; newer models want Key Terms instead',
			'e.g. Nadia',
		),
	),
	at(
		'boost_param',
		enumField(
			'boost_param',
			'Word Boost: Strength',
			'How strongly boosted words are preferred',
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
			'Whether the two channels are transcribed on their own; newer models want Separate Channels instead',
		),
	),
	at(
		'custom_topics',
		booleanField(
			'custom_topics',
			'Custom Topics',
			'Whether to look for own topics; AssemblyAI ignores this by now',
		),
	),
	at(
		'topics',
		textListField(
			'topics',
			'Custom Topics: List',
			'Own topics; AssemblyAI ignores them by now',
			'e.g. travel',
		),
	),
	at(
		'speed_boost',
		booleanField('speed_boost', 'Speed Boost', 'Whether to prefer speed; AssemblyAI ignores this by now'),
	),
]);
