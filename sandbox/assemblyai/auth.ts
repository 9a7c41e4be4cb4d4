import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnknownKey } from '../core/credential';

/**
 * The project of a request: the raw API key. `null` if the vendor rejects it: no key, a `Bearer` prefix, or one that the
 * sandbox does not know.
 */
export function projectOf(request: FastifyRequest): string | null {
	const key = request.headers.authorization?.trim() ?? '';
	return key === '' || /^bearer\b/i.test(key) || isUnknownKey(key) ? null : key;
}

/** Returns 401 with the vendor's message. */
export async function refuseKey(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(401).send({ error: 'Authentication error, API token missing/invalid' });
}
