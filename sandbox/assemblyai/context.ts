import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { Core } from '../core/vendor';
import { projectOf, refuseKey } from './auth';
import type { Entry } from './model';
import type { createSettings } from './settings';
import type { Store } from './store';

/** What all routes need. */
export interface Context {
	readonly core: Core;
	readonly store: Store;
	readonly settings: ReturnType<typeof createSettings>;
}

const idSchema = z.object({ id: z.string() });

/** A handler after the check of the key. */
export function withKey(
	handle: (request: FastifyRequest, reply: FastifyReply, project: string) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
	return async (request, reply) => {
		const project = projectOf(request);
		return project === null ? await refuseKey(reply) : await handle(request, reply, project);
	};
}

/** A handler of one transcript of the key's project; unknown IDs are rejected before. */
export function withTranscript(
	context: Context,
	handle: (entry: Entry, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
	return withKey(async (request, reply, project) => {
		const entry = context.store.find(idSchema.parse(request.params).id, project);
		if (entry !== null) return await handle(entry, request, reply);
		return await reply
			.code(context.settings.current().unknownIdStatus)
			.send({ error: 'Transcript lookup error, transcript id not found' });
	});
}
