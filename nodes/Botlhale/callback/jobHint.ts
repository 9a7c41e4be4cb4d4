import type { IWebhookFunctions } from 'n8n-workflow';

import { parseJson, isRecord } from '../../shared/core/json';
import { parseUrl } from '../../shared/core/webAddress';
import { rawBodyOf } from '../../shared/n8n/rawBody';

/** Members that contain the file name in one of Botlhale AI's responses. */
const NAMES = ['filename', 'FileName', 'process', 'location', 'key', 'speech_file'];

/** Maximum length of a key in the storage. */
const MAX_NAME_LENGTH = 1024;

/**
 * The file name in a callback, from its body or query in any form; `undefined` without one. The content of callbacks is
 * not documented and may be forged, so the name is a hint that must be confirmed. Call `readRawBody` first.
 */
export function jobHint(context: IWebhookFunctions): string | undefined {
	const query: unknown = context.getQueryData();
	for (const source of [...bodiesOf(context), query]) {
		for (const part of partsOf(source)) {
			for (const name of NAMES) {
				const found = cleanName(part[name]);
				if (found !== undefined) return found;
			}
		}
	}
	return undefined;
}

/** The body as parsed by n8n, or its text if that is JSON or a form with another content type. */
function bodiesOf(context: IWebhookFunctions): unknown[] {
	const body: unknown = context.getBodyData();
	if (isRecord(body) && Object.keys(body).length > 0) return [body];
	const text = typeof body === 'string' ? body : (rawBodyOf(context)?.toString('utf8') ?? '');
	return [parseJson(text) ?? Object.fromEntries(new URLSearchParams(text.slice(0, MAX_NAME_LENGTH * 4)))];
}

/**
 * The object itself or the first of a list, and the first entry of its `data`, which is where n8n puts the fields of a
 * form. Not deeper, because a forged body may be nested without end.
 */
function partsOf(source: unknown): Array<Record<string, unknown>> {
	const whole = firstOf(source);
	if (!isRecord(whole)) return [];
	const inner = firstOf(whole.data);
	return isRecord(inner) ? [whole, inner] : [whole];
}

function firstOf(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : value;
}

function cleanName(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	const name = (parseUrl(text) && /^https?:\/\//.test(text) ? pathOf(text) : text).replace(/^\/+/, '');
	const isUsable = name !== '' && name.length <= MAX_NAME_LENGTH && !/\p{Cc}|(^|\/)\.{1,2}(\/|$)/u.test(name);
	return isUsable ? name : undefined;
}

/** The decoded path of a link to the storage. */
function pathOf(url: string): string {
	try {
		return decodeURIComponent(new URL(url).pathname);
	} catch {
		return '';
	}
}
