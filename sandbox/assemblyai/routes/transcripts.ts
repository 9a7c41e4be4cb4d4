import type { FastifyInstance } from 'fastify';
import { statusOf, toAnswer } from '../answer';
import { withKey, withTranscript, type Context } from '../context';
import { listPage, readListQuery } from '../list';
import { readParams } from '../request/params';
import { breaksRule } from '../request/rules';

/** Create, get, list and delete. */
export function addTranscriptRoutes(app: FastifyInstance, context: Context): void {
	const { store, settings } = context;

	app.post(
		'/v2/transcript',
		withKey(async (request, reply, project) => {
			if (settings.current().balance === 'negative') {
				return await reply.code(400).send({
					error: 'Your current account balance is negative. Please top up to continue using the API.',
				});
			}
			const read = readParams(request.body);
			if ('error' in read) return await reply.code(400).send({ error: read.error });
			const params = {
				...read.params,
				speech_models: read.params.speech_models ?? settings.current().defaultModels,
			};
			const error = breaksRule(params);
			if (error !== null) return await reply.code(400).send({ error });
			const audioUrl = params.audio_url ?? '';
			const upload = store.findUpload(audioUrl, project);
			if (upload === 'foreign') return await reply.code(403).send({ error: 'Cannot access uploaded file' });
			return await reply.send(toAnswer(store.add(project, audioUrl, params, upload), settings.current()));
		}),
	);

	app.get(
		'/v2/transcript',
		withKey(async (request, reply, project) => {
			const read = readListQuery(request.query);
			if ('error' in read) return await reply.code(400).send({ error: read.error });
			const page = listPage(store.list(project), read.query, {
				base: `${context.core.origin()}/assemblyai/v2/transcript`,
				today: Date.now() + settings.current().daysLater * 86_400_000,
			});
			return 'error' in page ? await reply.code(400).send(page) : await reply.send(page);
		}),
	);

	app.get(
		'/v2/transcript/:id',
		withTranscript(
			context,
			async (entry, _request, reply) => await reply.send(toAnswer(entry, settings.current())),
		),
	);

	app.delete(
		'/v2/transcript/:id',
		withTranscript(context, async (entry, _request, reply) => {
			const status = statusOf(entry);
			if (status === 'queued' || status === 'processing') {
				return await reply.code(400).send({
					error: `This transcript has a status of '${status}'. Only finished transcripts can be deleted.`,
				});
			}
			store.remove(entry);
			return await reply.send(toAnswer(entry, settings.current()));
		}),
	);
}
