import { lowestConfidence, wordFilter } from '../../../nodes/shared/search/filters';
import { parseQuery } from '../../../nodes/shared/search/parseQuery';
import { hasHits } from '../../../nodes/shared/search/query';
import { aWord } from '../../support/transcripts';

it.each<[string, boolean]>([
	['a', true],
	['"a b"', true],
	['a NEAR/2 b', true],
	['a AND b', true],
	['a NOT b', true],
	['a OR NOT b', true],
	['NOT a', false],
	['NOT (a OR b)', false],
	['NOT a OR NOT b', false],
	['NOT NOT a', true],
	['NOT NOT NOT a', false],
])('whether "%s" can have hits is %p', (term, expected) => {
	expect(hasHits(parseQuery(term))).toBe(expected);
});

describe('the lowest confidence', () => {
	const word = (confidence: number | null) => aWord('a', 0, { confidence });

	it.each<[Array<number | null>, number | null]>([
		[[], null],
		[[null], null],
		[[0.5], 0.5],
		[[0.9, 0.4, 0.6], 0.4],
		[[null, 0.4, null], 0.4],
		[[0.4, null], 0.4],
	])('of %j is %p', (confidences, lowest) => {
		expect(lowestConfidence(confidences.map(word))).toBe(lowest);
	});

	it('is not that of punctuation', () => {
		const comma = aWord(',', 1, { kind: 'punctuation', confidence: 0.1 });
		expect(lowestConfidence([word(0.8), comma])).toBe(0.8);
		expect(lowestConfidence([comma])).toBeNull();
	});
});

describe('a filter of words', () => {
	it.each<[string[], string[], boolean]>([
		[[], [], true],
		[['a'], [], true],
		[[' A '], ['1'], true],
		[['b', 'a'], [], true],
		[['b'], [], false],
		[['a'], ['2'], false],
		[[], ['2'], false],
	])(
		'for the speakers %j and channels %j takes a word of speaker A on channel 1: %p',
		(speakers, channels, takes) => {
			expect(wordFilter({ speakers, channels })(aWord('x', 0, { speaker: 'A', channel: '1' }))).toBe(takes);
		},
	);

	it('takes no word without a label if it names one', () => {
		const unknown = aWord('x', 0, { speaker: null, channel: null });
		expect(wordFilter({ speakers: ['null'], channels: [] })(unknown)).toBe(false);
		expect(wordFilter({ speakers: [], channels: ['1'] })(unknown)).toBe(false);
		expect(wordFilter({ speakers: [], channels: [] })(unknown)).toBe(true);
	});
});
