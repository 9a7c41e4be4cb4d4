import {
	countSentiment,
	groupAudioEvents,
	groupEntities,
	rankKeyPhrases,
	readable,
	readableTopic,
	weighLabels,
	weighTopics,
} from '../../../nodes/shared/transcript/render/overview';
import { CountingYielder } from '../../support/countingYielder';

describe('a readable name', () => {
	it.each([
		['person_name', 'Person name'],
		['date--of__birth', 'Date of birth'],
		['_name_', 'Name'],
		['SPEAKER', 'Speaker'],
		['PERSON_NAME', 'Person name'],
		['CloudComputing', 'Cloud Computing'],
		['ÄrzteÜbung', 'Ärzte Übung'],
		['ABc', 'ABc'],
		['x', 'X'],
		['', ''],
		['__', '__'],
	])('%s is %s', (name, shown) => {
		expect(readable(name)).toBe(shown);
	});

	it('of a topic is its path', () => {
		expect(readableTopic('Technology> Computing >CloudComputing')).toBe(
			'Technology › Computing › Cloud Computing',
		);
		expect(readableTopic('sports_news')).toBe('Sports news');
	});
});

describe('sentiment', () => {
	const piece = (
		sentiment: 'positive' | 'neutral' | 'negative',
		speaker: string | null,
		channel: string | null = null,
	) => ({
		start: 0,
		end: 1,
		text: '',
		confidence: null,
		sentiment,
		speaker,
		channel,
	});

	it('is counted in total, and for each speaker on each channel', async () => {
		const pieces = [
			piece('positive', 'A'),
			piece('negative', 'B'),
			piece('positive', 'A', '2'),
			piece('neutral', 'A'),
			piece('positive', 'A'),
		];
		expect(await countSentiment(pieces, new CountingYielder())).toEqual({
			all: { speaker: null, channel: null, counts: { positive: 3, neutral: 1, negative: 1 }, total: 5 },
			speakers: [
				{ speaker: 'A', channel: null, counts: { positive: 2, neutral: 1, negative: 0 }, total: 3 },
				{ speaker: 'B', channel: null, counts: { positive: 0, neutral: 0, negative: 1 }, total: 1 },
				{ speaker: 'A', channel: '2', counts: { positive: 1, neutral: 0, negative: 0 }, total: 1 },
			],
		});
	});
});

describe('mentions', () => {
	const entity = (type: string, text: string, start: number) => ({
		type,
		text,
		start,
		end: start + 1,
		speaker: null,
		channel: null,
	});

	it('are grouped by type and text, ignoring case, the most frequent first', async () => {
		const entities = [
			entity('place', 'Rome', 1),
			entity('person', 'Ann', 2),
			entity('person', ' straße ', 3),
			entity('person', 'Straße', 4),
			entity('person', 'Cy', 5),
			entity('person', 'STRASSE', 7),
			entity('place', 'Oslo', 6),
		];
		expect(await groupEntities(entities, new CountingYielder())).toEqual([
			{
				type: 'person',
				mentions: [
					{ text: 'straße', count: 2, times: [3, 4] },
					{ text: 'Ann', count: 1, times: [2] },
					{ text: 'Cy', count: 1, times: [5] },
					{ text: 'STRASSE', count: 1, times: [7] },
				],
			},
			{
				type: 'place',
				mentions: [
					{ text: 'Rome', count: 1, times: [1] },
					{ text: 'Oslo', count: 1, times: [6] },
				],
			},
		]);
	});

	it('are in order of the first mention if they are equally frequent', () => {
		const event = (type: string, start: number) => ({
			type,
			start,
			end: start,
			confidence: null,
			channel: null,
		});
		expect(
			groupAudioEvents([event('music', 9), event('applause', 2), event('laughter', 5), event('laughter', 6)]),
		).toEqual([
			{ text: 'laughter', count: 2, times: [5, 6] },
			{ text: 'applause', count: 1, times: [2] },
			{ text: 'music', count: 1, times: [9] },
		]);
	});

	it('of key phrases are ranked by the vendor, then by count', () => {
		const phrase = (text: string, rank: number | null, count: number) => ({
			text,
			rank,
			count,
			times: [{ start: count, end: count + 1 }],
		});
		const phrases = [phrase('d', null, 1), phrase('c', null, 5), phrase('b', 0.2, 1), phrase('a', 0.9, 1)];
		expect(rankKeyPhrases(phrases)).toEqual([
			{ text: 'a', count: 1, times: [1] },
			{ text: 'b', count: 1, times: [1] },
			{ text: 'c', count: 5, times: [5] },
			{ text: 'd', count: 1, times: [1] },
		]);
		expect(phrases.map(({ text }) => text)).toEqual(['d', 'c', 'b', 'a']);
	});
});

describe('topics and labels', () => {
	const weigh = async (
		summary: Record<string, number>,
		found: Array<[start: number, topics: string[]]> = [],
	) =>
		await weighTopics(
			{
				summary,
				segments: found.map(([start, topics]) => ({
					start,
					end: start + 1,
					text: '',
					topics: topics.map((topic) => ({ topic, relevance: null })),
				})),
			},
			new CountingYielder(),
		);

	it('are shown as percentages if the vendor returns shares', async () => {
		expect(
			await weigh({ a: 0.204, b: 1 }, [
				[3, ['a']],
				[7, ['b', 'a']],
			]),
		).toEqual([
			{ name: 'b', value: 1, share: 1, shown: '100%', times: [7] },
			{ name: 'a', value: 0.204, share: 0.204, shown: '20%', times: [3, 7] },
		]);
	});

	it('are shown as numbers if the vendor returns counts', async () => {
		expect(await weigh({ a: 1, b: 4, c: 2.346 })).toMatchObject([
			{ name: 'b', share: 1, shown: '4' },
			{ name: 'c', share: 2.346 / 4, shown: '2.35' },
			{ name: 'a', share: 0.25, shown: '1' },
		]);
	});

	it('without a summary count their segments', async () => {
		expect(
			await weigh({ a: 3 }, [
				[1, ['b', 'a']],
				[2, ['b']],
			]),
		).toMatchObject([
			{ name: 'a', value: 3, times: [1] },
			{ name: 'b', value: 2, times: [1, 2] },
		]);
	});

	it('have no share if nothing has a weight', async () => {
		expect(await weigh({ a: 0, b: -1 })).toMatchObject([
			{ share: 0, shown: '0%' },
			{ share: 0, shown: '-100%' },
		]);
		expect(await weigh({ a: 2, b: -1 })).toMatchObject([{ share: 1 }, { share: 0 }]);
		expect(await weigh({})).toEqual([]);
	});

	it('of content safety are weighted in the same way', async () => {
		const labels = (label: string) => [{ label, confidence: null, severity: null }];
		const segments = [
			{ start: 3, end: 4, text: '', labels: labels('a') },
			{ start: 5, end: 6, text: '', labels: labels('a') },
		];
		expect(await weighLabels({ summary: { a: 0.2, b: 0.8 }, segments }, new CountingYielder())).toEqual([
			{ name: 'b', value: 0.8, share: 1, shown: '80%', times: [] },
			{ name: 'a', value: 0.2, share: 0.25, shown: '20%', times: [3, 5] },
		]);
	});
});

it('long lists yield to the event loop every 512 entries', async () => {
	const list = Array.from({ length: 1025 }, (_, start) => ({
		start,
		end: start + 1,
		text: 'a',
		type: 'person',
		speaker: null,
		channel: null,
		sentiment: 'neutral' as const,
		confidence: null,
		topics: [],
	}));
	const yielder = new CountingYielder();
	await countSentiment(list, yielder);
	expect(yielder.yields).toBe(3);
	await groupEntities(list, yielder);
	expect(yielder.yields).toBe(6);
	await weighTopics({ summary: {}, segments: list }, yielder);
	expect(yielder.yields).toBe(9);
});
