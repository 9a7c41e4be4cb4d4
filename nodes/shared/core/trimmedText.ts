/** A text or number as trimmed text; everything else is empty. */
export function trimmedText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
