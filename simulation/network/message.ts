/** A request, as the vendor receives it. */
export interface Arrived {
	/** Identifies the request; the same for a duplicate. */
	id: number;
	/** Whether it has arrived before. */
	isCopy: boolean;
	method: string;
	url: URL;
	headers: Readonly<Record<string, string>>;
	body: Content;
}

/** The body of a request: a text, or the parts of a form. */
export interface Content {
	text: string;
	parts: readonly Part[];
}

interface Part {
	name: string;
	/** Absent for a field. */
	fileName?: string;
	text: string;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: string;
}

export function json(value: unknown, status = 200): Answer {
	return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** A JSON object from text; empty if the text is not one. */
export function objectIn(text: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return {};
	}
	return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A nested member; `undefined` if one of them is missing. */
export function valueAt(value: unknown, ...names: readonly string[]): unknown {
	let current = value;
	for (const name of names) {
		if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
		current = current[name];
	}
	return current;
}

export function textAt(value: unknown, ...names: readonly string[]): string {
	const found = valueAt(value, ...names);
	return typeof found === 'string' ? found : '';
}

/**
 * Reads the body of a request as the HTTP client of n8n sends it.
 * @param isHalf whether the connection breaks before the last file is sent
 */
export async function readBody(body: unknown, isHalf: boolean): Promise<Content> {
	if (body === undefined || body === null) return { text: '', parts: [] };
	if (typeof body === 'string') return { text: body, parts: [] };
	if (Buffer.isBuffer(body)) return { text: body.toString('utf8'), parts: [] };
	if (body instanceof FormData) return { text: '', parts: await readForm(body, isHalf) };
	if (isAsyncIterable(body)) return { text: await readStream(body, isHalf), parts: [] };
	return { text: JSON.stringify(body), parts: [] };
}

async function readForm(form: FormData, isHalf: boolean): Promise<Part[]> {
	const entries: Iterable<[string, unknown]> = form;
	const parts: Part[] = [];
	for (const [name, value] of entries) {
		if (typeof value === 'string') {
			parts.push({ name, text: value });
		} else if (isFile(value)) {
			parts.push({ name, fileName: value.name, text: await readStream(value.stream(), isHalf) });
		}
	}
	return parts;
}

function isFile(value: unknown): value is { name: string; stream(): AsyncIterable<unknown> } {
	return typeof value === 'object' && value !== null && 'stream' in value && 'name' in value;
}

async function readStream(stream: AsyncIterable<unknown>, isHalf: boolean): Promise<string> {
	let text = '';
	for await (const chunk of stream) {
		text += Buffer.isBuffer(chunk) ? chunk.toString('utf8') : String(chunk);
		if (isHalf) break;
	}
	return text;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
