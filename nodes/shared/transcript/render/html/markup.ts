import { replacerOf } from '../../../core/characters';

/** HTML that is safe to insert into a page; created by `html` only. */
export class Markup {
	constructor(readonly text: string) {}
}

/** A value in a template: text and numbers are escaped, markup is not, `null` shows nothing. */
export type Shown = string | number | Markup | null | readonly Markup[];

const escapeSpecial = replacerOf({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' });
/** Control characters, noncharacters and lone surrogates, which HTML does not allow. */
const NOT_ALLOWED = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;

/** These, and emoji; faster to look for, because most texts have none. */
const PERHAPS_NOT_ALLOWED = /[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]/;

/** Escapes text for use between tags and within quoted attributes. */
function escapeHtml(text: string): string {
	const allowed = PERHAPS_NOT_ALLOWED.test(text) ? text.replace(NOT_ALLOWED, '\ufffd') : text;
	return escapeSpecial(allowed);
}

const unindented = new WeakMap<TemplateStringsArray, string[]>();

/**
 * Template tag for HTML. Every value that is not markup is escaped, so that text from a vendor can never become a tag.
 * Attribute values must be quoted. The indentation of the template itself is removed.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Markup {
	let parts = unindented.get(strings);
	if (parts === undefined) {
		parts = strings.map((part) => part.replace(/\n\t*/gu, '\n'));
		unindented.set(strings, parts);
	}
	// Joined at once: a text that grows by each part is a chain of texts until it is read, and a page has a million.
	const texts = [parts[0] ?? ''];
	for (let place = 0; place < values.length; place += 1) {
		texts.push(show(values[place] ?? null), parts[place + 1] ?? '');
	}
	return new Markup(texts.join(''));
}

function show(value: Shown): string {
	if (value === null) return '';
	if (value instanceof Markup) return value.text;
	if (typeof value === 'object') return value.map(({ text }) => text).join('');
	return escapeHtml(String(value));
}
