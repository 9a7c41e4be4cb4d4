/** The mark of a job stands in brackets at the end of its label. */
const MARK = / ?\[(n8n:[^\]]+)\]$/;

/** The label as it was given, without the mark; `null` where there was none. */
export function labelIn(label: string | null | undefined): string | null {
	const plain = (label ?? '').replace(MARK, '');
	return plain === '' ? null : plain;
}

/** The mark in a label, `undefined` for a job that another program has made. */
export function markIn(label: string | null | undefined): string | undefined {
	return MARK.exec(label ?? '')?.[1];
}
