import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { projectOf, refuseKey } from '../auth';
import type { Context } from '../context';

/** `POST /v2/upload`: stores the body unmodified, with any content type. */
export function addUploadRoutes(app: FastifyInstance, context: Context): void {
	app.register(async (scope) => {
		// Here, JSON is a file too.
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', (_request, payload, done) => {
			done(null, payload);
		});
		// The key is checked before the body is read, so that a client does not upload a large file in vain.
		scope.addHook('preParsing', async (request, reply, payload) => {
			if (projectOf(request) !== null) return payload;
			await refuseKey(reply);
			return payload;
		});
		scope.post('/v2/upload', async (request, reply) => {
			const project = projectOf(request);
			if (project === null) return await refuseKey(reply);
			const body = request.body instanceof Readable ? request.body : request.raw;
			const file = await context.core.files.receive(body);
			context.core.requests.annotate(request, { bytes: file.size, sha256: file.sha256 });
			return await reply.send({ upload_url: context.store.addUpload({ project, file }) });
		});
	});
}
