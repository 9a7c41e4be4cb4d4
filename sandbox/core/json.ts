import type { FastifyInstance } from 'fastify';

/** A body with the content type JSON that is not valid JSON; each vendor has its own error for it. */
export class InvalidJson extends Error {
	override readonly name = 'InvalidJson';
	readonly statusCode = 400;
}

/** Larger than any vendor accepts in a JSON body (base64 recordings), so that the vendor's own limit applies. */
const JSON_BODY_LIMIT = 64 * 1024 * 1024;

/**
 * Parses JSON bodies; any other body is an unread stream. An empty body is `undefined`, because the vendors' SDKs send
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
