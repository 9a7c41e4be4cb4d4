import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';

import { transcriptSchema, type Transcript } from '../../nodes/shared/transcript/model';
import { renderHtml } from '../../nodes/shared/transcript/render/html';
import { launchBrowser } from '../support/browser';
import { HOSTILE, hostileTranscript } from '../support/hostile';
import { aTranscript, aWord } from '../support/transcripts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
	browser = await launchBrowser();
	folder = await mkdtemp(path.join(tmpdir(), 'transcript-page-'));
});

afterAll(async () => {
	await browser.close();
	await rm(folder, { recursive: true });
});

/** Opens a page as a file and returns what it tried to do. */
async function open(
	html: string,
	colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; deeds: string[] }> {
	const file = path.join(folder, 'page.html');
	await writeFile(file, html);
	const context = await browser.newContext({ colorScheme, viewport: { width: 1000, height: 900 } });
	const page = await context.newPage();
	const deeds: string[] = [];
	page.on('request', (request) => {
		if (request.url() !== pathToFileURL(file).href) deeds.push(`request ${request.url()}`);
	});
	page.on('dialog', (dialog) => {
		deeds.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('console', (message) => deeds.push(`console ${message.text()}`));
	page.on('pageerror', (error) => deeds.push(`error ${error.message}`));
	await page.goto(pathToFileURL(file).href);
	return { page, deeds };
}

async function example(): Promise<Transcript> {
	const text = await readFile(path.join(__dirname, '../../docs/transcript.example.json'), 'utf8');
	return transcriptSchema.parse(JSON.parse(text));
}

describe('a transcript that contains a script', () => {
	it('runs in the browser if it is not escaped', async () => {
		const { page } = await open('<body><img src=x onerror="globalThis.hacked = 1">');
		await page.waitForFunction('globalThis.hacked === 1');
		await page.context().close();
	});

	it.each(HOSTILE)('is shown as text: %j', async (text) => {
		const words = [aWord(text, 0, { speaker: text })];
		const insights = {
			summary: text,
			entities: [{ start: 0, end: 1, speaker: text, channel: null, type: text, text }],
		};
		const html = await renderHtml(aTranscript(words, { language: text, jobId: text, insights }), {
			title: text,
		});
		const { page, deeds } = await open(html);
		await page.mouse.move(400, 100);
		expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
		expect(deeds).toEqual([]);
		await page.context().close();
	});

	it('is shown as text in all places', async () => {
		await fc.assert(
			fc.asyncProperty(hostileTranscript, async (transcript) => {
				const { page, deeds } = await open(await renderHtml(transcript));
				expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
				expect(await page.locator('script, img, svg, iframe, form').count()).toBe(0);
				expect(deeds).toEqual([]);
				await page.context().close();
			}),
			{ numRuns: 25 },
		);
	});
});

describe('the page', () => {
	it('links a time to its position in the text', async () => {
		const words = Array.from({ length: 300 }, (_, index) =>
			aWord('word.', index, { speaker: `S${index % 3}` }),
		);
		const { page } = await open(await renderHtml(aTranscript(words)));
		await page.locator('a[href="#t=250"]').last().click();
		expect(page.url()).toMatch(/#t=250$/);
		expect(await page.locator('[id="t=250"]').boundingBox()).toMatchObject({ y: expect.any(Number) });
		expect(Number(await page.evaluate('scrollY'))).toBeGreaterThan(2000);
		await page.context().close();
	});

	it.each(['light', 'dark'] as const)(
		'is legible in %s: all text has a contrast of at least 4.5 to 1',
		async (scheme) => {
			const many = Array.from({ length: 40 }, (_, index) =>
				aWord('word', index, { speaker: `S${index % 10}` }),
			);
			for (const transcript of [await example(), aTranscript(many)]) {
				const { page } = await open(await renderHtml(transcript), scheme);
				expect(await page.evaluate(LOW_CONTRASTS)).toEqual([]);
				await page.context().close();
			}
		},
	);

	it('is displayed from right to left in Hebrew', async () => {
		const words = ['שלום', 'לכם'].map((text, index) => aWord(text, index, { speaker: 'A' }));
		const { page } = await open(await renderHtml(aTranscript(words, { language: 'he' })));
		const name = await page.locator('.turn .name').first().boundingBox();
		const mark = await page.locator('.turn .mark').first().boundingBox();
		const time = await page.locator('.turn .time').first().boundingBox();
		expect(mark?.x).toBeGreaterThan(name?.x ?? Infinity);
		expect(time?.x).toBeGreaterThan(mark?.x ?? Infinity);
		await page.context().close();
	});

	it.each([320, 390, 768])('fits a screen of %d pixels', async (width) => {
		const { page } = await open(await renderHtml(await example()));
		await page.setViewportSize({ width, height: 800 });
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
		await page.context().close();
	});
});

/** Texts of the page with a contrast to their background below 4.5, as defined by WCAG 2. */
const LOW_CONTRASTS = `(() => {
	const rgb = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
	const light = (color) => {
		const [r, g, b] = rgb(color).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (element) => {
		for (let each = element; each; each = each.parentElement) {
			const color = getComputedStyle(each).backgroundColor;
			if (rgb(color)[3] !== 0) return color;
		}
		return 'rgb(255, 255, 255)';
	};
	const low = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const text = walker.currentNode.textContent.trim();
		if (text === '') continue;
		const element = walker.currentNode.parentElement;
		const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
		const ratio = (a + 0.05) / (b + 0.05);
		if (!(ratio >= 4.5)) low.push(text + ' ' + ratio.toFixed(2));
	}
	return low;
})()`;
