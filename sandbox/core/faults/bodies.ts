import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';

export const HTML_PAGE =
	'<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>' +
	'<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>\n';

export const MALFORMED_JSON = '{"id": "0000", "status": comp';

/** A JSON object of exactly `size` bytes (at least 11), generated while it is read. */
export function hugeJson(size: number): Readable {
	const start = '{"text":"';
	const end = '"}';
	const chunk = Buffer.alloc(64 * 1024, 'a');
	return Readable.from(
		(function* () {
			yield Buffer.from(start);
			let left = Math.max(0, size - start.length - end.length);
			while (left > 0) {
				yield left >= chunk.length ? chunk : chunk.subarray(0, left);
				left -= chunk.length;
			}
			yield Buffer.from(end);
		})(),
		{ objectMode: false },
	);
}

/** Returns the bytes in chunks of `chunkBytes` at intervals of `ms`. */
export function trickle(bytes: Buffer, chunkBytes: number, ms: number): Readable {
	return Readable.from(
		(async function* () {
			for (let from = 0; from < bytes.length; from += chunkBytes) {
				if (from > 0) await sleep(ms);
				yield bytes.subarray(from, from + chunkBytes);
			}
		})(),
		{ objectMode: false },
	);
}

/** Returns the first `count` bytes, then calls `cut`. */
export function cutOff(bytes: Buffer, count: number, cut: () => void): Readable {
	return Readable.from(
		(async function* () {
			yield bytes.subarray(0, count);
			// Waits until the bytes are sent, so that the client receives an incomplete body.
			await sleep(20);
			cut();
			await new Promise(() => undefined);
		})(),
		{ objectMode: false },
	);
}

/** Adds a field to every object of a JSON text; other text stays unmodified. */
export function withExtraField(text: string, name: string, value: unknown): string {
	const add = (node: unknown): unknown => {
		if (Array.isArray(node)) return node.map(add);
		const object = asObject(node);
		if (object === null) return node;
		return {
			...Object.fromEntries(Object.entries(object).map(([key, child]) => [key, add(child)])),
			[name]: value,
		};
	};
	return changeJson(text, add);
}

/** Replaces the values at dotted paths of a JSON text; paths that do not exist are ignored. */
export function withFields(text: string, fields: Record<string, unknown>): string {
	return changeJson(text, (root) => {
		let result = root;
		for (const [path, value] of Object.entries(fields)) result = setAt(result, path.split('.'), value);
		return result;
	});
}

function setAt(node: unknown, path: readonly string[], value: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	if (Array.isArray(node)) {
		return node.map((child, i): unknown => (String(i) === key ? setAt(child, rest, value) : child));
	}
	const object = asObject(node);
	if (object === null || (rest.length > 0 && !(key in object))) return node;
	return { ...object, [key]: setAt(object[key], rest, value) };
}

function changeJson(text: string, change: (root: unknown) => unknown): string {
	try {
		return JSON.stringify(change(JSON.parse(text)));
	} catch {
		return text;
	}
}

const objectSchema = z.record(z.string(), z.unknown());

function asObject(value: unknown): Record<string, unknown> | null {
	const parsed = objectSchema.safeParse(value);
	return parsed.success ? parsed.data : null;
}
