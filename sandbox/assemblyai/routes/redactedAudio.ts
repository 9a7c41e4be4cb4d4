import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { withTranscript, type Context } from '../context';
import { checkLink, redactedAudio, redactedAudioLink } from '../redactedAudio';

/** `GET /v2/transcript/{id}/redacted-audio`: returns a new link each time. */
export function addRedactedAudioRoutes(app: FastifyInstance, context: Context): void {
	app.get(
		'/v2/transcript/:id/redacted-audio',
		withTranscript(context, async (entry, _request, reply) => {
			const { params } = entry;
			if (entry.deleted !== null || params.redact_pii !== true || params.redact_pii_audio !== true) {
				return await reply.code(400).send({
					error:
						"A redacted audio file for this transcript ID doesn't exist. " +
						'Try submitting the transcript again with `redact_pii_audio` set to `true`.',
				});
			}
			const outcome = entry.job.outcome();
			if (outcome === null || outcome.status === 'error') {
				const error =
					outcome === null
						? 'Transcription is still in progress. Redacted audio will be available after it has completed.'
						: "A redacted audio file for this transcript ID doesn't exist. The transcript has failed.";
				return await reply.code(400).send({ error });
			}
			// Redacted audio is stored for one day.
			if (context.settings.current().daysLater >= 1) {
				return await reply.code(400).send({ error: 'The redacted audio file is no longer available.' });
			}
			if (entry.redaction?.phase() !== 'ended') {
				return await reply.code(202).send({ status: 'processing' });
			}
			return await reply.send({
				redacted_audio_url: redactedAudioLink(context.core, entry, context.settings.current().linkSeconds),
				status: 'redacted_audio_ready',
			});
		}),
	);
}

const linkSchema = z.object({
	Signature: z.string().optional(),
	'x-amz-security-token': z.string().optional(),
	Expires: z.string().optional(),
});

/** The storage host: requires the signature in the URL instead of an API key; errors are XML. */
export function addStorageRoutes(app: FastifyInstance, context: Context): void {
	const refuse = async (reply: FastifyReply, status: number, code: string, message: string) =>
		await reply
			.code(status)
			.header('content-type', 'application/xml')
			.send(
				`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
			);

	app.get('/redacted-audio/:file', async (request, reply) => {
		const { file } = z.object({ file: z.string() }).parse(request.params);
		if (request.headers.authorization !== undefined) {
			return await refuse(reply, 400, 'InvalidArgument', 'Only one auth mechanism allowed');
		}
		const link = checkLink(file, linkSchema.parse(request.query));
		if (link === 'expired') return await refuse(reply, 403, 'AccessDenied', 'Request has expired');
		if (link === 'wrong') {
			return await refuse(reply, 403, 'SignatureDoesNotMatch', 'The request signature does not match.');
		}
		const entry = context.store.findAny(file.replace(/\.(mp3|wav)$/, ''));
		const outcome = entry?.job.outcome();
		if (entry === null || entry.deleted !== null || outcome?.status !== 'completed') {
			return await refuse(reply, 404, 'NoSuchKey', 'The specified key does not exist.');
		}
		const audio = redactedAudio(outcome.result.durationMs, outcome.result.redactedSpans, {
			format: entry.params.redact_pii_audio_quality ?? 'mp3',
			silent: entry.params.redact_pii_audio_options?.override_audio_redaction_method === 'silence',
		});
		return await reply
			.header('content-type', audio.contentType)
			.header('content-length', audio.size)
			.send(audio.stream);
	});
	app.head('/redacted-audio/:file', async (_request, reply) => await reply.code(403).send());
}

/** The upload host: only the vendor can read uploads. */
export function addCdnRoutes(app: FastifyInstance): void {
	app.all('/*', async (_request, reply) => await reply.code(403).send({ error: 'Forbidden' }));
}
