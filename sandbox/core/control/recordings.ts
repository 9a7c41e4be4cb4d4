import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { RecordingShelf } from '../speech/recordings';

/** Serves a shipped recording, so that a workflow can pass its URL to a vendor. */
export async function sendRecording(
	request: FastifyRequest,
	reply: FastifyReply,
	recordings: RecordingShelf,
): Promise<FastifyReply> {
	const { name } = z.object({ name: z.string() }).parse(request.params);
	const file = recordings.file(name);
	if (file === null) return await reply.code(404).send({ error: `There is no recording "${name}"` });
	return await reply
		.header('content-type', file.mimeType)
		.header('content-length', file.size)
		.send(createReadStream(file.path));
}
