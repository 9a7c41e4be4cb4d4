import { jobSchema, statusSchema, submitSchema } from '../../../nodes/Prosa/api/schemas';
import { member, textAt, which, type Answer, type Session } from '../../core/session';
import { end, ENDED, removeLater, submit } from './submit';

export async function waitingJob(session: Session, data: string): Promise<void> {
	const answer = await session.step(
		'transcript:transcribe',
		submit({ engine: 'stt-general', wait: true, speaker_count: 2 }, { data }),
		submitSchema,
	);
	removeLater(session, answer);
	const isBare = member(answer.json, 'data') !== undefined;
	const isDone = isBare || member(answer.json, 'result') !== undefined;
	session.decide(
		'waitAnswer',
		'Response to a synchronous request',
		isDone ? (isBare ? 'bare' : 'job') : undefined,
		'the request took too long',
	);
	session.decide(
		'waitTimeoutAnswer',
		'Response to a synchronous request that takes too long',
		isDone || answer.status !== 200 ? undefined : member(answer.json, 'status') === undefined ? 'id' : 'job',
		'the request did not take too long',
	);
}

export async function queuedJob(session: Session, data: string): Promise<string | undefined> {
	const answer = await session.step(
		'job:create',
		submit({ engine: 'stt-general', wait: false, speaker_count: 2 }, { data }),
		submitSchema,
	);
	const isCreated = answer.status === 200 || answer.status === 201;
	session.decide('engineName', 'Whether config.engine is accepted', isCreated);
	session.decide(
		'submitAnswer',
		'Response to a job in the queue',
		isCreated ? (member(answer.json, 'request') === undefined ? 'short' : 'full') : undefined,
	);
	const jobId = removeLater(session, answer);
	session.decide(
		'jobId',
		'Form of job IDs',
		jobId === '' ? undefined : jobId.includes('-') ? 'dashed' : 'hex',
	);
	const status = textAt(answer.json, 'status');
	session.decide(
		'queuedStatus',
		'Status of a job in the queue',
		ENDED.test(status) ? undefined : status || undefined,
		'the response contains no such status',
	);
	return jobId === '' ? undefined : jobId;
}

/** A job with the other name of the model: the two names must not be sent together. */
export async function otherName(session: Session, data: string): Promise<string> {
	const answer = await session.send(
		submit({ model: 'stt-general', wait: false, speaker_count: 1 }, { data }),
	);
	session.decide(
		'modelName',
		'Whether config.model is accepted',
		answer.status === 200 || answer.status === 201,
	);
	return removeLater(session, answer);
}

/** @param jobId of a job with one speaker */
export async function singleSpeaker(session: Session, jobId: string): Promise<void> {
	const json = jobId === '' ? undefined : (await end(session, jobId))?.json;
	const first = 'result.data.0';
	session.decide(
		'singleSpeaker',
		'Whether a single speaker is included in segments',
		member(json, first) === undefined
			? undefined
			: which(json, `${first}.speaker_tag`, `${first}.speaker`) === undefined
				? 'omitted'
				: 'included',
		'no job with a single speaker completed',
	);
}

export async function readJob(session: Session, jobId: string): Promise<void> {
	const early = await session.step('job:get', { path: `/stt/${jobId}` }, jobSchema);
	const isPending = !ENDED.test(textAt(early.json, 'status'));
	session.decide(
		'pendingResult',
		'The result of a job that has not finished',
		isPending ? (member(early.json, 'result') === null ? 'null' : 'absent') : undefined,
		'the job had already ended',
	);
	await session.step('job:getStatus', { path: `/stt/${jobId}/status` }, statusSchema);
	const ended = await session.until(async () => {
		const look = await session.send({ path: `/stt/${jobId}/status` });
		return ENDED.test(textAt(look.json, 'status')) ? look : undefined;
	});
	if (ended === undefined) session.depart('job:wait: the job did not end in time');
	else await session.step('job:wait', { path: `/stt/${jobId}/status` }, statusSchema);
	const status = textAt(ended?.json, 'status');
	session.decide(
		'statusNames',
		'Name of the final status',
		status === 'complete' ? 'published' : status || undefined,
	);
	const progress = member(ended?.json, 'progress.total');
	session.decide(
		'finishedProgress',
		'Progress of a finished job',
		typeof progress === 'number' ? progress : undefined,
	);
	const job = await session.step('transcript:get', { path: `/stt/${jobId}` }, jobSchema);
	describeJob(session, job);
}

function describeJob(session: Session, { json }: Answer): void {
	const first = 'result.data.0';
	const isThere = member(json, first) !== undefined;
	session.decide(
		'jobConfigModel',
		'Name of the model in responses',
		which(json, 'job_config.model', 'job_config.engine'),
	);
	session.decide(
		'segmentText',
		'Name of the text of a segment',
		which(json, `${first}.transcript`, `${first}.words`),
	);
	session.decide(
		'segmentSpeaker',
		'Name of the speaker',
		which(json, `${first}.speaker_tag`, `${first}.speaker`),
	);
	session.decide(
		'segmentChannel',
		'Whether segments have a channel',
		isThere ? (member(json, `${first}.channel`) === undefined ? 'missing' : 'present') : undefined,
	);
	session.decide(
		'jobObject',
		'Whether a job describes its model and progress',
		member(json, 'model') === undefined && member(json, 'progress') === undefined ? 'minimal' : 'full',
	);
	const echo = member(json, 'request.data');
	session.decide(
		'echoedData',
		'What a job returns as its recording',
		typeof echo === 'string' ? (echo.length > 1000 ? 'whole' : 'placeholder') : undefined,
		'the job does not contain its recording',
	);
}

export async function archive(session: Session, jobId: string): Promise<void> {
	const answer = await session.step('job:delete', { method: 'DELETE', path: `/stt/${jobId}` }, jobSchema);
	session.decide(
		'archiveAnswer',
		'Response to an archived job',
		answer.status === 200 ? (textAt(answer.json, 'status') === 'archived' ? 'archived' : 'job') : undefined,
	);
	const after = await session.send({ path: `/stt/${jobId}` });
	session.decide(
		'archivedJobs',
		'Whether an archived job can be requested',
		after.status === 200 ? 'kept' : 'gone',
	);
}
