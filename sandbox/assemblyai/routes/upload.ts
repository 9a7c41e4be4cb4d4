import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { projectOf, refuseKey } from '../auth';
import type { Context } from '../context';

/** `POST /v2/upload`: whatever the content type, the body is stored as it is. */
export function addUploadRoutes(app: FastifyInstance, context: Context): void {
	app.register(async (scope) => {
		// JSON too is a file here
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', (_request, payload, done) => {
			done(null, payload);
		});
		// before the body is read, so that nobody sends a gigabyte to be refused
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
