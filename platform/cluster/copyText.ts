const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The value that PostgreSQL's `COPY` has written as text. */
export function fromCopy(value: string): string {
	return value.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
