import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod/v4';

import type { Delivery } from '../../platform/apps/app';
import { projectFolder } from '../../platform/paths';

/** The size of a picture in pixels: twice that of its note in the editor. */
const SIZE = { width: 800, height: 500 };

/** JPEG's own measure: the text stays sharp. */
const QUALITY = 70;

/** What a picture shows: a page as it is, or a text or a table under a heading. */
type Result = { page: string } | { heading: string; text: string } | { heading: string; rows: unknown[][] };

const rowsSchema = z.array(z.array(z.unknown()));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const linesOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join('\n\n') : '');

/** What people look at in each app, the first of an outcome's apps first. */
const views: Record<string, (deliveries: Array<Delivery['content']>) => Result> = {
	'google-docs': ([document]) => ({
		heading: `Google Docs: ${textOf(document?.name)}`,
		text: textOf(document?.text),
	}),
	'google-sheets': (sheets) => ({
		heading: 'Google Sheets',
		rows: rowsSchema.parse(sheets.at(-1)?.rows),
	}),
	gmail: ([content]) => {
		const mail = textOf(content?.mail).replaceAll('=\r\n', '');
		const [, to = ''] = /^To: (.+)$/m.exec(mail) ?? [];
		const [, text = ''] = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(mail) ?? [];
		const [, file = ''] = /filename=(\S+)/.exec(mail) ?? [];
		return { heading: `Gmail: to ${to.trim()}`, text: `${text}\n\nAttachment: ${file}` };
	},
	notion: ([page, ...others]) => ({
		heading: `Notion: ${textOf(page?.title)}`,
		text: [page, ...others].map((content) => linesOf(content?.blocks)).join('\n\n'),
	}),
	youtube: (tracks) => ({
		heading: 'YouTube: subtitles',
		rows: [
			tracks.map(({ language }) => language),
			tracks.map(({ text }) => textOf(text).split('\n\n').slice(0, 4).join('\n\n')),
		],
	}),
	s3: (objects) => ({
		heading: 'feed.xml',
		text: /<item>[^]*?<\/item>/.exec(textOf(objects.at(-1)?.text))?.[0] ?? '',
	}),
	'google-drive': (files) => ({
		page: Buffer.from(textOf(files.at(-1)?.base64), 'base64').toString('utf8'),
	}),
	telegram: ([message]) => ({ heading: 'Telegram', text: textOf(message?.text) }),
	slack: ([message]) => ({ heading: `Slack: ${textOf(message?.channel)}`, text: textOf(message?.text) }),
};

/** The result of a run: what the apps have, or else the files that the workflow returns. */
export async function resultOf(deliveries: readonly Delivery[], files: readonly string[]): Promise<Result> {
	for (const [app, view] of Object.entries(views)) {
		const own = deliveries.filter((delivery) => delivery.app === app).map(({ content }) => content);
		if (own.length > 0) return view(own);
	}
	const file = ['.html', '.srt', '.json'].flatMap(
		(type) => files.find((name) => name.endsWith(type)) ?? [],
	)[0];
	if (file === undefined) throw new Error('The workflow returned nothing that can be seen');
	const text = await readFile(join(projectFolder, file), 'utf8');
	if (file.endsWith('.html')) return { page: text };
	return file.endsWith('.json') ? passagesOf(text) : { heading: file.replace(/^.*\//, ''), text };
}

const passagesSchema = z.array(
	z.object({ pageContent: z.string(), metadata: z.object({ start: z.number(), link: z.string() }) }),
);

/** What a vector store has. */
function passagesOf(json: string): Result {
	const passages = passagesSchema.parse(JSON.parse(json));
	return {
		heading: 'Passages, which the agent searches',
		rows: [
			['second', 'passage', 'link'],
			...passages.map(({ pageContent, metadata: { start, link } }) => [start, pageContent, link]),
		],
	};
}

const escaped = (text: unknown): string =>
	String(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/https?:\/\/\S+/g, '<a>$&</a>');

const style = `body { margin: 0; font: 17px/1.5 Inter, "Open Sans", "DejaVu Sans", sans-serif; color: #222 }
	h1 { margin: 0; padding: 14px 24px; font-size: 17px; background: #eef1f6 }
	p { margin: 18px 24px; white-space: pre-wrap } a { color: #1a5fb4 }
	table { margin: 18px 24px; border-collapse: collapse; font-size: 14px }
	td { border: 1px solid #ccc; padding: 5px 8px; vertical-align: top; white-space: pre-wrap; overflow-wrap: break-word }
	tr:first-child td { font-weight: bold }`;

function htmlOf(result: Result): string {
	if ('page' in result) return result.page;
	const body =
		'text' in result
			? `<p>${escaped(result.text)}</p>`
			: `<table>${result.rows
					.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
					.join('')}</table>`;
	return `<!doctype html><meta charset="utf-8"><style>${style}</style><h1>${escaped(result.heading)}</h1>${body}`;
}

/** Stores a picture of a result. */
export async function photographResult(page: Page, result: Result, path: string): Promise<void> {
	await page.setViewportSize(SIZE);
	await page.setContent(htmlOf(result));
	await page.screenshot({ path, type: 'jpeg', quality: QUALITY });
}
