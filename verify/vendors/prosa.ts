import { createHash, createHmac } from 'node:crypto';

import { baseUrlOf } from '../../credentials/ProsaTranscriptionApi.credentials';
import { entriesOf, loadFacts } from '../../facts/load';
import {
	endpointSchema,
	endpointsSchema,
	jobSchema,
	listSchema,
	modelsSchema,
	statusSchema,
	submitSchema,
} from '../../nodes/Prosa/api/schemas';
import { member, recording, textAt, which, type Answer, type Session } from '../core/session';
import type { Verification } from '../core/vendor';

const ENDED = /^(complete|completed|failed|error|cancelled|canceled)$/;

/** Numbers in the topics are those of the list of disagreements that the node was built from. */
export const prosa: Verification = {
	name: 'prosa',
	displayName: 'Prosa.ai',
	variables: ['PROSA_API_KEY'],
	baseUrl: 'https://api.prosa.ai/v2/speech',
	toBaseUrl: (given) => baseUrlOf({ baseUrl: given }),
	cost: 'creates 3 jobs with a recording of 22 seconds each, about 1 minute of audio',
	operations: [
		'model:getMany',
		'job:create',
		'job:get',
		'job:getStatus',
		'job:getMany',
		'job:wait',
		'job:delete',
		'transcript:transcribe',
		'transcript:get',
	],
	authorize: ({ PROSA_API_KEY: key = '' }) => ({ 'x-api-key': key }),
	run: async (session) => {
		await models(session);
		const inbox = await registerEndpoint(session);
		const data = (await recording('order-id.mp3')).toString('base64');
		await waitingJob(session, data);
		const jobId = await queuedJob(session, data);
		await otherName(session, data);
		if (jobId !== undefined) await readJob(session, jobId);
		await lists(session);
		await errors(session);
		if (inbox !== undefined) await callback(session, inbox);
		if (jobId !== undefined) await archive(session, jobId);
	},
};

async function models(session: Session): Promise<void> {
	const answer = await session.step('model:getMany', { path: '/stt/models' }, modelsSchema);
	const listed = modelsSchema.safeParse(answer.json).data?.map(({ name }) => name) ?? [];
	const known = entriesOf(loadFacts('prosa'), 'models');
	for (const name of listed.filter((each) => !known.includes(each)))
		session.depart(`The model ${name} is missing from the facts`);
	session.decide('models', 'Whether models for streaming are listed', listed.includes('stt-general-online'));
}

const submit = (config: object, request: object) =>
	({
		method: 'POST',
		path: '/stt',
		json: { config, request: { label: 'verification', ...request } },
	}) as const;

function removeLater(session: Session, jobId: string): void {
	session.cleanUp(`job ${jobId}`, async () => {
		// A job that is in progress cannot be archived yet.
		const removed = await session.until(async () => {
			const { status } = await session.send({ method: 'DELETE', path: `/stt/${jobId}` });
			return status === 200 || status === 404 ? status : undefined;
		});
		if (removed === undefined) throw new Error('not removed');
	});
}

async function waitingJob(session: Session, data: string): Promise<void> {
	const answer = await session.step(
		'transcript:transcribe',
		submit({ engine: 'stt-general', wait: true, speaker_count: 2 }, { data }),
		submitSchema,
	);
	const jobId = textAt(answer.json, 'job_id');
	if (jobId !== '') removeLater(session, jobId);
	const isBare = member(answer.json, 'data') !== undefined;
	const isDone = isBare || member(answer.json, 'result') !== undefined;
	session.decide(
		'waitAnswer',
		'Response to a synchronous request',
		isDone ? (isBare ? 'bare' : 'job') : undefined,
	);
	session.decide(
		'waitTimeoutAnswer',
		'Response to a synchronous request that takes too long',
		isDone || answer.status !== 200 ? undefined : member(answer.json, 'status') === undefined ? 'id' : 'job',
	);
}

async function queuedJob(session: Session, data: string): Promise<string | undefined> {
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
	const jobId = textAt(answer.json, 'job_id');
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
	);
	if (jobId === '') return undefined;
	removeLater(session, jobId);
	return jobId;
}

/** A job with the other name of the model: the two names must not be sent together. */
async function otherName(session: Session, data: string): Promise<void> {
	const answer = await session.send(submit({ model: 'stt-general', wait: false }, { data }));
	const jobId = textAt(answer.json, 'job_id');
	if (jobId !== '') removeLater(session, jobId);
	session.decide(
		'modelName',
		'Whether config.model is accepted',
		answer.status === 200 || answer.status === 201,
	);
}

async function readJob(session: Session, jobId: string): Promise<void> {
	const early = await session.step('job:get', { path: `/stt/${jobId}` }, jobSchema);
	const isPending = !ENDED.test(textAt(early.json, 'status'));
	session.decide(
		'pendingResult',
		'The result of a job that has not finished',
		isPending ? (member(early.json, 'result') === null ? 'null' : 'absent') : undefined,
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
	);
}

async function lists(session: Session): Promise<void> {
	const page = await session.step('job:getMany', { path: '/stt?page=1&per_page=1' }, listSchema);
	const length = member(page.json, 'length');
	const pages = member(page.json, 'pagination.page_count');
	session.decide(
		'listLength',
		'The member "length" of a list',
		typeof length !== 'number' || typeof pages !== 'number' || pages < 2
			? undefined
			: length >= pages
				? 'total'
				: 'page',
	);
	const large = member((await session.send({ path: '/stt?per_page=1000' })).json, 'pagination.per_page');
	session.decide(
		'maxPerPage',
		'Maximum of per_page',
		typeof large === 'number' ? (large < 1000 ? large : 'above 1000') : undefined,
	);
	const count = await session.send({ path: '/stt/count' });
	session.decide('countEndpoint', 'GET /stt/count', count.status === 200 ? 'present' : 'absent');
	const none = await session.send({ path: '/stt?from_date=2000-01-01&until_date=2000-01-02' });
	session.decide(
		'emptyPageCount',
		'page_count of an empty list',
		textAt(none.json, 'pagination.page_count') || undefined,
	);
}

async function errors(session: Session): Promise<void> {
	const refused = await session.send({ path: '/stt/models', headers: { 'x-api-key': 'no-key' } });
	const code = textAt(refused.json, 'status');
	const missing = await session.send(submit({ engine: 'stt-general' }, {}));
	const noAudio = textAt(missing.json, 'status');
	session.decide(
		'errorCodes',
		'Names of error codes',
		noAudio === 'asr_request_no_audio_data'
			? 'docs2'
			: noAudio === 'no_audio_provided'
				? 'newer'
				: noAudio || code || undefined,
	);
	const model = await session.send(submit({ engine: 'asr-general' }, { data: 'AAAA' }));
	session.decide(
		'errorContext',
		'Whether errors have a context',
		model.status < 400 ? undefined : member(model.json, 'context') === undefined ? 'absent' : 'present',
	);
	const invalid = await session.send({ path: '/stt?page=none' });
	session.decide(
		'validationErrors',
		'Form of a 422',
		invalid.status === 422
			? member(invalid.json, 'detail') === undefined
				? 'vendor'
				: 'framework'
			: undefined,
	);
}

interface Endpoint {
	id: string;
	secret: string;
}

async function registerEndpoint(session: Session): Promise<Endpoint | undefined> {
	const listed = await session.send({ path: '/webhooks/endpoints' });
	session.decide(
		'webhooksApi',
		'Whether webhooks can be managed by API',
		listed.status === 200 ? 'present' : 'absent',
	);
	if (listed.status === 200 && !endpointsSchema.safeParse(listed.json).success) {
		session.depart('The list of webhook endpoints differs from the schema of the node');
	}
	if (session.callbacks === undefined || listed.status !== 200) {
		for (const [id, topic] of WEBHOOK_POINTS) session.decide(id, topic, undefined);
		return undefined;
	}
	const created = await session.step(
		'trigger',
		{
			method: 'POST',
			path: '/webhooks/endpoints',
			json: { url: session.callbacks.publicUrl, event_filters: [] },
		},
		endpointSchema,
	);
	const id = textAt(created.json, 'id');
	const secret = textAt(created.json, 'secrets.0.key');
	session.hide(secret);
	session.cleanUp(`webhook endpoint ${id}`, async () => {
		const { status } = await session.send({ method: 'DELETE', path: `/webhooks/endpoints/${id}` });
		if (status >= 300) throw new Error(String(status));
	});
	session.decide('createEndpointStatus', 'Status of a created endpoint', created.status);
	session.decide('secretForm', 'Form of secrets', secret.startsWith('whsec_') ? 'whsec' : 'hex');
	session.decide('endpointId', 'Form of endpoint IDs', id.startsWith('endpoint-') ? 'prefixed' : 'uuid');
	return { id, secret };
}

const WEBHOOK_POINTS = [
	['createEndpointStatus', 'Status of a created endpoint'],
	['secretForm', 'Form of secrets'],
	['endpointId', 'Form of endpoint IDs'],
	['signature', 'Signature of webhooks'],
	['eventNames', 'Names of events'],
	['webhookBody', 'Content of webhooks'],
] as const;

async function callback(session: Session, { secret }: Endpoint): Promise<void> {
	const event = await session.callback(
		({ headers }) => !(headers['x-prosa-event'] ?? 'ping').includes('ping'),
	);
	const header = event?.headers['x-prosa-signature'] ?? '';
	const body = event?.body ?? '';
	session.decide(
		'signature',
		'Signature of webhooks',
		event === undefined ? undefined : schemeOf(header, body, secret),
	);
	const name = event?.headers['x-prosa-event'] ?? '';
	session.decide(
		'eventNames',
		'Names of events',
		name === ''
			? undefined
			: name.startsWith('stt.jobs.')
				? 'docs2'
				: name.startsWith('stt.job.')
					? 'newer'
					: 'guess',
	);
	session.decide(
		'webhookBody',
		'Content of webhooks',
		event === undefined
			? undefined
			: body.includes('"model":{') || body.includes('"model": {')
				? 'full'
				: 'minimal',
	);
}

/** The scheme under which a signature is valid. */
function schemeOf(header: string, body: string, secret: string): string {
	const plain = createHash('sha256').update(`${secret}.${body}`).digest('hex');
	const keyed = createHmac('sha256', secret).update(body).digest('hex');
	if (header.split(',').some((part) => part.trim() === `v1=${plain}`)) return 'A';
	if (header === `sha256=${keyed}`) return 'B';
	return header === keyed ? 'B-bare' : 'unknown';
}

async function archive(session: Session, jobId: string): Promise<void> {
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
