/**
 * An absolute URL, or one relative to a base; `undefined` for any other text. `URL.canParse` must not be used: in
 * Node.js 20 and 22 it begins to reject hosts such as `bücher.example` when V8 optimizes its caller, after about 5,000
 * calls.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** Whether a text is an absolute URL with `http` or `https`. */
export function isWebAddress(text: string): boolean {
	return ['http:', 'https:'].includes(parseUrl(text)?.protocol ?? '');
}

/**
 * A web address in the form in which it is sent: without blanks around it, in ASCII, with the scheme in lower case. Any
 * other URL stays as it is, because a signature may be about every character.
 */
export function normalizedUrl(webAddress: string): string {
	const url = webAddress.trim();
	return /^https?:\/\/[\x21-\x7e]+$/.test(url) ? url : new URL(url).href;
}

/**
 * The file name in a URL, decoded and without the query, which may contain a signature; `null` if it has none or is no URL.
 */
export function fileNameOfUrl(url: string | null | undefined): string | null {
	const last = parseUrl(url ?? '')
		?.pathname.split('/')
		.at(-1);
	if (last === undefined || last === '') return null;
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
