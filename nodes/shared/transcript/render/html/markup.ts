/** HTML that is safe to put into a page; only `html` makes it. */
export class Markup {
	constructor(readonly text: string) {}
}

/** What may stand in a template: text and numbers are escaped, markup is not, `null` shows nothing. */
export type Shown = string | number | Markup | null | readonly Markup[];

const ESCAPES = new Map(
	Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }),
);
const SPECIAL = /[&<>"']/gu;
/** Control characters, non-characters and surrogates without their other half, which HTML does not allow. */
const NOT_ALLOWED = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;

/** Text as HTML shows it, between tags and within quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(NOT_ALLOWED, '\ufffd').replace(SPECIAL, (sign) => ESCAPES.get(sign) ?? sign);
}

const tidied = new WeakMap<TemplateStringsArray, string[]>();

/**
 * Template tag for HTML: every value is escaped unless it is markup already, so that a text of a vendor can
 * not become a tag by being forgotten. Values of attributes must stand in quotes. The indentation of the
 * template itself is left out.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Markup {
	let parts = tidied.get(strings);
	if (parts === undefined) {
		parts = strings.map((part) => part.replace(/\n\t*/gu, '\n'));
		tidied.set(strings, parts);
	}
	let text = parts[0] ?? '';
	for (const [place, value] of values.entries()) text += show(value) + (parts[place + 1] ?? '');
	return new Markup(text);
}

function show(value: Shown): string {
	if (value === null) return '';
	if (value instanceof Markup) return value.text;
	if (typeof value === 'object') return value.map(({ text }) => text).join('');
	return escapeHtml(String(value));
}
