/** Collapses white space, line breaks and control characters to single spaces. */
export function oneLine(text: string): string {
	return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
