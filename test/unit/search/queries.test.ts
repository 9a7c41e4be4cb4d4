import { QuerySyntaxError, searchTranscript, type SearchOptions } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

const wordsOf = (text: string) => text.split(' ').map((each, index) => aWord(each, index));

/** The texts of the hits. */
async function find(text: string, term: string, options: SearchOptions = {}): Promise<string[]> {
	const [result] = await searchTranscript(aTranscript(wordsOf(text)), [term], options);
	return (result?.hits ?? []).map((hit) => hit.text);
}

async function errorOf(term: string): Promise<QuerySyntaxError> {
	const [result] = await Promise.allSettled([find('a', term)]);
	if (result.status === 'rejected' && result.reason instanceof QuerySyntaxError) return result.reason;
	throw new Error(`"${term}" was understood`);
}

describe('operators', () => {
	it.each([
		['excluded by -', 'education experts say', 'education -experts', []],
		['excluded by -, not there', 'education of schools', 'education -experts', ['education']],
		['excluded by NOT', 'education experts say', 'education NOT experts', []],
		['excluded by AND NOT', 'good education', 'education AND NOT experts', ['education']],
		['excluded group', 'education for schools', 'education -(experts OR schools)', []],
		['excluded phrase', 'education by experts', 'education -"education experts"', ['education']],
		['not excluded', 'a b', 'a NOT NOT b', ['a', 'b']],
		['either of two', 'schools have a library', 'university OR library', ['library']],
		['both of two', 'refund the invoice', 'refund AND invoice', ['refund', 'invoice']],
		['one of two, although both are required', 'refund the money', 'refund AND invoice', []],
		['AND binds stronger', 'a c', 'a OR b AND d', ['a']],
		['parentheses', 'a c', '(a OR b) AND d', []],
		['in lower case as words', 'black or white', 'black or white', ['black or white']],
		['in quotes as words', 'this AND that', '"this AND that"', ['this AND that']],
		['typographic quotes', 'thank you all', '“thank you” OR nobody', ['thank you']],
		['overlapping alternatives, the longer one', 'school bus', 'school OR "school bus"', ['school bus']],
		['a dash between spaces as punctuation', 'well known', 'well - known', ['well known']],
		['a list with dashes', 'a refund', '- refund', ['refund']],
		['parentheses as punctuation', 'call (415) 555-1234 now', '(415) 555-1234', ['(415) 555-1234']],
		['a mark within words', 'AT&T and R & B', 'R & B', ['R& B']],
		['a closing parenthesis as punctuation', 'first refund', 'first) refund', ['first refund']],
		['a quote of inches as punctuation', 'a 5"x 7', '5"x', ['5"x']],
	])('%s: %s: %s', async (_, text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});

	it.each([
		['refund the whole invoice now', 'invoice NEAR/2 refund', ['refund the whole invoice']],
		['refund the whole invoice now', 'invoice NEAR/1 refund', []],
		['a b', 'a NEAR/0 b', ['a b']],
		['a x b', 'a near/1 (b OR c)', ['a x b']],
		['a b x x x a', 'a NOT NEAR/1 b', ['a']],
		['a x b x c', 'a NEAR/1 b NEAR/1 c', ['a x b x c']],
		['a x a', 'a NEAR/1 a', ['a x a']],
		['a', 'a NEAR/1 a', []],
	])('%s: %s', async (text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});

	it.each([
		['the schools of', 'school*', ['schools']],
		['a transcript', '*script', ['transcript']],
		['women and woman', 'wom*n', ['women', 'woman']],
		['antidisestablishment', 'anti*est*ment', ['antidisestablishment']],
		['aba', 'ab*ba', []],
		['an e-mailing', 'e-mai*', ['e-mailing']],
		['thank you very much', 'th* you ver*', ['thank you very']],
		['schools', '"school*"', []],
		['10 and 100', '10*', ['10', '100']],
	])('wildcards: %s: %s', async (text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});

	it('finds whether a term is true that has no hits', async () => {
		const found = async (term: string) =>
			(await searchTranscript(aTranscript(wordsOf('we record')), [term])).map((each) => [
				each.found,
				each.count,
			]);
		expect(await found('NOT refund')).toEqual([[true, 0]]);
		expect(await found('-record')).toEqual([[false, 0]]);
	});

	it('applies AND and NOT to each turn if this is selected', async () => {
		const turns = ['A', 'A', 'B', 'B'].map((speaker, index) =>
			aWord(['refund', 'please', 'refund', 'invoice'][index] ?? '', index, { speaker }),
		);
		const starts = async (term: string, scope: 'transcript' | 'turn') =>
			(await searchTranscript(aTranscript(turns), [term], { scope }))[0]?.hits.map(({ start }) => start);
		expect(await starts('refund -invoice', 'transcript')).toEqual([]);
		expect(await starts('refund -invoice', 'turn')).toEqual([0]);
		expect(await starts('refund AND invoice', 'turn')).toEqual([2, 3]);
		expect(await starts('refund NOT please NOT invoice', 'turn')).toEqual([]);
	});

	it('never connects channels by NEAR', async () => {
		const words = ['1', '2'].map((channel, index) => aWord(index === 0 ? 'a' : 'b', index, { channel }));
		const [result] = await searchTranscript(aTranscript(words), ['a NEAR/5 b']);
		expect(result?.found).toBe(false);
	});
});

describe('a term that is not understood is named, with how to write it', () => {
	it.each([
		['refund AND', 'has no term after AND', 'refund AND contract'],
		['OR', 'has no term before OR', 'in quotes'],
		['a OR OR b', 'has no term after OR', 'operators between terms'],
		['()', 'has no term after the opening parenthesis', 'operators between terms'],
		['NEAR/3 b', 'has no term before NEAR/n', 'operators between terms'],
		['(a OR b', 'has an opening parenthesis that is not closed', 'Close it'],
		['"thank you', 'has a quotation mark that is not closed', '"thank you"'],
		['"a b" c', 'has no operator between a b and c', 'AND, OR, NOT or NEAR/n'],
		['(a OR b) c', 'has no operator between ( … ) and c', 'AND, OR, NOT or NEAR/n'],
		['a NEAR b', 'contains "NEAR", which is not a valid distance', 'refund NEAR/5 invoice'],
		['a NEAR/x b', 'contains "NEAR/x", which is not a valid distance', '0 to 100'],
		['a NEAR/101 b', 'contains "NEAR/101", which is not a valid distance', '0 to 100'],
		['(a AND b) NEAR/3 c', 'contains AND or NOT inside a term of NEAR/n', 'groups with OR'],
		['a -b NEAR/3 c', 'contains NEAR/n after an excluded term', 'in parentheses'],
		['* refund', 'contains "*" without letters', 'school*'],
		['a && b', 'contains "&&", which is not understood', 'Write AND'],
		['a | b', 'contains "|", which is not understood', 'Write OR'],
		['a !b', 'contains "!b", which is not understood', 'Write NOT'],
		['a +b', 'contains "+b", which is not understood', 'Write AND'],
		['a w/5 b', 'contains "w/5", which is not understood', 'NEAR/5'],
		['etherium~', 'contains "etherium~", which is not understood', '"Fuzzy"'],
		['speaker:A refund', 'contains "speaker:A", which is not understood', '"Speakers"'],
		['('.repeat(60), 'has more than 50 parentheses inside each other', 'shorter'],
	])('%s', async (term, message, hint) => {
		const error = await errorOf(term);
		expect(error.message).toBe(message);
		expect(error.hint).toContain(hint);
		expect(error.term).toBe(term);
	});
});

describe('numbers', () => {
	it.each([
		['about 10² of', '102', []],
		['about 10² of', '10^2', ['10²']],
		['about 10² of', '10', ['10²']],
		['log10₂ x', '102', []],
		['CO₂ here', 'CO2', ['CO₂']],
		['12½ of', '121', []],
		['version 3.1.4 is', '3.1', []],
		['version 3.1.4 is', '3.1.4', ['3.1.4']],
	])('%s: %s', async (text, term, hits) => {
		expect(await find(text, term)).toEqual(hits);
	});

	it('finds a part of a version only where parts are searched', async () => {
		expect(await find('version 3.1.4 is', '3.1', { partialWords: true })).toEqual(['3.1.4']);
	});
});

describe('filters', () => {
	const words = [
		aWord('refund', 0, { speaker: 'Agent', channel: '1', confidence: 0.5 }),
		aWord('please', 1, { speaker: 'Agent', channel: '1' }),
		aWord('refund', 70, { speaker: 'Caller', channel: '2' }),
		aWord('refund', 80, { speaker: 'Agent', channel: '1', confidence: null }),
	];
	const starts = async (term: string, options: SearchOptions) =>
		(await searchTranscript(aTranscript(words), [term], options))[0]?.hits.map(({ start }) => start);

	it.each<[SearchOptions, number[]]>([
		[{}, [0, 70, 80]],
		[{ speakers: [' agent '] }, [0, 80]],
		[{ speakers: ['agent', 'caller'] }, [0, 70, 80]],
		[{ channels: ['2'] }, [70]],
		[{ to: 60 }, [0]],
		[{ from: 70 }, [70, 80]],
		[{ from: 70, to: 80 }, [70]],
		[{ minConfidence: 0.6 }, [70, 80]],
		[{ speakers: ['nobody'] }, []],
	])('%j', async (options, expected) => {
		expect(await starts('refund', options)).toEqual(expected);
	});

	it('apply to NOT: what the agent does not say in the first 60 seconds', async () => {
		const agent: SearchOptions = { speakers: ['Agent'], to: 60 };
		const found = async (term: string, options: SearchOptions) =>
			(await searchTranscript(aTranscript(words), [term], options))[0]?.found;
		expect(await found('NOT please', agent)).toBe(false);
		expect(await found('NOT thanks', agent)).toBe(true);
		expect(await found('NOT please', { ...agent, from: 2 })).toBe(false);
	});

	it('return the lowest confidence of the words of a hit', async () => {
		const [result] = await searchTranscript(aTranscript(words), ['refund please', '"refund"']);
		expect(result?.hits.map(({ confidence }) => confidence)).toEqual([0.5]);
	});
});

describe('similar words', () => {
	const kinds = async (text: string, term: string, options: SearchOptions) => {
		const [result] = await searchTranscript(aTranscript(wordsOf(text)), [term], options);
		return (result?.hits ?? []).map((hit) => [hit.text, hit.match]);
	};

	it.each([
		[
			'Ethereum and etherium',
			'etherium',
			[
				['Ethereum', 'fuzzy'],
				['etherium', 'exact'],
			],
		],
		['recieve', 'receive', [['recieve', 'fuzzy']]],
		['cat cut', 'cat', [['cat', 'exact']]],
		['1234', '1235', []],
		['transcripton', 'transcription', [['transcripton', 'fuzzy']]],
		['trnscrpton', 'transcription', []],
		['Ethereum', '"etherium"', []],
	])('fuzzy: %s: %s', async (text, term, hits) => {
		expect(await kinds(text, term, { fuzzy: true })).toEqual(hits);
	});

	it.each([
		['Stephen', 'Steven', true],
		['Smyth', 'Smith', true],
		['Meyer', 'Maier', true],
		['Philip', 'Filip', true],
		['Katherine', 'Catherine', true],
		['knight', 'night', true],
		['right', 'write', true],
		['Xavier', 'Savier', true],
		['Ethereum', 'etherium', true],
		['house', 'mouse', false],
		['cat', 'cut', false],
		['Мир', 'Пир', false],
	])('sounds like: %s: %s', async (text, term, isFound) => {
		expect(await kinds(text, term, { soundsLike: true })).toEqual(isFound ? [[text, 'soundsLike']] : []);
	});
});
