import type { FastifyInstance } from 'fastify';
import { TAG_STYLES } from '../alignment/tags';
import { alignmentText, statusOf, toTranscript } from '../answer';
import { longPoll, refuseFile, withOutputs, type Context } from '../context';
import { refuse } from '../errors';
import { readChoice } from '../request/query';
import { toSrt } from '../transcript/srt';
import { toText } from '../transcript/text';

export const TRANSCRIPT_FORMATS = ['json-v2', 'txt', 'srt'] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

const PLAIN = 'text/plain; charset=utf-8';

/** What a job returns: its transcript, or its alignment. */
export function addTranscriptRoutes(app: FastifyInstance, context: Context): void {
	app.get(
		'/v2/jobs/:id/transcript',
		withOutputs(context, async (entry, request, reply) => {
			const format = readChoice(request.query, 'format', TRANSCRIPT_FORMATS) ?? 'json-v2';
			if (entry.config.type !== 'transcription') {
				return await refuse(reply, 404, 'Job is not of type transcription');
			}
			await longPoll(context, entry, request);
			const settings = context.settings.current();
			if (statusOf(entry, settings) === 'deleted') return await refuseFile(reply);
			const outcome = entry.job.outcome();
			if (outcome?.status !== 'done' || outcome.output.kind !== 'transcript') {
				return await refuse(reply, 404, 'Transcription not ready');
			}
			const { output } = outcome;
			switch (format) {
				case 'json-v2':
					return await reply
						.header('content-type', settings.transcriptContentType)
						.send(JSON.stringify(toTranscript(entry, output, settings)));
				case 'txt':
					return await reply.header('content-type', PLAIN).send(toText(output.results));
				case 'srt':
					return await reply
						.header('content-type', PLAIN)
						.send(toSrt(output.results, entry.config.output_config?.srt_overrides ?? {}));
			}
		}),
	);

	app.get(
		'/v2/jobs/:id/alignment',
		withOutputs(context, async (entry, request, reply) => {
			const style = readChoice(request.query, 'tags', TAG_STYLES) ?? 'word_start_and_end';
			if (entry.config.type !== 'alignment') {
				return await refuse(reply, 404, 'Job is not of type alignment');
			}
			const outcome = entry.job.outcome();
			if (outcome?.status !== 'done' || outcome.output.kind !== 'alignment') {
				return await refuse(reply, 404, 'Job In Progress');
			}
			return await reply
				.header('content-type', PLAIN)
				.send(alignmentText(outcome.output, style, context.settings.current()));
		}),
	);
}
