/** Whether a text is the name of an HTTP header (RFC 9110, section 5.6.2, "token"). */
export function isHeaderName(text: string): boolean {
	return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(text);
}
