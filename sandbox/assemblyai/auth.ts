import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The project of a request: the raw API key. `null` for what the vendor refuses: no key, a `Bearer` prefix, and
 * (in the sandbox) keys that begin with `bad`.
 */
export function projectOf(request: FastifyRequest): string | null {
	const key = request.headers.authorization?.trim() ?? '';
	return key === '' || /^bearer\b/i.test(key) || /^bad/i.test(key) ? null : key;
}

/** Answers 401 in the vendor's words. */
export async function refuseKey(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(401).send({ error: 'Authentication error, API token missing/invalid' });
}
