import { Readable } from 'node:stream';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FileStore, StoredFile } from '../core/files';

type Encoding = 'multipart' | 'urlencoded' | 'json' | 'none';

/** A received form: text fields by name, and the first file. */
export interface Form {
	readonly encoding: Encoding;
	readonly fields: ReadonlyMap<string, string>;
	readonly file: { readonly name: string; readonly field: string; readonly stored: StoredFile } | null;
}

/** Enables the scope to read multipart and URL-encoded forms of any size. */
export function addFormParsers(app: FastifyInstance): void {
	void app.register(multipart, { limits: { fileSize: Number.POSITIVE_INFINITY, fields: 1000 } });
	void app.register(formbody);
}

/** Reads multipart, URL-encoded and JSON bodies; any other body is an empty form. */
export async function readForm(request: FastifyRequest, files: FileStore): Promise<Form> {
	if (request.isMultipart()) return await readMultipart(request, files);
	const type = request.headers['content-type'] ?? '';
	const { body } = request;
	if (typeof body !== 'object' || body === null || body instanceof Readable) {
		return { encoding: 'none', fields: new Map(), file: null };
	}
	const fields = new Map<string, string>();
	for (const [name, value] of Object.entries(body)) {
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
			fields.set(name, String(value));
		}
	}
	return { encoding: type.includes('json') ? 'json' : 'urlencoded', fields, file: null };
}

async function readMultipart(request: FastifyRequest, files: FileStore): Promise<Form> {
	const fields = new Map<string, string>();
	let file: Form['file'] = null;
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			fields.set(part.fieldname, String(part.value));
		} else if (file === null) {
			file = { name: part.filename, field: part.fieldname, stored: await files.receive(part.file) };
		} else {
			part.file.resume();
		}
	}
	return { encoding: 'multipart', fields, file };
}

/** `True`, `true`, `1` and `yes` are true; everything else is false. */
export function isTrue(value: string | undefined): boolean {
	return /^(true|1|yes)$/i.test(value ?? '');
}
