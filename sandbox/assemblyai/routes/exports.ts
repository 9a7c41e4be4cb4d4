import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { statusOf } from '../answer';
import { withTranscript, type Context } from '../context';
import type { Entry, Result } from '../model';
import { toCaptions } from '../text/captions';
import { readTerms, searchWords } from '../text/search';
import { toParagraphRows, toSentenceRows } from '../text/sentences';

/** The exports of a deleted transcript. */
const NOTHING = { words: [], confidence: null, audio_duration: null, speech_model_used: null };
type Exported = Pick<Result, 'words'> & {
	confidence: number | null;
	audio_duration: number | null;
	speech_model_used: string | null;
};

const captionsQuery = z.object({
	chars_per_caption: z.coerce.number().int().positive().optional(),
});

/** Sentences, paragraphs, captions and word search; for completed transcripts only. */
export function addExportRoutes(app: FastifyInstance, context: Context): void {
	const onCompleted = (
		handle: (parts: {
			entry: Entry;
			result: Exported;
			request: FastifyRequest;
			reply: FastifyReply;
		}) => Promise<FastifyReply>,
	) =>
		withTranscript(context, async (entry, request, reply) => {
			const outcome = entry.job.outcome();
			if (entry.deleted !== null) return await handle({ entry, result: NOTHING, request, reply });
			if (outcome?.status === 'completed') {
				return await handle({ entry, result: outcome.result, request, reply });
			}
			return await reply.code(400).send({
				error:
					`This transcript has a status of '${statusOf(entry)}'. ` +
					"Transcripts must have a status of 'completed' before requesting captions.",
			});
		});
	const tail = (entry: Entry, result: Exported): Record<string, unknown> => ({
		id: entry.id,
		confidence: result.confidence,
		audio_duration: result.audio_duration,
		...(context.settings.current().fields === 'seed' ? {} : { speech_model_used: result.speech_model_used }),
	});

	app.get(
		'/v2/transcript/:id/sentences',
		onCompleted(
			async ({ entry, result, reply }) =>
				await reply.send({ sentences: toSentenceRows(result.words), ...tail(entry, result) }),
		),
	);
	app.get(
		'/v2/transcript/:id/paragraphs',
		onCompleted(
			async ({ entry, result, reply }) =>
				await reply.send({ paragraphs: toParagraphRows(result.words), ...tail(entry, result) }),
		),
	);
	for (const format of ['srt', 'vtt'] as const) {
		app.get(
			`/v2/transcript/:id/${format}`,
			onCompleted(async ({ result, request, reply }) => {
				const query = captionsQuery.safeParse(request.query);
				if (!query.success) {
					return await reply.code(400).send({ error: 'chars_per_caption must be a positive Integer' });
				}
				return await reply
					.header('content-type', context.settings.current().captionsContentType)
					.send(toCaptions(result.words, format, query.data.chars_per_caption));
			}),
		);
	}
	app.get(
		'/v2/transcript/:id/word-search',
		onCompleted(async ({ entry, result, request, reply }) => {
			const query = z.object({ words: z.string().min(1) }).safeParse(request.query);
			if (!query.success) return await reply.code(400).send({ error: 'words must be a list of Strings' });
			const matches = searchWords(result.words, readTerms(query.data.words));
			const total_count = matches.reduce((sum, match) => sum + match.count, 0);
			return await reply.send({ id: entry.id, total_count, matches });
		}),
	);
}
