import { searchTranscript, type SearchOptions } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

interface Turn {
	speaker?: string;
	channel?: string;
	text: string;
}

/** Words a second apart, turn after turn. A word such as "," is punctuation without a speaker. */
function wordsOf(turns: Turn[]) {
	return turns
		.flatMap(({ text, speaker = 'A', channel = '1' }) =>
			text.split(' ').map((word) => ({ word, speaker, channel })),
		)
		.map(({ word, speaker, channel }, index) =>
			/^[,.]$/.test(word)
				? aWord(word, index, { kind: 'punctuation', speaker: null, channel, confidence: 0.1 })
				: aWord(word, index, { speaker, channel, confidence: 0.5 }),
		);
}

async function resultOf(turns: Turn[], term: string, options: SearchOptions = {}) {
	const [result] = await searchTranscript(aTranscript(wordsOf(turns)), [term], options);
	if (!result) throw new Error('no result');
	return result;
}

const find = async (turns: Turn[] | string, term: string, options: SearchOptions = {}) =>
	(await resultOf(typeof turns === 'string' ? [{ text: turns }] : turns, term, options)).hits.map(
		({ wordIndexes: { from, to } }) => [from, to],
	);

describe('terms near each other', () => {
	it.each([
		['b x a b', 'a NEAR/5 b', [[2, 4]]],
		['b a x b', 'a NEAR/5 b', [[0, 2]]],
		['b a b', 'a NEAR/5 b', [[0, 2]]],
		['b x x a', 'a NEAR/2 b', [[0, 4]]],
		['b x x a', 'a NEAR/1 b', []],
		['a x x b', 'a NEAR/2 b', [[0, 4]]],
		['a x x b', 'a NEAR/1 b', []],
		['b x x x a x b', 'a NEAR/1 b', [[4, 7]]],
		['b b b x x x a', 'a NEAR/3 b', [[2, 7]]],
		[
			'a b x x x a b',
			'a NEAR/1 b',
			[
				[0, 2],
				[5, 7],
			],
		],
		['A b x x x a', 'a NOT NEAR/1 b', [[5, 6]]],
		['a x x x a b', 'a NOT NEAR/1 b', [[0, 1]]],
		['a b c', '"a b" NEAR/1 "b c"', []],
		['a b b c', '"a b" NEAR/0 "b c"', [[0, 4]]],
		['a a', 'a NEAR/0 a', [[0, 2]]],
	])('%s: %s', async (text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});

	it.each<[string, Turn[], SearchOptions, number]>([
		['of one speaker', [{ text: 'a x b' }], { acrossSpeakers: false }, 1],
		['of two speakers', [{ text: 'a' }, { speaker: 'B', text: 'b' }], {}, 1],
		[
			'of two speakers, if both must be of one',
			[{ text: 'a' }, { speaker: 'B', text: 'b' }],
			{ acrossSpeakers: false },
			0,
		],
		['of two turns', [{ text: 'a' }, { speaker: 'B', text: 'b' }], { scope: 'transcript' }, 1],
		[
			'of two turns, if both must be in one',
			[{ text: 'a' }, { speaker: 'B', text: 'b' }],
			{ scope: 'turn' },
			0,
		],
		[
			'of two turns of one speaker',
			[{ text: 'a' }, { speaker: 'B', text: 'x' }, { text: 'b' }],
			{ scope: 'turn' },
			0,
		],
		['of one turn', [{ text: 'a b' }, { speaker: 'B', text: 'x' }], { scope: 'turn' }, 1],
		['of two channels', [{ text: 'a' }, { channel: '2', text: 'b' }], {}, 0],
		['of the second channel', [{ text: 'x' }, { channel: '2', text: 'a b' }], {}, 1],
	])('are found %s', async (_where, turns, options, count) => {
		expect((await resultOf(turns, 'a NEAR/5 b', options)).count).toBe(count);
	});

	it.each([
		['school NEAR/1 teach', 'Schools teach', 'inflection'],
		['teach NEAR/1 school', 'Schools teach', 'inflection'],
		['schools NEAR/1 teach', 'Schools teach', 'exact'],
		['etherium NEAR/1 school', 'Ethereum schools', 'fuzzy'],
		['school NEAR/1 etherium', 'Ethereum schools', 'fuzzy'],
	])('%s in "%s" match as the less close of both: %s', async (term, text, match) => {
		const { hits } = await resultOf([{ text }], term, { inflections: true, fuzzy: true });
		expect(hits.map((hit) => hit.match)).toEqual([match]);
	});
});

describe('alternatives', () => {
	it('are returned in order, the longer one first', async () => {
		expect(await find('c a b c', 'c OR a OR "a b"')).toEqual([
			[0, 1],
			[1, 3],
			[3, 4],
		]);
	});

	it('are all returned, also those in another turn than the rest', async () => {
		const turns = [{ text: 'a x' }, { speaker: 'B', text: 'b' }];
		expect(await find(turns, 'a OR b', { scope: 'turn' })).toEqual([
			[0, 1],
			[2, 3],
		]);
		expect(await find(turns, 'NOT x OR a', { scope: 'turn' })).toEqual([[0, 1]]);
	});
});

describe('whether a term is true', () => {
	const turns = [{ text: 'refund please' }, { speaker: 'B', text: 'thanks' }];
	const found = async (term: string, options: SearchOptions = {}) =>
		(await resultOf(turns, term, options)).found;

	it.each<[string, SearchOptions, boolean]>([
		['refund', {}, true],
		['invoice', {}, false],
		['NOT invoice', {}, true],
		['NOT refund', {}, false],
		['NOT invoice', { from: 2, to: 3 }, true],
		['NOT invoice', { from: 2.5, to: 9 }, false],
		['NOT invoice', { from: 0, to: 0 }, false],
		['NOT invoice', { from: 1.5, to: 2 }, false],
		['NOT invoice', { speakers: ['b'] }, true],
		['NOT invoice', { speakers: ['c'] }, false],
		['NOT thanks', { scope: 'turn' }, true],
		['NOT thanks', { scope: 'turn', speakers: ['b'] }, false],
		['NOT please', { scope: 'turn', speakers: ['a'] }, false],
	])('%s with %j: %p', async (term, options, expected) => {
		expect(await found(term, options)).toBe(expected);
	});
});

describe('filters', () => {
	it('apply to every word of a hit', async () => {
		const turns = [{ text: 'refund' }, { speaker: 'B', text: 'please' }];
		expect(await find(turns, 'refund please')).toHaveLength(1);
		expect(await find(turns, 'refund please', { speakers: ['a'] })).toEqual([]);
		expect(await find(turns, 'refund please', { speakers: ['b'] })).toEqual([]);
	});

	it('do not apply to punctuation', async () => {
		const turns = [{ text: 'refund , please' }];
		expect(await find(turns, 'refund please', { speakers: ['a'], minConfidence: 0.5 })).toEqual([[0, 3]]);
	});

	it('keep hits of exactly the confidence that is required', async () => {
		expect(await find('refund', 'refund', { minConfidence: 0.5 })).toHaveLength(1);
		expect(await find('refund', 'refund', { minConfidence: 0.51 })).toEqual([]);
	});
});

describe('parts of words', () => {
	const parts = { partialWords: true };

	it.each([
		['thank you very', 'ank you ver', [[0, 3]]],
		['thank you very', 'ank ou ver', []],
		['thank you very', 'than you', []],
		['thank you very', 'hank yo', [[0, 2]]],
		['thank you very', 'thank yo', [[0, 2]]],
		['thank you very', 'nk you', [[0, 2]]],
		['a well-known fact', 'nown fac', [[1, 3]]],
	])('are the end of the first word and the start of the last: %s: %s', async (text, term, hits) => {
		expect(await find(text, term, parts)).toEqual(hits);
	});
});

describe('wildcards', () => {
	it.each([
		[
			'a b bc c',
			'b*',
			[
				[1, 2],
				[2, 3],
			],
		],
		[
			'ab b cb',
			'*b',
			[
				[0, 1],
				[1, 2],
				[2, 3],
			],
		],
		['axbxc', 'a*b*c', [[0, 1]]],
		['axcxb', 'a*b*c', []],
		['abc', 'a*b*c', [[0, 1]]],
		['ac', 'a*b*c', []],
		['abxba', 'a*b*b*a', [[0, 1]]],
		['aba', 'a*b*b*a', []],
		['aa', 'aa*a', []],
		['aaa', 'aa*a', [[0, 1]]],
		['東京都', '東*', [[0, 1]]],
		['school', 's*l l*', []],
	])('%s: %s', async (text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});
});
