import type { IWebhookFunctions } from 'n8n-workflow';

import { parseJson, isRecord } from '../../shared/core/json';

/** Members that hold the file's name in one of Botlhale AI's answers. */
const NAMES = ['filename', 'FileName', 'process', 'location', 'key', 'speech_file'];

/** As long as a key of the storage. */
const LONGEST_NAME = 1024;

/**
 * The file name that a callback speaks of, from body or query in any form; `undefined` without one. What
 * Botlhale AI sends is not documented, and anybody could send it: it is a hint, never believed.
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

/** The body as n8n has parsed it, or its text where that holds JSON or a form under another type. */
function bodiesOf(context: IWebhookFunctions): unknown[] {
	const body: unknown = context.getBodyData();
	if (isRecord(body) && Object.keys(body).length > 0) return [body];
	const { rawBody } = context.getRequestObject();
	const text = typeof body === 'string' ? body : Buffer.isBuffer(rawBody) ? rawBody.toString('utf8') : '';
	return [parseJson(text) ?? Object.fromEntries(new URLSearchParams(text.slice(0, LONGEST_NAME * 4)))];
}

/**
 * The object itself or the first of a list, the first entry of its `data`, or `data` itself where n8n puts the fields
 * of a form. No deeper: anybody could send lists in lists without end.
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
	const name = (URL.canParse(text) && /^https?:\/\//.test(text) ? pathOf(text) : text).replace(/^\/+/, '');
	const isUsable = name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}|(^|\/)\.{1,2}(\/|$)/u.test(name);
	return isUsable ? name : undefined;
}

/** The path of a link to the storage, decoded. */
function pathOf(url: string): string {
	try {
		return decodeURIComponent(new URL(url).pathname);
	} catch {
		return '';
	}
}

/**
 * The job IDs that a name may stand for: callbacks may leave out organisation and `.wav`. The likeliest first.
 */
export function possibleJobIds(name: string, organisation: string): string[] {
	const full = /\.[a-z0-9]{2,4}$/i.test(name) ? name : `${name}.wav`;
	const last = full.split('/').at(-1) ?? full;
	return [...new Set([`${organisation}/${last}`, full, last, name])];
}
