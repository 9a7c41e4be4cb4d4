/** Whether a text is an absolute URL with `http` or `https`. */
export function isWebAddress(text: string): boolean {
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/**
 * A web address in the form in which it is sent: without blanks around it, in ASCII, with the scheme in lower case. Any
 * other URL stays as it is, because a signature may be about every character.
 */
export function normalizedUrl(webAddress: string): string {
	const url = webAddress.trim();
	return /^https?:\/\/[\x21-\x7e]+$/.test(url) ? url : new URL(url).href;
}
