import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidJson } from '../core/json';

/** A body that exceeds the vendor's limit. */
export class BodyTooLarge extends Error {
	override readonly name = 'BodyTooLarge';
	readonly statusCode = 413;

	/** Received bytes. */
	constructor(readonly size: number) {
		super('Request Entity Too Large');
	}
}

/**
 * Reads JSON up to the limit, and reads and discards the rest of a larger body, so that the client can read the response.
 * Any other content type is discarded and counts as a missing body, as at the vendor.
 */
export function addBodyParser(app: FastifyInstance, limit: () => number): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		/^application\/(.+\+)?json/,
		async (_request: FastifyRequest, payload: Readable) => {
			const text = (await readUpTo(payload, limit())).toString();
			if (text.trim() === '') return undefined;
			try {
				const value: unknown = JSON.parse(text);
				return value;
			} catch (error) {
				throw new InvalidJson(error instanceof Error ? error.message : 'not JSON');
			}
		},
	);
	app.addContentTypeParser('*', async (_request: FastifyRequest, payload: Readable) => {
		await readUpTo(payload, limit());
		return undefined;
	});
}

async function readUpTo(payload: Readable, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	const stream: AsyncIterable<Buffer> = payload;
	for await (const bytes of stream) {
		size += bytes.length;
		if (size <= limit) chunks.push(bytes);
		else chunks.length = 0;
	}
	if (size > limit) throw new BodyTooLarge(size);
	return Buffer.concat(chunks);
}
