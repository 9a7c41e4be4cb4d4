/** Whether a path segment is `.` or `..`, which URL parsers resolve even when percent-encoded. */
export function isDotSegment(part: string): boolean {
	return part === '.' || part === '..';
}

/**
 * Joins path segments, each percent-encoded, so that an ID such as `../jobs?x#y` stays one segment.
 * @throws Error for `.` and `..`, which no encoding protects
 */
export function path(...parts: readonly string[]): string {
	return parts
		.map((part) => {
			if (isDotSegment(part)) throw new Error(`"${part}" is not a valid ID`);
			return `/${encodeURIComponent(part)}`;
		})
		.join('');
}
