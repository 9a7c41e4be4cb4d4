import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';

import { measure } from '../../nodes/shared/measures/measure';
import { transcriptSchema, type Transcript } from '../../nodes/shared/transcript/model';
import { renderHtml } from '../../nodes/shared/transcript/render/html';
import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { conversation } from '../support/captionData';
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

/**
 * Waits until the expression is true on the page. Playwright's own `waitForFunction` evaluates an expression in the page
 * once it has been false, which the page's content security policy forbids.
 */
async function until(page: Page, expression: string): Promise<void> {
	const ask = async () => ((await page.evaluate(expression)) === true ? true : undefined);
	await waitFor(ask, { what: expression, timeoutMs: 30_000, intervalMs: 50 });
}

async function example(): Promise<Transcript> {
	const text = await readFile(path.join(__dirname, '../../docs/transcript.example.json'), 'utf8');
	return transcriptSchema.parse(JSON.parse(text));
}

describe('a transcript that contains a script', () => {
	it('runs in the browser if it is not escaped', async () => {
		const { page } = await open('<body><img src=x onerror="globalThis.hacked = 1">');
		await until(page, 'globalThis.hacked === 1');
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
				expect(await page.locator('img, svg, iframe, form').count()).toBe(0);
				expect(await page.locator('script').count()).toBe(1);
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
		for (const transcript of [await example(), aTranscript(conversation({ seconds: 600 }, 1).words)]) {
			const { page } = await open(
				await renderHtml(transcript, { recordingUrl: 'https://localhost:1/a.mp3' }),
			);
			await page.setViewportSize({ width, height: 800 });
			expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
			await page.context().close();
		}
	});

	it('finds text, from match to match with the keyboard', async () => {
		const words = 'The bridge is old . Bridges move . No Bridge !'
			.split(' ')
			.map((text, index) => aWord(text, index, { confidence: index === 1 ? 0.2 : 0.9 }));
		const { page, deeds } = await open(await renderHtml(aTranscript(words)));
		const status = page.locator('#status');
		await page.locator('#query').fill('bridge');
		expect(await status.textContent()).toBe('3 matches');
		expect(await page.evaluate("CSS.highlights.get('hits').size")).toBe(3);
		for (const place of ['1 of 3', '2 of 3', '3 of 3', '1 of 3']) {
			await page.keyboard.press('Enter');
			expect(await status.textContent()).toBe(place);
		}
		await page.keyboard.press('Shift+Enter');
		expect(await status.textContent()).toBe('3 of 3');
		expect(await page.evaluate("[...CSS.highlights.get('current')][0].toString()")).toBe('Bridge');
		await page.locator('#query').fill('tunnel');
		expect(await status.textContent()).toBe('0 matches');
		expect(await page.locator('#next').isDisabled()).toBe(true);
		await page.keyboard.press('Escape');
		expect(await page.locator('#query').inputValue()).toBe('');
		expect(deeds).toEqual([]);
		await page.context().close();
	});

	it('plays a chosen recording from a time or a word', async () => {
		const words = Array.from({ length: 20 }, (_, index) =>
			aWord(`word${index}.`, index, { speaker: index < 10 ? 'A' : 'B' }),
		);
		const { page, deeds } = await open(await renderHtml(aTranscript(words)));
		const time = async () => Number(await page.evaluate("document.querySelector('#player').currentTime"));
		expect(await page.locator('#player').isVisible()).toBe(false);
		await page.locator('#file').setInputFiles({ name: 'a.wav', mimeType: 'audio/wav', buffer: silence(20) });
		await until(page, "document.querySelector('#player').duration > 19");
		await page.locator('.turn a.time').nth(1).click();
		await until(page, "document.querySelectorAll('.now').length === 1");
		expect(await time()).toBeGreaterThanOrEqual(10);
		expect(page.url()).not.toContain('#');
		const box = await page.evaluate(`(() => {
			const range = document.createRange();
			const { firstChild } = document.querySelector('.turn .said');
			range.setStart(firstChild, 7 * 3 + 1);
			range.setEnd(firstChild, 7 * 3 + 2);
			const { x, y, width, height } = range.getBoundingClientRect();
			return [x + width / 2, y + height / 2];
		})()`);
		const [x = 0, y = 0] = Array.isArray(box) ? box.map(Number) : [];
		await page.mouse.click(x, y);
		expect(await time()).toBeGreaterThanOrEqual(3);
		expect(await time()).toBeLessThan(5);
		expect(deeds.filter((deed) => !deed.startsWith('request blob:'))).toEqual([]);
		await page.context().close();
	});

	it('marks unsure words, and prints line numbers and a certificate, on request', async () => {
		const { page } = await open(await renderHtml(aTranscript([aWord('Perhaps', 0, { confidence: 0.1 })])));
		const line = async () =>
			await page.evaluate("getComputedStyle(document.querySelector('.unsure')).textDecorationLine");
		expect(await line()).toBe('none');
		await page.getByLabel('Mark unsure words').check();
		expect(await line()).toBe('underline');
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('.certificate').isVisible()).toBe(false);
		await page.emulateMedia({ media: 'screen' });
		await page.getByLabel('Print line numbers and a certificate').check();
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('.certificate').isVisible()).toBe(true);
		expect(await page.locator('.tools').isVisible()).toBe(false);
		await page.context().close();
	});

	it.each([
		['en', conversation({ seconds: 240 }, 4).words, 1000],
		['en', conversation({ seconds: 240 }, 4).words, 320],
		[
			'ja',
			Array.from('昨日東京で会議がありました。'.repeat(40), (sign, at) =>
				aWord(sign, at, { spaceBefore: false }),
			),
			1000,
		],
	])('prints a number for each line of the text (%s)', async (language, words, width) => {
		const { page, deeds } = await open(await renderHtml(aTranscript(words, { language })));
		await page.setViewportSize({ width, height: 900 });
		const text = async () => await page.locator('.turns p > .said:not([hidden])').allTextContents();
		const before = await text();
		await page.evaluate("dispatchEvent(new Event('beforeprint'))");
		expect(await page.locator('.line').count()).toBe(0);
		await page.getByLabel('Print line numbers and a certificate').check();
		await page.evaluate("dispatchEvent(new Event('beforeprint'))");
		await page.emulateMedia({ media: 'print' });
		expect(await text()).toEqual(before);
		expect(await page.evaluate(LINES)).toMatchObject({ wrapped: 0, apart: 0, wide: 0 });
		const count = await page.locator('.line').count();
		expect(count).toBeGreaterThan((await page.locator('.turns p').count()) + 5);
		await page.emulateMedia({ media: 'screen' });
		await page.evaluate("dispatchEvent(new Event('afterprint'))");
		expect(await page.locator('.line').count()).toBe(0);
		expect(await text()).toEqual(before);
		expect(deeds).toEqual([]);
		await page.context().close();
	});

	it('numbers the lines when Chromium prints', async () => {
		const { words } = conversation({ seconds: 240 }, 4);
		const { page } = await open(await renderHtml(aTranscript(words)));
		await page.getByLabel('Print line numbers and a certificate').check();
		await page.evaluate(
			"addEventListener('beforeprint', () => { globalThis.printed = document.querySelectorAll('.line').length; })",
		);
		await page.pdf({ format: 'A4' });
		expect(Number(await page.evaluate('globalThis.printed'))).toBeGreaterThan(50);
		expect(await page.locator('.line').count()).toBe(0);
		await page.context().close();
	});

	it('shows the measures of the speakers in a table that can be folded, on screen and on paper', async () => {
		const transcript = await example();
		const { page } = await open(await renderHtml(transcript, { measures: await measure(transcript) }));
		const table = page.locator('#measures table');
		expect(await table.isVisible()).toBe(true);
		expect(await table.locator('tbody tr').count()).toBeGreaterThan(1);
		expect(await table.locator('thead th').allTextContents()).toContain('Words/min');
		await page.emulateMedia({ media: 'print' });
		expect(await table.isVisible()).toBe(true);
		await page.emulateMedia({ media: 'screen' });
		await page.locator('#measures summary').click();
		expect(await table.isVisible()).toBe(false);
		await page.setViewportSize({ width: 320, height: 800 });
		await page.locator('#measures summary').click();
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
		await page.context().close();
	});

	it.each([
		['light', 1000],
		['dark', 1000],
		['light', 320],
	] as const)('has no findings of axe-core in %s at %d pixels', async (scheme, width) => {
		const axe = await readFile(require.resolve('axe-core'), 'utf8');
		const hebrew = ['שלום', 'לכם'].map((text, index) => aWord(text, index, { speaker: 'A' }));
		for (const transcript of [
			await example(),
			aTranscript(conversation({ seconds: 600 }, 1).words),
			aTranscript(hebrew, { language: 'he' }),
		]) {
			const measures = await measure(transcript);
			const html = await renderHtml(transcript, { measures, recordingUrl: 'https://localhost:1/a.mp3' });
			const { page } = await open(html, scheme);
			await page.setViewportSize({ width, height: 900 });
			// Through the debugger, because the page's policy forbids scripts.
			await page.evaluate(axe);
			const findings = await page.evaluate(
				'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
			);
			expect(findings).toEqual([]);
			await page.context().close();
		}
	});

	it('with three hours of words opens and finds words without delay', async () => {
		const { words } = conversation({ seconds: 3 * 3600 }, 2);
		const { page } = await open(await renderHtml(aTranscript(words)));
		const loaded = Number(await page.evaluate("performance.getEntriesByType('navigation')[0].domComplete"));
		expect(loaded).toBeLessThan(2000);
		await page.locator('#query').fill('bridge');
		expect(await page.locator('#status').textContent()).toMatch(/^\d{2,} matches$/);
		await page.context().close();
	});
});

/** A WAV file of silence, 8 kHz, 8 bits. */
function silence(seconds: number): Buffer {
	const header = Buffer.alloc(44);
	const length = seconds * 8000;
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(8000, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(length, 40);
	return Buffer.concat([header, Buffer.alloc(length, 128)]);
}

/** Lines that take more than one line, whose number is not that of the line before plus one, or that leave the page. */
const LINES = `(() => {
	const lines = [...document.querySelectorAll('.line')];
	const range = document.createRange();
	const tops = lines.map((line) => {
		range.selectNodeContents(line);
		return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4))).size;
	});
	const numbers = lines.map((line) => getComputedStyle(line, '::before').content);
	const right = document.querySelector('.turns').getBoundingClientRect().right;
	return {
		wrapped: tops.filter((count) => count > 2).length,
		apart: numbers.filter((content) => !content.includes('counter')).length,
		wide: lines.filter((line) => range.selectNodeContents(line) ?? range.getBoundingClientRect().right > Math.max(right, 700)).length,
	};
})()`;

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
