import { text } from 'node:stream/consumers';
import type { FastifyRequest } from 'fastify';
import type { StoredFile } from '../../core/files';
import type { Core } from '../../core/vendor';

/** A file part with its original name. */
interface FilePart {
	readonly name: string;
	readonly file: StoredFile;
}

/** The content of a create. Files are on disk and belong to the receiver of the form. */
export interface JobForm {
	/** Text of the `config` part; `null` if there was none. */
	readonly config: string | null;
	readonly data: FilePart | null;
	readonly text: FilePart | null;
}

const CONFIG_BYTES = 10 * 1024 * 1024;

/** Reads the multipart body with its parts in any order; rejects if it is incomplete. */
export async function readForm(request: FastifyRequest, core: Core): Promise<JobForm> {
	const form: { config: string | null; data: FilePart | null; text: FilePart | null } = {
		config: null,
		data: null,
		text: null,
	};
	if (!request.isMultipart()) return form;
	const log: Record<string, unknown> = {};
	for await (const part of request.parts({
		limits: { fieldSize: CONFIG_BYTES, fileSize: Number.MAX_SAFE_INTEGER },
	})) {
		if (part.type === 'field') {
			// The parser itself reads parts of the type application/json.
			const value = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
			if (part.fieldname === 'config') form.config = value;
			log[part.fieldname] = value;
		} else if (part.fieldname === 'config') {
			form.config = await text(part.file);
			log.config = form.config;
		} else {
			const file = await core.files.receive(part.file);
			const received = { name: part.filename, file };
			log[part.fieldname] = {
				filename: part.filename,
				mimeType: part.mimetype,
				bytes: file.size,
				sha256: file.sha256,
			};
			if (part.fieldname === 'data_file' && form.data === null) form.data = received;
			else if (part.fieldname === 'text_file' && form.text === null) form.text = received;
			else await core.files.remove(file);
		}
	}
	core.requests.annotate(request, log);
	return form;
}

/** Removes the files of a form that is not used. */
export async function dropForm(form: JobForm, core: Core): Promise<void> {
	for (const part of [form.data, form.text]) if (part !== null) await core.files.remove(part.file);
}
