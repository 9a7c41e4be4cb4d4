import { z } from 'zod/v4';

import { jsonOf, type App, type World } from '../app';
import { googleApp } from './auth';

const rowsSchema = z.looseObject({ values: z.array(z.array(z.unknown())) });

const SHEET = { sheetId: 0, title: 'Sheet1', index: 0 };

/** Google Sheets (https://developers.google.com/workspace/sheets/api/reference/rest): every spreadsheet has one empty sheet. */
export function googleSheets(world: World): App {
	const sheets = new Map<string, unknown[][]>();

	return googleApp('sheets.googleapis.com', (request) => {
		const { method, url } = request;
		const [, id = '', rest = ''] =
			/^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
		if (id === '') return undefined;
		const rows = sheets.get(id) ?? [];
		sheets.set(id, rows);
		if (method === 'GET' && rest === '')
			return { body: { spreadsheetId: id, sheets: [{ properties: SHEET }] } };
		if (method === 'POST' && rest === ':batchUpdate') return { body: { spreadsheetId: id, replies: [{}] } };
		const range = /^\/values\/(.+?)(:append)?$/.exec(rest)?.[1];
		if (range === undefined) return undefined;
		if (method === 'GET') return { body: rows.length === 0 ? { range } : { range, values: rows } };
		const { values } = rowsSchema.parse(jsonOf(request));
		const first = rest.endsWith(':append') ? rows.length : Number(/!\D*(\d+)/.exec(range)?.[1] ?? 1) - 1;
		values.forEach((row, index) => (rows[first + index] = row));
		world.delivered.push({ app: 'google-sheets', kind: 'rows', content: { id, rows: [...rows] } });
		return { body: { spreadsheetId: id, updatedRange: range, updatedRows: values.length } };
	});
}
