/**
 * Whether the text between the slashes of a replacement is surely not a regular expression: it is empty, or a bracket or
 * an escape is not complete. Anything else depends on the dialect, which Speechmatics does not document.
 */
export function isBrokenPattern(from: string): boolean {
	if (from.length < 2 || !from.startsWith('/') || !from.endsWith('/')) return false;
	const body = from.slice(1, -1);
	return body === '' || !hasCompleteBrackets(body);
}

function hasCompleteBrackets(body: string): boolean {
	let depth = 0;
	let isInClass = false;
	// In a class, a closing bracket right at the start is literal, also after the negation sign.
	for (const [token] of body.matchAll(/\\(?:.|$)|\[\^?\]?|[\])(]|[^\\[\])(]+/gsu)) {
		if (token === '\\') return false;
		if (isInClass) isInClass = token !== ']' && !/^\[\^?\]$/.test(token);
		else if (token.startsWith('[')) isInClass = true;
		else if (token === '(') depth += 1;
		else if (token === ')') depth -= 1;
		if (depth < 0) return false;
	}
	return depth === 0 && !isInClass;
}
