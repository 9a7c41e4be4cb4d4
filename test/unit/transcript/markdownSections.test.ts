import type { Insights, Segment } from '../../../nodes/shared/transcript/model';
import { renderMarkdown } from '../../../nodes/shared/transcript/render/markdown';
import { anEntity, aPiece, aSentiment, aTurn, topicsOf } from '../../support/insights';
import { aTranscript } from '../../support/transcripts';

/** The lines below a heading, without the empty one; `undefined` if there is no such heading. */
async function section(
	heading: string,
	insights: Insights,
	segments: Segment[] = [],
): Promise<string | undefined> {
	const markdown = await renderMarkdown(aTranscript([], { insights, segments, text: '' }));
	return markdown
		.split(/^## /m)
		.find((part) => part.startsWith(`${heading}\n`))
		?.slice(heading.length + 2)
		.trimEnd();
}

describe('the text', () => {
	const text = async (...segments: Segment[]) => await section('Full text', {}, segments);

	it('has a paragraph for each turn, with speaker, time and sentiment', async () => {
		expect(
			await text(
				aTurn('A', 0, 'Good morning.'),
				aTurn('B', 65, 'Hi_there.', { emotion: 'very happy', sentiment: 'positive' }),
				aTurn('A', 70, ' '),
			),
		).toBe(
			'**Speaker A** (00:00:00): Good morning.\n\n**Speaker B** (00:01:05) *very happy, positive*: Hi\\_there.',
		);
	});

	it('only has times if no speaker is known', async () => {
		expect(await text(aTurn(null, 0, 'Yes.'), aTurn(null, 3, 'No.', { emotion: 'sad' }))).toBe(
			'(00:00:00) Yes.\n\n(00:00:03) *sad* No.',
		);
	});

	it('names the speaker of a long turn once', async () => {
		const long = `${'word '.repeat(120)}end.`;
		const lines = (await text(aTurn('A', 0, `${long} ${long}`, { emotion: 'calm', end: 100 })))?.split(
			'\n\n',
		);
		expect(lines).toEqual([`**Speaker A** (00:00:00) *calm*: ${long}`, `(00:00:49) ${long}`]);
		const nobody = (await text(aTurn(null, 0, `${long} ${long}`, { emotion: 'calm', end: 100 })))?.split(
			'\n\n',
		);
		expect(nobody).toEqual([`(00:00:00) *calm* ${long}`, `(00:00:49) ${long}`]);
	});

	it('quotes the translations of a turn', async () => {
		expect(await text(aTurn('A', 0, 'Yes.', { translations: { de: 'Ja.', fr: '*Oui.*' } }))).toBe(
			'**Speaker A** (00:00:00): Yes.\n\n> *German (de):* Ja.\n\n> *French (fr):* \\*Oui.\\*',
		);
	});

	it('is absent if nothing was said', async () => {
		expect(await text()).toBeUndefined();
		expect(await text(aTurn('A', 0, ' '))).toBeUndefined();
	});
});

describe('the summary', () => {
	it.each([
		['One paragraph.', 'One paragraph.'],
		['One.\nTwo.\n\n\nThree.', 'One.\n\nTwo.\n\nThree.'],
		['- one\n-   two\n* three\n• four\n – five', '- one\n- two\n- three\n- four\n- five'],
		['All:\n- one\n- two\nSo.', 'All:\n\n- one\n- two\n\nSo.'],
		['\n  \n-  \n', undefined],
		['well-known', 'well-known'],
		['-one', '\\-one'],
		['', undefined],
	])('%j', async (summary, shown) => {
		expect(await section('Summary', { summary })).toBe(shown);
	});
});

describe('other insights', () => {
	it('warnings name the feature', async () => {
		const warnings = [{ feature: 'auto_chapters', type: 'x', message: 'Not in *this* language.' }];
		expect(await section('Warnings', { warnings })).toBe('- **Auto chapters:** Not in \\*this\\* language.');
		expect(await section('Warnings', { warnings: [] })).toBeUndefined();
	});

	it('chapters have times, a heading and a summary', async () => {
		const chapters = [
			{ start: 0, end: 13, title: 'Greeting', summary: 'They say hello.', gist: 'hello' },
			{ start: 13, end: 70, title: ' ', summary: '', gist: 'Goodbye' },
			{ start: 70, end: 80, title: '', summary: 'Silence.' },
		];
		expect(await section('Chapters', { chapters })).toBe(
			[
				'- **00:00:00–00:00:13 Greeting** – They say hello.',
				'- **00:00:13–00:01:10 Goodbye**',
				'- **00:01:10–00:01:20 ** – Silence.',
			].join('\n'),
		);
	});

	it('action items have their source', async () => {
		const actionItems = [
			{ text: 'Call back', quote: "I'll call", start: 65 },
			{ text: 'Write', quote: null, start: 0 },
			{ text: 'Pay', quote: 'please pay', start: null },
			{ text: 'Rest', quote: null, start: null },
		];
		expect(await section('Action items', { actionItems })).toBe(
			["- Call back (00:01:05 “I'll call”)", '- Write (00:00:00)', '- Pay (“please pay”)', '- Rest'].join(
				'\n',
			),
		);
	});

	it('topics have their weight, and at most five times', async () => {
		const found = [1, 2, 3, 4, 5, 6].map((start) => [start, 'Sports>Ball'] as const);
		const topics = topicsOf({ 'Sports>Ball': 0.9, News: 0.2 }, [...found, [7, 'News']]);
		expect(await section('Topics', { topics })).toBe(
			[
				'- Sports › Ball: 90% (00:00:01, 00:00:02, 00:00:03, 00:00:04, 00:00:05, …)',
				'- News: 20% (00:00:07)',
			].join('\n'),
		);
		expect(await section('Topics', { topics: topicsOf({ a: 1 }, found.slice(1)) })).toBe(
			'- Sports › Ball: 5 (00:00:02, 00:00:03, 00:00:04, 00:00:05, 00:00:06)\n- A: 1',
		);
		expect(await section('Topics', { topics: topicsOf({}) })).toBeUndefined();
	});

	it('at most thirty topics are shown', async () => {
		const many = (count: number) =>
			topicsOf(Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, 100 - at])));
		const lines = async (count: number) => (await section('Topics', { topics: many(count) }))?.split('\n');
		expect(await lines(30)).toHaveLength(30);
		expect((await lines(30))?.at(-1)).toBe('- T29: 71');
		expect(await lines(32)).toHaveLength(31);
		expect((await lines(32))?.at(-1)).toBe('- and 2 more');
	});

	it('key phrases have their count and times', async () => {
		const keyPhrases = [
			{
				text: 'opening_hours',
				count: 2,
				rank: 0.5,
				times: [
					{ start: 3, end: 4 },
					{ start: 9, end: 10 },
				],
			},
			{ text: 'date', count: 1, rank: 0.9, times: [] },
		];
		expect(await section('Key phrases', { keyPhrases })).toBe(
			'- date\n- opening\\_hours × 2 (00:00:03, 00:00:09)',
		);
		expect(await section('Key phrases', { keyPhrases: [] })).toBeUndefined();
	});

	it('entities are grouped by type', async () => {
		const entities = [
			anEntity('person_name', 'Ann', 1),
			anEntity('date', 'Monday', 2),
			anEntity('person_name', 'Ben', 3),
			anEntity('person_name', 'Ann', 4),
		];
		expect(await section('Entities', { entities })).toBe(
			[
				'### Person name',
				'',
				'- Ann × 2 (00:00:01, 00:00:04)',
				'- Ben (00:00:03)',
				'',
				'### Date',
				'',
				'- Monday (00:00:02)',
			].join('\n'),
		);
		expect(await section('Entities', { entities: [] })).toBeUndefined();
	});

	it('sentiment is a table of the total, and of each speaker if there are several', async () => {
		const head = '|  | Positive | Neutral | Negative |\n| --- | --- | --- | --- |\n';
		const sentiment = [aSentiment('A', 'positive'), aSentiment('B|', 'negative'), aSentiment('A', 'neutral')];
		expect(await section('Sentiment', { sentiment })).toBe(
			`${head}| All | 1 (33%) | 1 (33%) | 1 (33%) |\n` +
				'| Speaker A | 1 (50%) | 1 (50%) | 0 (0%) |\n' +
				'| B\\| | 0 (0%) | 0 (0%) | 1 (100%) |',
		);
		expect(await section('Sentiment', { sentiment: sentiment.slice(0, 1) })).toBe(
			`${head}| All | 1 (100%) | 0 (0%) | 0 (0%) |`,
		);
		expect(await section('Sentiment', { sentiment: [] })).toBeUndefined();
	});

	it('translations have their turns, or their text', async () => {
		const translations = {
			de: { text: 'Ja. Nein.', segments: [aPiece('A', 0, 'Ja.'), aPiece('B', 65, 'Nein.')] },
			es: { text: 'Sí.', segments: [aPiece(null, 3, 'Sí.')] },
			fr: { text: '*Oui.*', segments: [] },
		};
		expect(await section('Translations', { translations })).toBe(
			[
				'### German (de)',
				'**Speaker A** (00:00:00): Ja.',
				'**Speaker B** (00:01:05): Nein.',
				'### Spanish (es)',
				'(00:00:03) Sí.',
				'### French (fr)',
				'\\*Oui.\\*',
			].join('\n\n'),
		);
		expect(await section('Translations', { translations: {} })).toBeUndefined();
	});

	it('audio events have readable names', async () => {
		const event = (type: string, start: number) => ({
			type,
			start,
			end: start + 1,
			confidence: null,
			channel: null,
		});
		const audioEvents = [event('door_slam', 1), event('music', 2), event('music', 3)];
		expect(await section('Audio events', { audioEvents })).toBe(
			'- Music × 2 (00:00:02, 00:00:03)\n- Door slam (00:00:01)',
		);
	});

	it('content safety has its labels', async () => {
		const labels = [{ label: 'hate_speech', confidence: null, severity: null }];
		const contentSafety = {
			summary: { hate_speech: 0.8, alcohol: 0.1 },
			segments: [{ start: 4, end: 5, text: '', labels }],
		};
		expect(await section('Content safety', { contentSafety })).toBe(
			'- Hate speech: 80% (00:00:04)\n- Alcohol: 10%',
		);
		expect(await section('Content safety', {})).toBeUndefined();
	});
});
