import type { FastifyReply } from 'fastify';
import type { Settings } from './settings';

/** A 400 with an application code and a message, in the variant of the setting. */
export async function badRequest(
	reply: FastifyReply,
	settings: Settings,
	error: { code: string; message: string },
): Promise<FastifyReply> {
	const { code, message } = error;
	const body =
		settings.errorForm === 'entity'
			? { error: { code, message } }
			: settings.errorForm === 'message'
				? { message }
				: { error: message };
	return await reply.code(400).send(body);
}

export const missing = (message: string) => ({ code: 'missing_parameter', message });
export const invalid = (message: string) => ({ code: 'invalid_parameter', message });

export async function unauthorized(
	reply: FastifyReply,
	settings: Settings,
	expired: boolean,
): Promise<FastifyReply> {
	if (settings.unauthorizedBody === 'empty') return await reply.code(401).send();
	return await reply.code(401).send({ message: expired ? 'The incoming token has expired' : 'Unauthorized' });
}

/** The vendor's 404 has no body. */
export async function notFound(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(404).send();
}
