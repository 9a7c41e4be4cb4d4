import { searchTranscript, type SearchOptions } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

/** Word indexes of the matches of one term in a text whose words are separated by spaces. */
async function find(
	text: string,
	term: string,
	options: SearchOptions & { language?: string } = {},
): Promise<Array<[number, number]>> {
	const words = text.split(' ').map((each, index) => aWord(each, index));
	const { language = 'en', ...search } = options;
	const [result] = await searchTranscript(aTranscript(words, { language }), [term], search);
	return (result?.hits ?? []).map(({ wordIndexes: { from, to } }) => [from, to]);
}

describe('matches of a term', () => {
	it.each([
		['whatever the case', 'We met Hopkins', 'hOPKINS', [[2, 3]]],
		['a sharp s in capitals', 'Die STRASSE ist lang', 'Straße', [[1, 2]]],
		['a final sigma', 'ο ΟΔΥΣΣΕΥΣ είπε', 'Οδυσσεύς', []],
		['a final sigma with its accent', 'ο ΟΔΥΣΣΕΎΣ είπε', 'Οδυσσεύς', [[1, 2]]],
		['the Turkish dotted capital', 'İstanbul güzel', 'istanbul', [[0, 1]]],
		['the Turkish dotless letter in capitals', 'bu IŞIK var', 'ışık', [[1, 2]]],
		['attached punctuation', '“Well,” he said: no!', 'no', [[3, 4]]],
		['punctuation in the term', 'Hello world again', 'hello, WORLD!', [[0, 2]]],
		['punctuation words between', 'Hello , world', 'hello world', [[0, 3]]],
		['no half words', 'the artist parted', 'art', []],
		['a phrase of any length', 'a b c d e f g h i', 'b c d e f g h', [[1, 8]]],
		['a phrase that fails late', 'thank you very many', 'thank you very much', []],
		[
			'every time',
			'no yes no yes no',
			'no',
			[
				[0, 1],
				[2, 3],
				[4, 5],
			],
		],
		[
			'no overlaps',
			'na na na na na',
			'na na',
			[
				[0, 2],
				[2, 4],
			],
		],
		['full-width letters', 'ＡＢＣ news', 'abc', [[0, 1]]],
		[
			'a soft hyphen and direction marks',
			'in\u00adfor\u00admation \u200fnow\u200f',
			'information now',
			[[0, 2]],
		],
		['nothing of a term of punctuation', 'well ... no', '?!', []],
		['nothing of a term that is not there', 'a b', 'c', []],
	])('%s', async (_, text, term, expected) => {
		expect(await find(text, term)).toEqual(expected);
	});
});

describe('hyphens and other marks within words', () => {
	const two = [
		[0, 1],
		[2, 3],
	];

	it.each([
		['an e-mail came', 'e-mail', [[1, 2]]],
		['an e-mail came', 'email', [[1, 2]]],
		['an e-mail came', 'e mail', [[1, 2]]],
		['an email came', 'e-mail', [[1, 2]]],
		['an email came', 'email', [[1, 2]]],
		['an e mail came', 'e-mail', [[1, 3]]],
		['to get her', 'together', []],
		['together', 'to get her', []],
		['a well-known fact', 'known', [[1, 2]]],
		['a well-known fact', 'known fact', [[1, 3]]],
		['a well‑known fact', 'well-known', [[1, 2]]],
		['an up-to-date e-mail list', 'up to date email', [[1, 3]]],
		['an up-to-date e-mail list', 'uptodate e-mail list', [[1, 4]]],
		['COVID-19 is', 'covid', [[0, 1]]],
		['COVID-19 is', 'covid19', [[0, 1]]],
		['it ended—they left', 'ended they', [[1, 2]]],
		['it ended—they left', 'they left', [[1, 3]]],
		['AT&T and others', 'at&t', [[0, 1]]],
		['see example.com now', 'example', [[1, 2]]],
		['e-mail or e-mail', 'email', two],
		['email or e-mail', 'e-mail', two],
		['می‌خواهم بروم', 'میخواهم', [[0, 1]]],
		['می‌خواهم بروم', 'می خواهم', [[0, 1]]],
	])('%s: %s', async (text, term, expected) => {
		expect(await find(text, term)).toEqual(expected);
	});

	it('fails fast for a long term of hyphens that only differs at its end', async () => {
		// The last word is in the transcript, otherwise nothing would have to be compared.
		const many = Array.from({ length: 60 }, () => 'e-mail').join(' ');
		expect(await find(`and ${many}`, `${many} and`)).toEqual([]);
	});
});

describe('apostrophes and abbreviations', () => {
	it.each([
		["I don't know", 'dont', [[1, 2]]],
		["I don't know", 'don’t', [[1, 2]]],
		['I dont know', "don't", [[1, 2]]],
		["I don't know", 'don', []],
		["John's car", 'Johns', [[0, 1]]],
		["John's car", 'John', []],
		['the U.S.A. today', 'usa', [[1, 2]]],
		['the USA today', 'U.S.A.', [[1, 2]]],
		['the U.S.A. today', 'a', []],
		['a Ph.D. student', 'PhD student', [[1, 3]]],
		['צה״ל הודיע', 'צה"ל', [[0, 1]]],
	])('%s: %s', async (text, term, expected) => {
		expect(await find(text, term)).toEqual(expected);
	});

	it.each([
		['fr', "c'est l’homme qui", 'homme', [[1, 2]]],
		['fr', "c'est l’homme qui", 'lhomme', [[1, 2]]],
		['fr', "c'est l’homme qui", "l'homme qui", [[1, 3]]],
		['fr', "aujourd'hui même", 'hui', []],
		['it-IT', "dell'arte moderna", 'arte moderna', [[0, 2]]],
		['en', "L'homme he said", 'homme', []],
	])('%s: %s: %s', async (language, text, term, expected) => {
		expect(await find(text, term, { language })).toEqual(expected);
	});
});

describe('numbers', () => {
	it.each([
		['about 1,000 people', '1000', [[1, 2]]],
		['about 1000 people', '1.000', [[1, 2]]],
		['about 1’000 people', '1,000', [[1, 2]]],
		['about 1\u202f000\u202f000 people', '1000000', [[1, 2]]],
		['it costs 1,234.50 now', '1.234,50', [[2, 3]]],
		['pi is 3.14 roughly', '3,14', [[2, 3]]],
		['pi is 3.14 roughly', '314', []],
		['pi is 3.14 roughly', '3', []],
		['it was 50% off', '50', [[2, 3]]],
		['it was $50, off', '50', [[2, 3]]],
		['at 10:30 sharp', '1030', [[1, 2]]],
		['at 10:30 sharp', '10:30', [[1, 2]]],
		['call 555-1234 now', '5551234', [[1, 2]]],
		['3–4 people', '34', []],
		['3–4 people', '3-4', [[0, 1]]],
		['on 12.05.2024 then', '2024', [[1, 2]]],
		['عام ٢٠٢٤ كان', '2024', [[1, 2]]],
		['सन् २०२४ में', '2024', [[1, 2]]],
		['two people', '2', []],
	])('%s: %s', async (text, term, expected) => {
		expect(await find(text, term)).toEqual(expected);
	});
});

describe('accents', () => {
	it.each([
		['le café fermé', 'cafe ferme', [[1, 3]]],
		['le cafe\u0301 bleu', 'CAFÉ', [[1, 2]]],
		['der Łódź zug', 'lodz', [[1, 2]]],
		['ещё раз', 'еще', [[0, 1]]],
		['мой дом', 'мои', []],
		['كَتَبَ الوَلَدُ', 'كتب الولد', [[0, 2]]],
		['أحمد هنا', 'احمد', [[0, 1]]],
		['שָׁלוֹם לכם', 'שלום', [[0, 1]]],
		['กา มา', 'ก่า', []],
		['か が', 'か', [[0, 1]]],
	])('are ignored if this is selected: %s: %s', async (text, term, expected) => {
		expect(await find(text, term, { ignoreAccents: true })).toEqual(expected);
	});

	it.each([
		['le café fermé', 'cafe', []],
		['le cafe\u0301 fermé', 'CAFÉ', [[1, 2]]],
		['كَتَبَ الوَلَدُ', 'كتب', []],
		['كـــتب الولد', 'كتب', [[0, 1]]],
	])('are significant otherwise: %s: %s', async (text, term, expected) => {
		expect(await find(text, term)).toEqual(expected);
	});
});

describe('scripts without spaces', () => {
	it.each([
		['across the words a vendor made', '我 今天 去 东京 大学', '京大', [[3, 5]]],
		['sign by sign', '東 京 に 行 く', '東京', [[0, 2]]],
		['within one run', '今日は東京に行きます。明日は大阪です。', '東京', [[0, 1]]],
		[
			'twice within one run',
			'东京和东京',
			'东京',
			[
				[0, 1],
				[0, 1],
			],
		],
		['Latin words whole', 'AI技術 を使う', 'ai技術', [[0, 1]]],
		['no half Latin words', 'AIR技術 を使う', 'ai', []],
		['Thai', 'ผมไปกรุงเทพเมื่อวาน', 'กรุงเทพ', [[0, 1]]],
		['no sign without its vowel', 'กี', 'ก', []],
	])('%s', async (_, text, term, expected) => {
		expect(await find(text, term, { language: 'ja' })).toEqual(expected);
	});
});

describe('partial words', () => {
	it.each([
		['a transcription', 'script', [[1, 2]]],
		['a database engine runs', 'base eng', [[1, 3]]],
		['a database big engine', 'base eng', []],
		['an e-mail', 'emai', [[1, 2]]],
		['a database mid engine', 'base mid eng', [[1, 4]]],
		['a database amid engine', 'base mid eng', []],
		['a database midst engine', 'base mid eng', []],
		['two databases engine', 'base eng', []],
		['a database bengine', 'base eng', []],
		['a database-engine', 'base-eng', [[1, 2]]],
		['a databases-engine', 'base-eng', []],
		['a database-bengine', 'base-eng', []],
		['null and void', 'oi', [[2, 3]]],
		[
			'they co-operate now',
			'o',
			[
				[1, 2],
				[2, 3],
			],
		],
		['they co-operate now', 'operat', [[1, 2]]],
		['they co-operate now', 'cooper', [[1, 2]]],
		['they co-operate now', 'ate now', [[1, 3]]],
		['they co-operate now', 'co now', []],
	])('%s: %s', async (text, term, expected) => {
		expect(await find(text, term, { partialWords: true })).toEqual(expected);
	});
});

describe('speakers and channels', () => {
	const words = [
		aWord('Thank', 0, { speaker: 'A' }),
		aWord('you', 1, { speaker: 'B' }),
		aWord('thank', 2, { speaker: 'B' }),
		aWord('you', 3, { speaker: 'B' }),
	];

	it('finds a phrase across speakers, unless this is disabled', async () => {
		const count = async (options?: SearchOptions) =>
			(await searchTranscript(aTranscript(words), ['thank you'], options))[0]?.hits.map(({ start }) => start);
		expect(await count()).toEqual([0, 2]);
		expect(await count({ acrossSpeakers: false })).toEqual([2]);
	});

	it('searches each channel separately', async () => {
		const both = [
			aWord('thank', 0, { channel: '1' }),
			aWord('yes', 0.5, { channel: '2' }),
			aWord('you', 1, { channel: '1' }),
			aWord('thank', 1.5, { channel: '2' }),
		];
		const terms = ['thank you', 'yes you', 'you yes'];
		const [phrase, ...others] = await searchTranscript(aTranscript(both), terms);
		expect(phrase?.hits).toEqual([
			{
				start: 0,
				end: 2,
				speaker: null,
				channel: '1',
				confidence: 0.9,
				match: 'exact',
				wordIndexes: { from: 0, to: 3 },
				text: 'thank you',
				before: '',
				after: '',
			},
		]);
		expect(others.map(({ count }) => count)).toEqual([0, 0]);
	});

	it('finds a phrase that starts with the first word of a speaker if only this speaker is searched', async () => {
		const dialogue = ['A', 'B', 'B', 'A', 'B', 'B'].map((speaker, index) =>
			aWord(index % 3 === 2 ? 'you' : 'thank', index, { speaker }),
		);
		const [result] = await searchTranscript(aTranscript(dialogue), ['thank you'], { acrossSpeakers: false });
		expect(result?.hits.map(({ start, speaker }) => [start, speaker])).toEqual([
			[1, 'B'],
			[4, 'B'],
		]);
	});

	it('never mixes channels, neither in a phrase nor in its context', async () => {
		const calls = ['1', '2', '3', '4'].flatMap((channel, line) =>
			['hello', 'there', 'goodbye'].map((text, index) =>
				aWord(`${text}${line}`, index + line / 10, { channel }),
			),
		);
		const terms = ['goodbye0 hello1', 'goodbye1 hello2', 'hello1', 'there2', 'goodbye1'];
		const results = await searchTranscript(aTranscript(calls), terms);
		expect(results.map(({ hits }) => hits.map(({ before, after }) => [before, after]))).toEqual([
			[],
			[],
			[['', 'there1 goodbye1']],
			[['hello2', 'goodbye2']],
			[['hello1 there1', '']],
		]);
	});

	it('returns words that are spoken at the same time in the order of the transcript', async () => {
		const both = [
			aWord('hello', 0, { channel: '1' }),
			aWord('yes', 5, { channel: '2' }),
			aWord('yes', 5, { channel: '1' }),
		];
		const [result] = await searchTranscript(aTranscript(both), ['yes']);
		expect(result?.hits.map(({ wordIndexes }) => wordIndexes.from)).toEqual([1, 2]);
	});

	it('returns matches of all channels in order of time', async () => {
		const both = ['2', '1', '2'].map((channel, index) => aWord('yes', index, { channel }));
		const [result] = await searchTranscript(aTranscript(both), ['yes']);
		expect(result?.hits.map(({ start }) => start)).toEqual([0, 1, 2]);
	});
});

describe('context', () => {
	const words = 'One , two three four . Five six !'.split(' ').map((text, index) => aWord(text, index));
	const contextOf = async (contextWords: number) => {
		const [result] = await searchTranscript(aTranscript(words), ['three'], { contextWords });
		return [result?.hits[0]?.before, result?.hits[0]?.after];
	};

	it.each([
		[0, '', ''],
		[1, 'two', 'four.'],
		[2, 'One, two', 'four. Five'],
		[9, 'One, two', 'four. Five six!'],
	])('of %d words', async (count, before, after) => {
		expect(await contextOf(count)).toEqual([before, after]);
	});

	it('of no words contains no punctuation either', async () => {
		const [result] = await searchTranscript(aTranscript(words), ['four'], { contextWords: 0 });
		expect(result?.hits).toMatchObject([{ text: 'four', before: '', after: '' }]);
	});

	it('is five words on each side by default', async () => {
		const letters = 'a b c d e f g h i j k l m'.split(' ').map((text, index) => aWord(text, index));
		const [result] = await searchTranscript(aTranscript(letters), ['g']);
		expect(result?.hits).toMatchObject([{ before: 'b c d e f', after: 'h i j k l' }]);
	});
});
