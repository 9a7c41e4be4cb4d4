import type { FastifyInstance, FastifyReply } from 'fastify';
import { withJob, withKey, type Call, type Context } from '../context';
import { Refused, refuse, UNKNOWN_PATH } from '../errors';
import { shownId, stamp } from '../ids';
import { statusOf, toBareResult, toJobAnswer, toStatusAnswer, toSubmitAnswer } from '../jobs/answer';
import { countQuery, filtered, listPage, listQuery } from '../jobs/list';
import type { Entry } from '../jobs/model';
import { recordingOfData, recordingOfUri, type Recording } from '../jobs/recording';
import { readSubmit, type Submit } from '../jobs/submit';
import { modelsOf } from '../models';
import { validated } from '../validate';

type Found = Extract<Recording, { kind: 'recording' }>;

/** Routes for models and jobs. */
export function addJobRoutes(app: FastifyInstance, context: Context): void {
	const { core, jobs } = context;

	app.get(
		'/v2/speech/stt/models',
		withKey(context, async ({ reply, settings }) => await reply.send(modelsOf(settings))),
	);

	app.get(
		'/v2/speech/stt/count',
		withKey(context, async ({ request, reply, account, settings, errors }) => {
			if (settings.countEndpoint === 'absent') return await refuse(reply, UNKNOWN_PATH);
			const query = validated(countQuery, request.query, 'query', errors);
			const count = filtered(jobs.list(account), query).length;
			return await reply.type('application/json').send(String(count));
		}),
	);

	app.get(
		'/v2/speech/stt',
		withKey(context, async ({ request, reply, account, settings, errors }) => {
			const query = validated(listQuery, request.query, 'query', errors);
			return await reply.send(listPage(jobs.list(account), query, settings));
		}),
	);

	app.post(
		'/v2/speech/stt',
		withKey(context, async (call) => {
			const { request, reply, account, settings, errors } = call;
			if (settings.quota === 'empty') throw new Refused(errors.quotaEmpty());
			if (settings.quota === 'insufficient') throw new Refused(errors.quotaInsufficient(12, 75));
			const submit = readSubmit(request.body, settings, errors);
			const recording = await recordingOf(context, call, submit);
			const seconds = (recording?.media.durationMs ?? 0) / 1000;
			const tooLong = submit.config.wait && seconds > settings.waitMaxSeconds;
			if (tooLong && settings.waitTooLong === 'too-large') {
				throw new Refused(errors.tooLong(seconds, settings.waitMaxSeconds));
			}
			if (tooLong && settings.waitTooLong === 'not-allowed') throw new Refused(errors.waitingNotAllowed());
			const entry = jobs.add({ account, ...submit, recording });
			return submit.config.wait && !tooLong
				? await answerWaiting(context, call, entry)
				: await reply.send(await toSubmitAnswer(core, entry, settings));
		}),
	);

	app.get(
		'/v2/speech/stt/:job_id',
		withJob(context, async ({ reply, settings }, entry) => {
			return await reply.send(await toJobAnswer(core, entry, settings));
		}),
	);

	app.get(
		'/v2/speech/stt/:job_id/status',
		withJob(context, async ({ reply, settings }, entry) => await reply.send(toStatusAnswer(entry, settings))),
	);

	app.delete(
		'/v2/speech/stt/:job_id',
		withJob(context, async ({ reply, settings, errors }, entry) => {
			const jobId = shownId(entry.id, settings);
			if (entry.archived !== null) return await refuse(reply, errors.jobGone(jobId));
			if (statusOf(entry) === 'in_progress') return await refuse(reply, errors.jobRunning(jobId));
			const archivedAt = jobs.archive(entry);
			if (settings.archiveAnswer === 'job') return await reply.send(await toJobAnswer(core, entry, settings));
			return await reply.send({
				job_id: jobId,
				status: 'archived',
				created_at: stamp(entry.job.createdAt),
				modified_at: stamp(archivedAt),
			});
		}),
	);
}

/** The recording in the request; the one at a URL only if an invalid URL is rejected immediately. */
async function recordingOf(context: Context, call: Call, submit: Submit): Promise<Found | null> {
	const { settings, errors, request } = call;
	const { data, uri } = submit.request;
	const recording =
		data !== null
			? await recordingOfData(context.core, data, settings, errors)
			: uri !== null && settings.uriFailure === 'refused'
				? await recordingOfUri(context.core, uri, settings, errors)
				: null;
	if (recording === null) return null;
	if (recording.kind === 'refused') throw new Refused(recording.refusal);
	const { size, sha256 } = recording.file;
	context.core.requests.annotate(request, { audioBytes: size, audioSha256: sha256 });
	return recording;
}

async function answerWaiting(context: Context, call: Call, entry: Entry): Promise<FastifyReply> {
	const { reply, settings } = call;
	if (settings.waitLimitMs > 0) await entry.job.settled(settings.waitLimitMs);
	const ended = settings.waitLimitMs > 0 && entry.job.phase() === 'ended';
	if (!ended) {
		return settings.waitTimeoutAnswer === 'id'
			? await reply.send({ job_id: shownId(entry.id, settings) })
			: await reply.send(await toSubmitAnswer(context.core, entry, settings));
	}
	const bare = settings.waitAnswer === 'bare' ? toBareResult(entry, settings) : null;
	return await reply.send(bare ?? (await toJobAnswer(context.core, entry, settings)));
}
