import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { toTranscript } from '../answer';
import type { Context } from '../context';
import { checkLink, LINK_KINDS } from '../storage';
import { sendFile } from './files';

const params = z.object({ id: z.string(), kind: z.enum(LINK_KINDS) });
const query = z.object({ expires: z.coerce.number(), sig: z.string() });

/** The object store: no key, only the signature in the URL. */
export function addStorageRoutes(app: FastifyInstance, context: Context): void {
	app.get('/:id/:kind', async (request, reply) => {
		const asked = params.safeParse(request.params);
		const link = query.safeParse(request.query);
		if (!asked.success || !link.success) return await reply.code(403).send();
		const { id, kind } = asked.data;
		const entry = context.store.findAny(id);
		if (entry === null || entry.state.deleted || !checkLink(id, kind, link.data.expires, link.data.sig)) {
			return await reply.code(403).send();
		}
		if (kind !== 'transcript') {
			return await sendFile(reply, entry.state.data, context.core, 'application/octet-stream');
		}
		const outcome = entry.job.outcome();
		if (outcome?.status !== 'done' || outcome.output.kind !== 'transcript')
			return await reply.code(404).send();
		return await reply.send(toTranscript(entry, outcome.output, context.settings.current()));
	});
}
