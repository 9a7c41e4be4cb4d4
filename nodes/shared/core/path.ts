/** `.` and `..`, which URL parsers resolve even when they are percent-encoded. */
export function isDotSegment(part: string): boolean {
	return part === '.' || part === '..';
}

/**
 * Joins path parts, each percent-encoded, so that an id such as `../jobs?x#y` stays one part.
 * @throws Error for a part that no encoding keeps one part
 */
export function path(...parts: readonly string[]): string {
	return parts
		.map((part) => {
			if (isDotSegment(part)) throw new Error(`«${part}» is not an ID`);
			return `/${encodeURIComponent(part)}`;
		})
		.join('');
}
