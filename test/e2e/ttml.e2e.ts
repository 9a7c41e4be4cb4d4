import type { Browser } from 'playwright-core';
import { z } from 'zod/v4';

import { buildCues, type Cue } from '../../nodes/shared/captions';
import { captionFiles } from '../../nodes/shared/captions/files';
import { launchBrowser } from '../support/browser';
import { aCue, conversation } from '../support/captionData';
import { aTranscript } from '../support/transcripts';

let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser.close();
});

const shownSchema = z.object({
	messages: z.array(z.string()),
	times: z.array(z.number()),
	pictures: z.array(
		z.object({
			lines: z.array(z.string()),
			/** Of the height of the picture, from the top. */
			top: z.number(),
			bottom: z.number(),
			/** Distance between the middle of the text and that of the picture, in pixels. */
			aside: z.number(),
			color: z.string(),
			background: z.string(),
		}),
	),
});

/** What imscJS, the reference player of the standard, says about a document, and what it shows at some times. */
async function play(xml: string, times: readonly number[]): Promise<z.infer<typeof shownSchema>> {
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
	try {
		await page.setContent('<div id="picture" style="position: absolute; inset: 0"></div>');
		await page.addScriptTag({ path: require.resolve('imsc/dist/imsc.all.min.js') });
		return shownSchema.parse(
			await page.evaluate(`(${PLAY})(${JSON.stringify(xml)}, ${JSON.stringify(times)})`),
		);
	} finally {
		await page.context().close();
	}
}

/** Runs in the browser. */
const PLAY = `(xml, times) => {
	const messages = [];
	const take = (kind) => (message) => void messages.push(kind + ' ' + message);
	const handler = Object.fromEntries(['info', 'warn', 'error', 'fatal'].map((kind) => [kind, take(kind)]));
	const document_ = imsc.fromXML(xml, handler);
	const picture = document.querySelector('#picture');
	const pictures = times.map((time) => {
		picture.replaceChildren();
		imsc.renderHTML(imsc.generateISD(document_, time, handler), picture, null, 720, 1280, false, handler);
		const spans = [...picture.querySelectorAll('span')].filter(
			(span) => span.childElementCount === 0 && span.textContent.trim() !== '',
		);
		const rects = spans.map((span) => span.getBoundingClientRect());
		const rows = new Map();
		for (const [index, { top }] of rects.entries()) {
			const key = Math.round(top / 10);
			rows.set(key, (rows.get(key) ?? '') + spans[index].textContent);
		}
		const left = Math.min(...rects.map((rect) => rect.left));
		const right = Math.max(...rects.map((rect) => rect.right));
		const style = spans[0] && getComputedStyle(spans[0]);
		const behind = (element) => {
			for (let each = element; each; each = each.parentElement) {
				const { backgroundColor } = getComputedStyle(each);
				if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
			}
			return '';
		};
		return {
			lines: [...rows.values()],
			top: rects.length === 0 ? 0 : Math.min(...rects.map((rect) => rect.top)) / 720,
			bottom: rects.length === 0 ? 0 : Math.max(...rects.map((rect) => rect.bottom)) / 720,
			aside: rects.length === 0 ? 0 : Math.abs((left + right) / 2 - 640),
			color: style ? style.color : '',
			background: spans[0] ? behind(spans[0]) : '',
		};
	});
	return { messages, times: document_.getMediaTimeEvents(), pictures };
}`;

const middleOf = ({ start, end }: Cue) => (start + end) / 2;
const milliseconds = (times: readonly number[]) => times.map((time) => Math.round(time * 1000));

describe.each(['imsc', 'ebuTtD'] as const)('%s in imscJS', (format) => {
	it('is read without a message, and shown at its times in the last lines of the picture', async () => {
		const speech = conversation({ seconds: 60 }, 3);
		const cues = await buildCues(speech);
		const xml = await captionFiles[format].write(cues, aTranscript(speech.words), 25);
		const { messages, times, pictures } = await play(xml, cues.map(middleOf));
		expect(messages).toEqual([]);
		const borders = new Set([0, ...milliseconds(cues.flatMap(({ start, end }) => [start, end]))]);
		expect(milliseconds(times)).toEqual([...borders].sort((a, b) => a - b));
		expect(pictures.map(({ lines }) => lines)).toEqual(cues.map(({ lines }) => lines));
		for (const { top, bottom, aside, color, background } of pictures) {
			expect(top).toBeGreaterThan(0.7);
			expect(bottom).toBeLessThanOrEqual(0.92);
			expect(aside).toBeLessThan(5);
			expect([color, background]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
		}
	});

	it.each([
		['en', ['a < b & "c"', "it's {\\an8}"]],
		['ar', ['مرحبا بكم.', 'كيف الحال؟']],
		['ja', ['昨日、東京で', '会議がありました。']],
	])('shows nothing before and after a caption in %s', async (language, lines) => {
		const cues = [aCue({ start: 2, end: 4, lines })];
		const xml = await captionFiles[format].write(cues, aTranscript([], { language }), 25);
		const { messages, pictures } = await play(xml, [1, 3, 5]);
		expect(messages).toEqual([]);
		expect(pictures.map((picture) => picture.lines)).toEqual([[], lines, []]);
	});
});
