import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { isUnknownKey } from '../../core/credential';
import { refuseKey } from '../auth';
import type { Context } from '../context';
import { understandingRequestSchema } from '../request/params';
import { understand } from '../understanding/understand';

const bodySchema = z.strictObject({
	transcript_id: z.string(),
	speech_understanding: z.strictObject({ request: understandingRequestSchema }),
});

const MINUTE_MS = 60_000;

/**
 * `POST /v1/understanding` on the gateway host: tasks for a finished transcript, which are not stored with it. It is built
 * from reports of September 2026 about the live API and not verified with it.
 */
export function addUnderstandingRoutes(
	app: FastifyInstance,
	context: Context,
	calls: Map<string, number[]>,
): void {
	const refuse = async (reply: FastifyReply, code: number, message: string) =>
		await reply.code(code).send({ request_id: randomUUID(), message, code });

	app.post('/v1/understanding', async (request, reply) => {
		// Unlike the API host, this host accepts the prefix Bearer.
		const project = request.headers.authorization?.trim().replace(/^bearer\s+/i, '') ?? '';
		if (project === '' || isUnknownKey(project)) return await refuseKey(reply);

		const limit = context.settings.current().understandingPerMinute;
		const recent = (calls.get(project) ?? []).filter((at) => Date.now() - at < MINUTE_MS);
		const reset = Math.ceil((MINUTE_MS - (Date.now() - (recent[0] ?? Date.now()))) / 1000);
		void reply.headers({
			'x-ratelimit-limit': limit,
			'x-ratelimit-remaining': Math.max(0, limit - recent.length - 1),
			'x-ratelimit-reset': reset,
			'x-ratelimit-service': 'llm-gateway',
			'x-ratelimit-feature': 'understanding',
		});
		if (recent.length >= limit) {
			return await refuse(reply.header('retry-after', reset), 429, 'too many requests for this action');
		}
		calls.set(project, [...recent, Date.now()]);

		const body = bodySchema.safeParse(request.body);
		if (!body.success) return await refuse(reply, 400, 'invalid request');
		const entry = context.store.find(body.data.transcript_id, project);
		const outcome = entry?.job.outcome();
		if (entry === null || entry.deleted !== null) return await refuse(reply, 404, 'transcript not found');
		if (outcome?.status !== 'completed') return await refuse(reply, 400, 'transcript is not completed');
		const task = body.data.speech_understanding.request;
		const { result } = outcome;
		if (task.speaker_identification && result.utterances === null) {
			return await refuse(reply, 400, 'speaker_labels or multichannel required');
		}
		const understood = understand(task, result);
		return await reply.send({
			speech_understanding: { request: task, response: understood.response },
			...(understood.utterances === null ? {} : { utterances: understood.utterances }),
			...(understood.translatedTexts === null ? {} : { translated_texts: understood.translatedTexts }),
			request_id: randomUUID(),
		});
	});
}
