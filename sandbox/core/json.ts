import type { FastifyInstance } from 'fastify';

/** A body that claims to be JSON and is not; vendors answer it in their own words. */
export class InvalidJson extends Error {
	override readonly name = 'InvalidJson';
	readonly statusCode = 400;
}

/** Above what any vendor takes in a JSON body (base64 recordings), so that the limit is the vendor's to refuse. */
export const JSON_BODY_LIMIT = 64 * 1024 * 1024;

/**
 * JSON bodies parsed (an empty one is `undefined`), everything else left as an unread stream. Vendors' SDKs send
 * `Content-Type: application/json` with requests that have no body.
 */
export function addBodyParsers(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		/^application\/(.+\+)?json/,
		{ parseAs: 'string', bodyLimit: JSON_BODY_LIMIT },
		(_request, body, done) => {
			const text = body.toString();
			if (text.trim() === '') {
				done(null, undefined);
				return;
			}
			try {
				done(null, JSON.parse(text));
			} catch (error) {
				done(new InvalidJson(error instanceof Error ? error.message : 'not JSON'));
			}
		},
	);
	app.addContentTypeParser('*', (_request, payload, done) => {
		done(null, payload);
	});
}
