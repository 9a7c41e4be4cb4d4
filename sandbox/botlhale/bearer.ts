import type { FastifyInstance } from 'fastify';
import type { Context } from './context';
import { unauthorized } from './errors';

/** Rejects every request of the scope without a valid bearer token, before its body is read. */
export function addBearerCheck(app: FastifyInstance, context: Context): void {
	app.addHook('onRequest', async (request, reply) => {
		const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
		const settings = context.settings.current();
		const check = token === undefined ? 'wrong' : context.tokens.check(token, settings);
		if (check !== 'good') return await unauthorized(reply, settings, check === 'expired');
	});
}
