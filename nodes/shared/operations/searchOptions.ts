import type { INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../core/trimmedText';
import type { ItemContext } from '../execution/runItems';
import { booleanFieldOff, booleanField, enumField, numberField, textField } from '../fields/define';
import {
	fieldError,
	optionLabel,
	readEnum,
	readNumberOption,
	readOptions,
	type NumberOption,
} from '../fields/parameters';
import { INFLECTED_LANGUAGES, parseTerms, type SearchOptions } from '../search';

const DEFAULT_CONTEXT = 5;

const contextWordsOption: NumberOption = {
	...numberField(
		'contextWords',
		'Context Words',
		'Number of context words to return before and after each match',
		{ minValue: 0, maxValue: 100 },
		DEFAULT_CONTEXT,
	),
	default: DEFAULT_CONTEXT,
};

const fromOption: NumberOption = {
	...numberField(
		'from',
		'From (Seconds)',
		'Find only matches that start at this time of the recording or later',
		{ minValue: 0, numberPrecision: 3 },
		0,
	),
	default: 0,
};

const minConfidenceOption: NumberOption = {
	...numberField(
		'minConfidence',
		'Min Confidence',
		'Minimum confidence of each word in a match, from 0 to 1',
		{ minValue: 0, maxValue: 1, numberPrecision: 2 },
		0,
	),
	default: 0,
};

const toOption: NumberOption = {
	...numberField(
		'to',
		'To (Seconds)',
		'Find only matches that start before this time of the recording. Default: no limit.',
		{ minValue: 0, numberPrecision: 3 },
		60,
	),
	default: 60,
};

/** The options of Search Words that its vendor's own search does not support. */
export const searchOptions: INodeProperties[] = [
	booleanField(
		'acrossSpeakers',
		'Across Speakers',
		'Whether a phrase may start with one speaker and end with the next',
	),
	textField(
		'channels',
		'Channels',
		'Search only these channels, named as in the transcript. Separate several by commas.',
		'e.g. 1',
	),
	contextWordsOption,
	fromOption,
	booleanFieldOff(
		'fuzzy',
		'Fuzzy',
		'Whether to also find similar spellings, e.g. find "Ethereum" with "etherium"',
	),
	booleanFieldOff('ignoreAccents', 'Ignore Accents', 'Whether to ignore accents, e.g. match é with e'),
	booleanFieldOff(
		'inflections',
		'Inflections',
		`Whether to also find other forms of a word, e.g. find "schools" with "school". Works in ${INFLECTED_LANGUAGES} transcripts.`,
	),
	minConfidenceOption,
	enumField(
		'scope',
		'Operators Apply To',
		'Part of the transcript that AND and NOT apply to. Default: Transcript.',
		[
			{ name: 'Transcript', value: 'transcript', description: 'The whole transcript' },
			{ name: 'Turn', value: 'turn', description: 'The words of a speaker until the next one speaks' },
		],
		'transcript',
	),
	booleanFieldOff(
		'partialWords',
		'Partial Words',
		'Whether to match parts of words, e.g. find "transcription" with "script"',
	),
	booleanFieldOff(
		'soundsLike',
		'Sounds Like',
		'Whether to also find words that sound similar, e.g. find "Stephen" with "Steven"',
	),
	textField(
		'speakers',
		'Speakers',
		'Search only the words of these speakers, named as in the transcript. Separate several by commas.',
		'e.g. A',
	),
	enumField(
		'split',
		'Split Results',
		'How to split the results into items. Default: One Item per Match; for AI agents, One Item per Term.',
		[
			{ name: 'One Item per Match', value: 'hit', description: 'A term without matches has no item' },
			{ name: 'One Item per Term', value: 'term', description: 'Also for terms without matches' },
			{ name: 'One Item per Transcript', value: 'transcript', description: 'With the results of all terms' },
		],
		'hit',
	),
	toOption,
];

/** The values of `searchOptions`. @throws NodeOperationError */
export function readSearchOptions(call: ItemContext): SearchOptions {
	const options = readOptions(call, 'options', 'Options');
	const from = readNumberOption(call, fromOption, { min: 0 });
	const to = trimmedText(options.to) === '' ? Infinity : readNumberOption(call, toOption, { min: 0 });
	if (to <= from) {
		throw fieldError(call, optionLabel(toOption), `must be greater than "${fromOption.displayName}"`);
	}
	return {
		ignoreAccents: options.ignoreAccents === true,
		partialWords: options.partialWords === true,
		inflections: options.inflections === true,
		soundsLike: options.soundsLike === true,
		fuzzy: options.fuzzy === true,
		acrossSpeakers: options.acrossSpeakers !== false,
		scope: readEnum(
			call,
			'options.scope',
			'Options: Operators Apply To',
			['transcript', 'turn'],
			'transcript',
		),
		contextWords: readNumberOption(call, contextWordsOption, { min: 0, max: 100, whole: true }),
		speakers: labels(options.speakers),
		channels: labels(options.channels),
		minConfidence: readNumberOption(call, minConfidenceOption, { min: 0, max: 1 }),
		from,
		to,
	};
}

/** Labels separated by commas, or a list or number from an expression. */
function labels(value: unknown): string[] {
	return parseTerms(typeof value === 'string' ? value.replaceAll(',', '\n') : value);
}
