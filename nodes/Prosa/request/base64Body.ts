import type { IDataObject } from 'n8n-workflow';

import type { UploadFile } from '../../shared/http/multipart';
import { isAsyncIterable } from '../../shared/http/responseBody';
import type { RequestBody } from '../../shared/http/types';
import type { Submission } from './request';

/** Section "Submit" of the vendor's REST page: 10 MB for the whole request. */
export const LARGEST_BODY_BYTES = 10_000_000;

/** Bytes encoded at a time; a multiple of three, so that the pieces need no padding. */
const PIECE_BYTES = 3 * 32 * 1024;

const CANONICAL = /^[A-Za-z0-9+/]*={0,2}$/;

/** Bytes of the request with this file. */
export function bodySize(file: Pick<UploadFile, 'size'>, submission: Submission): number {
	return Buffer.byteLength(withoutData(submission)) + encodedSize(file.size);
}

/**
 * The submission with the file in base64 as `request.data`: written piece by piece into one buffer of the final
 * size, which is the only copy of the file. A file that n8n already holds in base64 is not encoded again.
 */
export function base64Body(file: UploadFile, submission: Submission): RequestBody {
	const size = bodySize(file, submission);
	return {
		size,
		headers: { 'Content-Type': 'application/json' },
		create: async () => {
			const json = withoutData(submission);
			const body = Buffer.allocUnsafe(size);
			const head = body.write(json.slice(0, -TAIL.length));
			let encoded = 0;
			for await (const piece of pieces(file)) {
				body.write(piece, head + encoded, 'latin1');
				encoded += piece.length;
			}
			if (encoded !== encodedSize(file.size)) {
				throw new Error(`the file does not have the ${file.size} bytes that n8n reports`);
			}
			body.write(TAIL, head + encoded);
			return body;
		},
	};
}

const TAIL = '"}}';

/** The JSON with empty data, which is the last member. */
function withoutData({ config, request, rest }: Submission): string {
	const content: IDataObject = { ...rest, config, request: { ...request, data: '' } };
	return JSON.stringify(content);
}

function encodedSize(size: number): number {
	return Math.ceil(size / 3) * 4;
}

/** The file in base64. */
async function* pieces(file: UploadFile): AsyncGenerator<string> {
	if (file.base64?.length === encodedSize(file.size) && CANONICAL.test(file.base64)) {
		yield file.base64;
		return;
	}
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks(await file.open())) {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3);
		yield bytes.toString('base64', 0, whole);
		rest = bytes.subarray(whole);
	}
	if (rest.length > 0) yield rest.toString('base64');
}

async function* chunks(content: Buffer | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	if (isAsyncIterable(content)) {
		for await (const chunk of content) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		return;
	}
	for (let from = 0; from < content.length; from += PIECE_BYTES)
		yield content.subarray(from, from + PIECE_BYTES);
}
