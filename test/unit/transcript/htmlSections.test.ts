import { measure } from '../../../nodes/shared/measures/measure';
import type { Insights, Segment, Transcript } from '../../../nodes/shared/transcript/model';
import { renderHtml, type HtmlOptions } from '../../../nodes/shared/transcript/render/html';
import { anEntity, aPiece, aSentiment, aTurn, topicsOf } from '../../support/insights';
import { aTranscript } from '../../support/transcripts';

interface Given extends Partial<Transcript> {
	options?: HtmlOptions;
}

/** The page without white space between its tags. */
async function page({ options, ...rest }: Given): Promise<string> {
	const html = await renderHtml(aTranscript([], { text: '', duration: 100, ...rest }), options);
	return html
		.replace(/>\s*\n\s*</g, '><')
		.replace(/\s*\n\s*/g, ' ')
		.replace(/\s+>/g, '>');
}

/** The content between the heading of a section and its end; `undefined` if there is no such section. */
async function section(id: string, given: Given): Promise<string | undefined> {
	const start = `<section class="block ${id}" id="${id}"><h2 lang="en">`;
	const [, rest] = (await page(given)).split(start);
	return rest?.slice(rest.indexOf('</h2>') + 5, rest.indexOf('</section>'));
}

const insight = async (id: string, insights: Insights, segments: Segment[] = []) =>
	await section(id, { insights, segments });

/** A time as a link to its position in the text; there is no link without text. */
const time = (shown: string) => `<span class="time">${shown}</span>`;
const times = (...shown: string[]) => `<span class="times"> ${shown.map(time).join(' ')}</span>`;

describe('the head of a page', () => {
	it('has title, language and direction', async () => {
		const html = await page({ language: 'en_us', options: { title: 'A & B' } });
		expect(html).toMatch(/^<!doctype html><html lang="en-US" dir="ltr"><head><meta charset="utf-8" \/>/);
		expect(html).toContain('<title>A &amp; B</title>');
		expect(html).toContain('<div class="page ltr" id="page"><header><h1 class="said">A &amp; B</h1>');
		expect(await page({})).toContain('<title>Transcript</title>');
	});

	it('lists what is known about the recording', async () => {
		expect(await page({ language: null })).toContain(
			'<dl class="metadata" lang="en">' +
				'<div><dt>Duration</dt><dd><bdi>1 min 40 s</bdi></dd></div>' +
				'<div><dt>Transcribed by</dt><dd><bdi>test</bdi></dd></div>' +
				'<div><dt>Job ID</dt><dd><bdi>job-1</bdi></dd></div></dl>',
		);
	});

	it('links to the recording if its URL is known', async () => {
		const link = '<p class="recording" lang="en">';
		expect(await page({ options: { recordingUrl: 'https://x.example/a.mp3#t=1' } })).toContain(
			`${link}<a href="https://x.example/a.mp3">Open the recording</a></p></header>`,
		);
		expect(await page({})).not.toContain(link);
		expect(await page({ options: { recordingUrl: 'ftp://x.example/a.mp3' } })).not.toContain(link);
	});

	it('has a table of contents if there are three or more parts', async () => {
		const list = '<nav class="contents" lang="en" aria-label="Contents"><ul>';
		expect(await page({ insights: { summary: 'x' } })).not.toContain(list);
		const actionItems = [{ text: 'x', quote: null, start: null }];
		expect(await page({ insights: { summary: 'x', actionItems } })).toContain(
			`${list}<li><a href="#summary">Summary</a></li><li><a href="#action-items">Action items</a></li>` +
				'<li><a href="#transcript">Full text</a></li></ul></nav>',
		);
	});

	it('ends with a certificate to sign, which is in English', async () => {
		expect(await page({ language: 'de' })).toContain(
			'<p class="certificate" lang="en"> I certify that I have compared this transcript with the recording',
		);
	});

	it('contains warnings about what the vendor could not do', async () => {
		const warnings = [{ feature: 'auto_chapters', type: 'x', message: 'Not <here>' }];
		expect(await page({ insights: { warnings } })).toContain(
			'<main><aside class="warnings"><h2>Warnings</h2><ul>' +
				'<li><b>Auto chapters</b> <bdi>Not &lt;here&gt;</bdi></li></ul></aside>',
		);
		expect(await page({ insights: { warnings: [] } })).not.toContain('<aside');
	});
});

describe('the text', () => {
	const text = async (segments: Segment[], given: Given = {}) =>
		await section('transcript', { segments, ...given });
	const who = (mark: string, name: string) =>
		`<div class="who"><span class="mark s0" aria-hidden="true">${mark}</span><bdi class="name">${name}</bdi></div>`;
	const line = (id: string, shown: string, said: string) =>
		`<p id="${id}"><a class="time" href="#${id}">${shown}</a><span class="said">${said}</span></p>`;

	it('has a block for each turn, with its speaker if it changes', async () => {
		const turns = [aTurn('A', 0, 'Yes.'), aTurn('A', 3.5, 'So.'), aTurn('A', 4, ' ')];
		expect(await text(turns)).toBe(
			'<div class="turns">' +
				`<div class="turn v0">${who('A', 'Speaker A')}${line('t=0', '0:00', 'Yes.')}</div>` +
				`<div class="turn v0 continued">${line('t=3.5', '0:03', 'So.')}</div></div>`,
		);
	});

	it('does not continue a turn that is not shown', async () => {
		expect(await text([aTurn('A', 0, ' '), aTurn('B', 1, 'No.')])).toBe(
			`<div class="turns"><div class="turn v1">${who('B', 'Speaker B').replace('s0', 's1')}${line('t=1', '0:01', 'No.')}</div></div>`,
		);
	});

	it('shows the sentiment of a turn', async () => {
		const mood = '<span class="mood" lang="en">Very happy · Positive</span>';
		expect(await text([aTurn(null, 0, 'Yes.', { emotion: 'very_happy', sentiment: 'positive' })])).toBe(
			`<div class="turns"><div class="turn v-none"><div class="who">${mood}</div>${line('t=0', '0:00', 'Yes.')}</div></div>`,
		);
		const named = await text([
			aTurn('A', 0, 'Yes.', { sentiment: 'neutral' }),
			aTurn('A', 1, 'No.', { emotion: 'sad' }),
		]);
		expect(named).toContain(
			'<bdi class="name">Speaker A</bdi><span class="mood" lang="en">Neutral</span></div>',
		);
		expect(named).toContain('continued"><div class="who"><span class="mood" lang="en">Sad</span></div>');
	});

	it('has no line for a speaker if none is known', async () => {
		expect(await text([aTurn(null, 0, 'Yes.')])).toBe(
			`<div class="turns"><div class="turn v-none">${line('t=0', '0:00', 'Yes.')}</div></div>`,
		);
	});

	it('links its times to the recording if its URL is known', async () => {
		const options = { recordingUrl: 'https://x.example/a.mp3' };
		expect(await text([aTurn(null, 7.9, 'Yes.')], { options })).toContain(
			'<p id="t=7.9"><a class="time" href="https://x.example/a.mp3#t=7">0:07</a>',
		);
	});

	it('has the language of a turn if it differs', async () => {
		const turns = [aTurn(null, 0, 'Yes.', { language: 'en' }), aTurn(null, 1, 'שלום', { language: 'he' })];
		const html = await text([...turns, aTurn(null, 2, 'x', { language: 'no code' })], { language: 'en_us' });
		expect(html).toContain('<div class="turn v-none" lang="en" dir="ltr">');
		expect(html).toContain('<div class="turn v-none continued" lang="he" dir="rtl">');
		expect(html).toContain(`<div class="turn v-none continued">${line('t=2', '0:02', 'x')}`);
		expect(await text(turns.slice(0, 1), { language: 'en' })).toContain('<div class="turn v-none"><p');
	});

	it('contains the translations of a turn', async () => {
		const html = await text([aTurn('A', 0, 'Yes.', { translations: { he: 'כן', 'no code': 'כן' } })]);
		expect(html).toContain(
			'<p class="translation" lang="he" dir="rtl"><span class="label">Hebrew (he)</span> <span class="said">כן</span></p>' +
				'<p class="translation" dir="rtl"><span class="label">no code</span> <span class="said">כן</span></p>',
		);
	});

	it('shows hours if the recording is that long', async () => {
		expect(await text([aTurn(null, 65, 'Yes.')], { duration: 3600 })).toContain('>0:01:05</a>');
	});

	it('is only rendered by the browser when it becomes visible if it is long', async () => {
		const turns = Array.from({ length: 401 }, (_, start) => aTurn('A', start, 'x'));
		expect(await text(turns)).toMatch(/^<div class="turns long">/);
		expect(await text(turns.slice(1))).toMatch(/^<div class="turns">/);
	});

	it('says so if nothing was said', async () => {
		expect(await text([])).toBe('<p class="empty">No speech was recognized in this recording.</p>');
	});
});

describe('the timeline of speakers', () => {
	const timeline = async (segments: Segment[], duration = 100) => {
		const html = await page({ segments, duration });
		const [, rest = ''] = html.split('<section class="timeline" id="speakers">');
		return rest.slice(0, rest.indexOf('</section>'));
	};
	const spansIn = (html: string) =>
		[...html.matchAll(/class="span" style="([^"]*)" title="([^"]*)"(?: href="([^"]*)")?/g)].map(
			([, ...found]) => found,
		);

	it('has a row for each speaker with the share of the time', async () => {
		const html = await timeline([aTurn('A', 0, 'x', { end: 30 }), aTurn('B', 50, 'y', { end: 60 })]);
		expect(html).toMatch(/^<h2>Who spoke when<\/h2><ul class="speaker-rows"><li class="speaker-row v0">/);
		expect(html).toContain(
			'<span class="speaker"><span class="mark s0" aria-hidden="true">A</span><bdi class="name">Speaker A</bdi></span>' +
				'<span class="track" aria-hidden="true">' +
				'<a class="span" style="inset-inline-start:0%;width:30%" title="0:00 – 0:30" href="#t=0" tabindex="-1"></a></span>' +
				'<span class="share"><b>75%</b><bdi>30 s</bdi></span></li>',
		);
		expect(html).toContain('<li class="speaker-row v1">');
		expect(html).toContain('<span class="share"><b>25%</b><bdi>10 s</bdi></span>');
	});

	it('joins turns without a notable gap, and widens short ones', async () => {
		const turn = (start: number, end: number) => aTurn('A', start, 'x', { end });
		const html = await timeline([
			turn(0, 10),
			turn(10.19, 20),
			turn(12, 15),
			turn(20.25, 30),
			turn(40, 40.01),
		]);
		expect(spansIn(html)).toEqual([
			['inset-inline-start:0%;width:20%', '0:00 – 0:20', '#t=0'],
			['inset-inline-start:20.25%;width:9.75%', '0:20 – 0:30', '#t=20.25'],
			['inset-inline-start:40%;width:0.2%', '0:40 – 0:40', '#t=40'],
		]);
	});

	it('keeps every span within the recording', async () => {
		const html = await timeline([aTurn('A', 0, 'x', { end: 0 })], 1);
		expect(spansIn(html)).toEqual([['inset-inline-start:0%;width:0.2%', '0:00 – 0:00', '#t=0']]);
		expect(html).toContain('<b>0%</b><bdi>0 s</bdi>');
	});

	it('has no link if the turn has no text', async () => {
		expect(spansIn(await timeline([aTurn('A', 5, ' ', { end: 10 })]))).toEqual([
			['inset-inline-start:5%;width:5%', '0:05 – 0:10', undefined],
		]);
	});

	it.each([
		[7, ['0:00', '0:01', '0:02', '0:03', '0:04', '0:05', '0:06']],
		[8, ['0:00', '0:02', '0:04', '0:06']],
		[100, ['0:00', '0:15', '0:30', '0:45', '1:00', '1:15', '1:30']],
		[3600, ['0:00:00', '0:10:00', '0:20:00', '0:30:00', '0:40:00', '0:50:00']],
		[8 * 86_400, ['0:00:00', '48:00:00', '96:00:00', '144:00:00']],
	])('marks the axis of %d seconds', async (duration, expected) => {
		const html = await timeline([aTurn('A', 0, 'x')], duration);
		const axis = html.slice(html.indexOf('<div class="axis" aria-hidden="true"><span class="ticks">'));
		const ticks = [
			...axis.matchAll(/<span class="tick" style="inset-inline-start:([\d.]+)%">([\d:]+)<\/span>/g),
		];
		expect(ticks.map(([, , shown]) => shown)).toEqual(expected);
		const second = Number(ticks[1]?.[1]) / 100;
		expect(second).toBeCloseTo(Number(ticks[2]?.[1]) / 200);
		expect(ticks[0]?.[1]).toBe('0');
	});

	it('is absent if no speaker or duration is known', async () => {
		expect(await timeline([aTurn(null, 0, 'x')])).toBe('');
		expect(await timeline([aTurn('A', 0, 'x', { end: 0 })], 0)).toBe('');
		expect(await timeline([aTurn('A', 0, 'x'), aTurn(null, 1, 'y')])).toContain('Unknown speaker');
	});
});

describe('the mark of a speaker', () => {
	it('has another shape if the colours repeat, and small letters if it is long', async () => {
		const turns = Array.from({ length: 18 }, (_, at) => aTurn(`S${at + 1}`, at, 'x'));
		const html = await page({ segments: turns });
		const looks = [...html.matchAll(/class="turn (v\d)"><div class="who"><span class="(mark [^"]*)"/g)];
		expect(looks.map(([, colour, mark]) => `${colour} ${mark}`)).toEqual(
			turns.map((_, at) => `v${at % 8} mark s${(at + Math.floor(at / 8)) % 4}${at < 9 ? '' : ' narrow'}`),
		);
	});
});

describe('the summary', () => {
	const summary = async (text: string) => await insight('summary', { summary: text });

	it('is a list if every line is an item', async () => {
		expect(await summary('- one\n\n*  two\n• three\n – four')).toBe(
			'<ul class="points"><li class="said">one</li><li class="said">two</li>' +
				'<li class="said">three</li><li class="said">four</li></ul>',
		);
	});

	it('is paragraphs otherwise', async () => {
		expect(await summary('So:\n- one\n \n')).toBe(
			'<div class="lead"><p class="said">So:</p><p class="said">- one</p></div>',
		);
		expect(await summary('-one')).toBe('<div class="lead"><p class="said">-one</p></div>');
	});

	it('is absent if there is none', async () => {
		expect(await summary(' \n')).toBeUndefined();
		expect(await insight('summary', {})).toBeUndefined();
	});
});

describe('other insights', () => {
	it('chapters have a time, a heading and a summary', async () => {
		const chapters = [
			{ start: 0, end: 13, title: 'Greeting', summary: 'They say hello.', gist: 'hello' },
			{ start: 13, end: 70, title: ' ', summary: ' ', gist: 'Goodbye' },
			{ start: 70, end: 80, title: '', summary: '' },
		];
		expect(await insight('chapters', { chapters })).toBe(
			'<ul class="chapters">' +
				`<li>${time('0:00')}<div><b class="said">Greeting</b><p class="said">They say hello.</p></div></li>` +
				`<li>${time('0:13')}<div><b class="said">Goodbye</b></div></li>` +
				`<li>${time('1:10')}<div><b class="said"></b></div></li></ul>`,
		);
		expect(await insight('chapters', { chapters: [] })).toBeUndefined();
	});

	it('action items have their source', async () => {
		const actionItems = [
			{ text: 'Call back', quote: 'I will call', start: 65 },
			{ text: 'Write', quote: null, start: 0 },
			{ text: 'Pay', quote: 'please pay', start: null },
			{ text: 'Rest', quote: null, start: null },
		];
		expect(await insight('action-items', { actionItems })).toBe(
			'<ul class="actions">' +
				`<li><span class="said">Call back</span><div class="source">${time('1:05')} <q class="said">I will call</q></div></li>` +
				`<li><span class="said">Write</span><div class="source">${time('0:00')} </div></li>` +
				'<li><span class="said">Pay</span><div class="source"> <q class="said">please pay</q></div></li>' +
				'<li><span class="said">Rest</span></li></ul>',
		);
	});

	it('topics have a bar and at most four times', async () => {
		const found = [1, 2, 3, 4, 5].map((start) => [start, 'Sports>Ball'] as const);
		const topic = (name: string, links: string, width: string, value: string) =>
			`<li><span class="label"><bdi>${name}</bdi>${links}</span>` +
			`<span class="meter" aria-hidden="true"><span style="width:${width}"></span></span><span class="value">${value}</span></li>`;
		const topics = topicsOf({ 'Sports>Ball': 0.9, News: 0.3 }, found);
		expect(await insight('topics', { topics })).toBe(
			`<ul class="weighed">${topic('Sports › Ball', times('0:01', '0:02', '0:03', '0:04').replace('</span></span>', '</span> …</span>'), '100%', '90%')}${topic('News', '', '33.3%', '30%')}</ul>`,
		);
		expect(await insight('topics', { topics: topicsOf({}, found.slice(1)) })).toBe(
			`<ul class="weighed">${topic('Sports › Ball', times('0:02', '0:03', '0:04', '0:05'), '100%', '4')}</ul>`,
		);
		expect(await insight('topics', { topics: topicsOf({}) })).toBeUndefined();
	});

	it('at most twenty-four topics are shown', async () => {
		const list = async (count: number) =>
			await insight('topics', {
				topics: topicsOf(Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, 100 - at]))),
			});
		expect((await list(24))?.match(/<li>/g)).toHaveLength(24);
		expect(await list(24)).not.toContain('more');
		expect((await list(26))?.match(/<li>/g)).toHaveLength(24);
		expect(await list(26)).toMatch(/<li class="more">and 2 more<\/li><\/ul>$/);
	});

	it('key phrases have their count and times', async () => {
		const keyPhrases = [
			{
				text: 'opening hours',
				count: 2,
				rank: 0.5,
				times: [
					{ start: 3, end: 4 },
					{ start: 9, end: 10 },
				],
			},
			{ text: 'date', count: 1, rank: 0.9, times: [] },
		];
		expect(await insight('key-phrases', { keyPhrases })).toBe(
			'<ul class="mentions"><li><bdi>date</bdi></li>' +
				`<li><bdi>opening hours</bdi> <span class="times-said">×2</span>${times('0:03', '0:09')}</li></ul>`,
		);
		expect(await insight('key-phrases', { keyPhrases: [] })).toBeUndefined();
	});

	it('entities are grouped by type', async () => {
		const entities = [
			anEntity('person_name', 'Ann', 1),
			anEntity('person_name', 'Ben', 3),
			anEntity('date', 'Monday', 2),
		];
		const mention = (text: string, at: string) => `<li><bdi>${text}</bdi>${times(at)}</li>`;
		expect(await insight('entities', { entities })).toBe(
			'<div class="groups">' +
				`<div class="group"><h3 lang="en">Person name</h3><ul class="mentions">${mention('Ann', '0:01')}${mention('Ben', '0:03')}</ul></div>` +
				`<div class="group"><h3 lang="en">Date</h3><ul class="mentions">${mention('Monday', '0:02')}</ul></div></div>`,
		);
		expect(await insight('entities', { entities: [] })).toBeUndefined();
	});

	it('sentiment is one bar in total, and one per speaker if there are several', async () => {
		const legend = `<ul class="legend" lang="en">${['positive', 'neutral', 'negative']
			.map(
				(each) =>
					`<li class="${each}"><span class="swatch" aria-hidden="true"></span>${each.charAt(0).toUpperCase()}${each.slice(1)}</li>`,
			)
			.join('')}</ul>`;
		const part = (kind: string, count: number, title: string, shown: string) =>
			`<span class="part ${kind}" style="flex-grow:${count}" title="${title}">${shown}</span>`;
		const row = (name: string, parts: string, count: number) =>
			`<li><bdi class="name">${name}</bdi><span class="stack">${parts}</span><span class="count">${count}</span></li>`;
		const sentiment = [
			...Array.from({ length: 23 }, () => aSentiment('A', 'positive')),
			aSentiment('B', 'negative'),
			aSentiment('B', 'negative'),
		];
		expect(await insight('sentiment', { sentiment })).toBe(
			`${legend}<ul class="stacks">${row(
				'Everyone',
				part('positive', 23, 'Positive: 23 (92%)', '92%') + part('negative', 2, 'Negative: 2 (8%)', '8%'),
				25,
			)}${row('Speaker A', part('positive', 23, 'Positive: 23 (100%)', '100%'), 23)}${row(
				'Speaker B',
				part('negative', 2, 'Negative: 2 (100%)', '100%'),
				2,
			)}</ul>`,
		);
		const small = await insight('sentiment', { sentiment: sentiment.slice(0, 24) });
		expect(small).toContain(part('negative', 1, 'Negative: 1 (4%)', ''));
		const one = await insight('sentiment', { sentiment: sentiment.slice(0, 1) });
		expect(one).not.toContain('Speaker A');
		expect(await insight('sentiment', { sentiment: [] })).toBeUndefined();
	});

	it('translations have their turns, or their text', async () => {
		const translations = {
			de: {
				text: 'Ja. Gut. Nein.',
				segments: [aPiece('A', 0, 'Ja.'), aPiece('A', 5, 'Gut.'), aPiece('B', 65, 'Nein.')],
			},
			he: { text: '', segments: [aPiece(null, 3, 'כן')] },
			fr: { text: 'Oui.', segments: [] },
		};
		const said = (at: string, name: string, text: string) =>
			`<p>${time(at)}<span class="said">${name === '' ? '' : `<bdi class="name">${name}:</bdi> `}${text}</span></p>`;
		expect(await insight('translations', { translations })).toBe(
			'<h3 lang="en">German (de)</h3><div class="translated timed" lang="de" dir="ltr">' +
				`${said('0:00', 'Speaker A', 'Ja.')}${said('0:05', '', 'Gut.')}${said('1:05', 'Speaker B', 'Nein.')}</div>` +
				`<h3 lang="en">Hebrew (he)</h3><div class="translated timed" lang="he" dir="rtl">${said('0:03', '', 'כן')}</div>` +
				'<h3 lang="en">French (fr)</h3><div class="translated" lang="fr" dir="ltr"><p><span class="said">Oui.</span></p></div>',
		);
		const unnamed = { 'no code': { text: '', segments: [aPiece(null, 3, 'כן')] } };
		expect(await insight('translations', { translations: unnamed })).toContain(
			'<div class="translated timed" dir="rtl">',
		);
		expect(await insight('translations', { translations: {} })).toBeUndefined();
	});

	it('audio events have readable names', async () => {
		const event = (type: string, start: number) => ({
			type,
			start,
			end: start + 1,
			confidence: null,
			channel: null,
		});
		expect(await insight('audio-events', { audioEvents: [event('door_slam', 1)] })).toBe(
			`<ul class="mentions"><li><bdi>Door slam</bdi>${times('0:01')}</li></ul>`,
		);
		expect(await insight('audio-events', { audioEvents: [] })).toBeUndefined();
	});

	it('content safety has its labels', async () => {
		const labels = [{ label: 'hate_speech', confidence: null, severity: null }];
		const segments = [{ start: 4, end: 5, text: '', labels }];
		expect(
			await insight('content-safety', { contentSafety: { summary: { hate_speech: 0.8 }, segments } }),
		).toContain(`<bdi>Hate speech</bdi>${times('0:04')}</span>`);
		expect(await insight('content-safety', {})).toBeUndefined();
	});
});

describe('a time in the insights', () => {
	const linkedFrom = async (start: number, ...turns: number[]) => {
		const segments = turns.map((each) => aTurn(null, each, 'x'));
		const html = await insight('action-items', { actionItems: [{ text: '', quote: null, start }] }, segments);
		return /href="#([^"]*)"/.exec(html ?? '')?.[1];
	};

	it('links to the last paragraph that starts before it', async () => {
		expect(await linkedFrom(5, 0, 5, 10)).toBe('t=5');
		expect(await linkedFrom(9.999, 0, 5, 10)).toBe('t=5');
		expect(await linkedFrom(10, 0, 5, 10)).toBe('t=10');
		expect(await linkedFrom(99, 0, 5, 10)).toBe('t=10');
		expect(await linkedFrom(1, 3, 5, 10)).toBe('t=3');
		// The time of the paragraph is rounded, that of the vendor may not be.
		expect(await linkedFrom(4.9996, 0, 5, 10)).toBe('t=5');
		expect(await linkedFrom(4.9994, 0, 5, 10)).toBe('t=0');
	});

	it('links to the correct paragraph if they are not in order of time', async () => {
		expect(await linkedFrom(6, 10, 0, 5)).toBe('t=5');
		expect(await linkedFrom(12, 10, 0, 5)).toBe('t=10');
		expect(await linkedFrom(2, 0, 10, 5)).toBe('t=0');
	});

	it('links to the last of several paragraphs with the same time', async () => {
		expect(await linkedFrom(5, 5, 5, 5)).toBe('t=5-3');
	});
});

describe('the measures', () => {
	const turns = [aTurn('A', 0, 'Why?'), aTurn('B', 5, 'Because.'), aTurn('A', 8, 'I see.')];
	const table = async (segments: Segment[], text = '') => {
		const transcript = aTranscript([], { text, duration: 100, segments });
		const html = await page({ segments, text, options: { measures: await measure(transcript) } });
		const [, rest = ''] = html.split('<details class="measures"');
		return rest.split('</details>')[0] ?? '';
	};

	it('have a row for each speaker, in the colour of the text, and the totals', async () => {
		const shown = await table(turns);
		const rows = [...shown.matchAll(/<tr class="(v\S+)">(.*?)<\/tr>/g)].map(([, color, row = '']) => [
			color,
			row
				.replace(/<[^>]+>/g, '|')
				.split(/\|+/)
				.filter((cell) => cell.trim() !== ''),
		]);
		expect(rows).toEqual([
			['v0', ['A', 'Speaker A', '67%', '2 s', '2', '90', '1', '1 s', '0']],
			['v1', ['B', 'Speaker B', '33%', '1 s', '1', '60', '0', '1 s', '0']],
		]);
		expect([...shown.matchAll(/<th scope="col">([^<]*)</g)].map(([, name]) => name)).toEqual([
			'Speaker',
			'Share',
			'Talk time',
			'Turns',
			'Words/min',
			'Questions',
			'Monologue',
			'Interruptions',
		]);
		expect(shown.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
			'Speech 3 s Silence 1 min 37 s (97%) Longest silence 1 min 31 s Overlap 0 s Turns 3 Questions 1',
		);
	});

	it('have a row for a speaker who is not in the text', async () => {
		const measures = await measure(aTranscript([], { duration: 100, segments: [aTurn('C', 0, 'x')] }));
		const html = await page({ segments: turns, options: { measures } });
		const [, rest = ''] = html.split('<details class="measures"');
		expect(rest).toContain(
			'<tr class="v-none"><th scope="row"><span class="speaker"><bdi class="name">Everyone',
		);
	});

	it('name nobody if the vendor does not', async () => {
		expect(await table([aTurn(null, 0, 'x')])).toContain('<bdi class="name">Everyone</bdi>');
	});

	it('are missing if nothing was said', async () => {
		expect(await table([])).toBe('');
		expect(await page({ segments: turns })).not.toContain('<details');
	});
});
