import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { transcriptSchema } from '../../../nodes/shared/transcript/model';
import { renderHtml } from '../../../nodes/shared/transcript/render/html';
import { html } from '../../../nodes/shared/transcript/render/html/markup';
import { tagsOf, type Tag } from '../../support/htmlTags';
import { aTranscript, aWord } from '../../support/transcripts';

const example = transcriptSchema.parse(
	JSON.parse(readFileSync(path.join(__dirname, '../../../docs/transcript.example.json'), 'utf8')),
);

const allHrefs = (tags: readonly Tag[]) =>
	tags.flatMap(({ attributes: { href } }) => (href === undefined ? [] : [href]));

/** The text of the only script. */
const scriptOf = (page: string) => /<script>([^]*)<\/script>/u.exec(page)?.[1] ?? '';

describe('renderHtml', () => {
	it('styles each class in one rule, so that no rule overrides another', async () => {
		const [, style = ''] = /<style>([^<]*)<\/style>/.exec(await renderHtml(example)) ?? [];
		const outsideMedia = style.replace(/\/\*.*?\*\/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gs, '');
		const classes = [...outsideMedia.matchAll(/(?:^|\})\s*(\.[\w-]+) \{/g)].map(([, name]) => name);
		expect(classes.length).toBeGreaterThan(50);
		expect(classes).toEqual([...new Set(classes)]);
	});

	it('shows all sections of the example, with the words escaped', async () => {
		const page = await renderHtml(example, { title: 'Q & A <1>' });
		expect(page).toContain('<title>Q &amp; A &lt;1&gt;</title>');
		expect([...page.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, heading]) => heading)).toEqual([
			'Warnings',
			'Who spoke when',
			'Summary',
			'Chapters',
			'Action items',
			'Full text',
			'Topics',
			'Key phrases',
			'Entities',
			'Sentiment',
			'Translations',
			'Audio events',
			'Content safety',
		]);
		for (const { text } of example.segments)
			expect(page.replace(/ data-w="[\d ]+"/gu, '')).toContain(`<span class="said">${text}</span>`);
	});

	it('requests nothing from outside and contains no script but its own', async () => {
		const page = await renderHtml(example);
		const names = new Set(tagsOf(page).map(({ name }) => name));
		for (const name of ['link', 'img', 'iframe', 'object', 'embed', 'form', 'base', 'svg']) {
			expect(names).not.toContain(name);
		}
		expect(page).not.toMatch(/url\(|@import|\bsrc=|https?:/);
		const policy = tagsOf(page).find(({ attributes }) => attributes['http-equiv'] !== undefined);
		const digest = createHash('sha256').update(scriptOf(page)).digest('base64');
		expect(policy?.attributes.content).toBe(
			`default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; media-src blob:; base-uri 'none'; form-action 'none'`.replaceAll(
				"'",
				'&#39;',
			),
		);
		expect(page.split('<script')).toHaveLength(2);
		expect(scriptOf(page)).not.toMatch(
			/fetch|XMLHttp|import|eval|Function|innerHTML|cookie|Storage|WebSocket/u,
		);
	});

	it('allows only the origin of the recording', async () => {
		const page = await renderHtml(example, { recordingUrl: 'https://x.example:8443/a.mp3?key=1' });
		expect(page).toContain('media-src https://x.example:8443 blob:;');
		expect(page).toContain(' src="https://x.example:8443/a.mp3?key=1"');
	});

	it('has the times of the words, and marks those that the vendor is unsure of on request', async () => {
		const words = [
			aWord('We', 1),
			aWord('leave', 2, { confidence: 0.4 }),
			aWord('today', 3),
			aWord('.', 4, { confidence: 0.1 }),
		];
		expect(await renderHtml(aTranscript(words))).toContain(
			'<span class="said" data-w="0 0 3 100 9 200 14 300">We <span class="unsure">leave</span> today.</span>',
		);
	});

	it.each([
		[0.59, true],
		[0.6, false],
		[null, false],
	])('marks a word with the confidence %p as unsure: %p', async (confidence, isUnsure) => {
		const page = await renderHtml(aTranscript([aWord('leave', 2, { confidence })]));
		expect(page.includes('<span class="unsure">leave</span>')).toBe(isUnsure);
	});

	it('has no times for words that the text does not contain', async () => {
		const segment = {
			speaker: null,
			channel: null,
			start: 0,
			end: 3,
			text: 'Twenty one pilots',
			confidence: null,
			words: { from: 0, to: 2 },
		};
		const other = aTranscript([aWord('21', 0), aWord('pilots', 2)], { segments: [segment] });
		expect(await renderHtml(other)).toContain('<span class="said" >Twenty one pilots</span>');
	});

	it('links every time to an existing anchor', async () => {
		const tags = tagsOf(await renderHtml(example));
		const ids = tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
		expect(new Set(ids).size).toBe(ids.length);
		for (const href of allHrefs(tags)) expect(ids).toContain(href.replace(/^#/, ''));
		expect(ids).toContain('t=0.24');
	});

	it('has different anchors for two turns that start at the same time', async () => {
		const words = ['1', '2'].map((channel) => aWord('yes', 3, { channel }));
		const page = await renderHtml(aTranscript(words));
		expect(page).toContain('id="t=3"');
		expect(page).toContain('id="t=3-2"');
	});

	it('links times to the recording if its URL is a web address', async () => {
		const withUrl = async (recordingUrl: string) =>
			allHrefs(tagsOf(await renderHtml(example, { recordingUrl }))).filter((href) => !href.startsWith('#'));
		expect(await withUrl('https://x.example/a.mp3?b=1&c="2"#t=3')).toEqual([
			'https://x.example/a.mp3?b=1&amp;c=%222%22',
			...example.segments.map(
				({ start }) => `https://x.example/a.mp3?b=1&amp;c=%222%22#t=${Math.floor(start)}`,
			),
		]);
		expect(await withUrl('javascript:alert(1)')).toEqual([]);
		expect(await withUrl('https://x.example/" onclick')).toContain('https://x.example/%22%20onclick');
	});

	it.each([
		['ar', 'مرحبا', 'rtl', 'ar'],
		['he_IL', 'שלום', 'rtl', 'he-IL'],
		['en_us', 'Hello', 'ltr', 'en-US'],
		[null, 'שלום', 'rtl', ''],
	])('has the language and direction of %s', async (language, text, dir, lang) => {
		const page = await renderHtml(aTranscript([aWord(text, 0)], { language }));
		expect(tagsOf(page).find(({ name }) => name === 'html')?.attributes).toEqual({ lang, dir });
		expect(page).toContain(`class="page ${dir}"`);
	});

	it('marks every speaker with a different text', async () => {
		const words = Array.from({ length: 60 }, (_, index) => aWord('x', index, { speaker: `S${index % 20}` }));
		const page = await renderHtml(aTranscript(words));
		const rows = page.slice(page.indexOf('class="speaker-rows"'), page.indexOf('class="axis"'));
		const looks = [...rows.matchAll(/class="speaker-row (v\d)[^]*?class="mark (s\d)[^>]*>([^<]*)</g)];
		expect(looks).toHaveLength(20);
		expect(new Set(looks.map(([, , , mark]) => mark)).size).toBe(20);
		expect(new Set(looks.map(([, colour, shape]) => `${colour} ${shape}`)).size).toBe(20);
	});

	it('says so if nothing was recognized', async () => {
		const page = await renderHtml(aTranscript([], { text: '' }));
		expect(page).toContain('No speech was recognized');
		expect(page).not.toContain('Who spoke when');
	});
});

describe('html', () => {
	it('escapes every value except markup', () => {
		const inner = html`<b>${'<i>'}</b>`;
		expect(html`<p title="${'"\'&'}">${inner}${[inner]}${null}${3}</p>`.text).toBe(
			'<p title="&quot;&#39;&amp;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
		);
	});

	it('shows characters that HTML forbids as missing', () => {
		expect(html`${'a\u0000b\ud800c\u0085d\ttab'}`.text).toBe('a\ufffdb\ufffdc\ufffdd\ttab');
	});
});
