/** A label ends with the mark of its job in brackets. */
const MARK_START = '[n8n:';

/** The label without the mark; `null` if it contains nothing else. */
export function labelIn(label: string | null | undefined): string | null {
	const { plain } = partsOf(label ?? '');
	return plain === '' ? null : plain;
}

/** The mark in a label, `undefined` for a job of another program. */
export function markIn(label: string | null | undefined): string | undefined {
	return partsOf(label ?? '').mark;
}

/** Searches once from the end, because a label may be long. */
function partsOf(label: string): { plain: string; mark: string | undefined } {
	const start = label.lastIndexOf(MARK_START);
	const isAtEnd = start !== -1 && label.indexOf(']', start) === label.length - 1;
	const mark = isAtEnd ? label.slice(start + 1, -1) : '';
	if (mark.length < MARK_START.length) return { plain: label, mark: undefined };
	return { plain: label.slice(0, start).replace(/ $/, ''), mark };
}
