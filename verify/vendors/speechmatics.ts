import { entriesOf, loadFacts } from '../../facts/load';
import {
	createdSchema,
	jobListSchema,
	jobSchema,
	transcriptSchema,
	usageSchema,
} from '../../nodes/Speechmatics/api/schemas';
import { formOf, member, recording, textAt, which, type Answer, type Session } from '../core/session';
import type { Verification } from '../core/vendor';

export const speechmatics: Verification = {
	name: 'speechmatics',
	displayName: 'Speechmatics',
	variables: ['SPEECHMATICS_API_KEY'],
	baseUrl: 'https://eu1.asr.api.speechmatics.com',
	cost: 'creates 2 transcriptions and 1 alignment with a recording of 27 seconds each, about 2 minutes of audio',
	operations: [
		'job:create',
		'job:createAlignment',
		'job:get',
		'job:getMany',
		'job:wait',
		'job:delete',
		'transcript:transcribe',
		'transcript:get',
		'transcript:getAlignment',
		'transcript:getCaptions',
		'transcript:searchWords',
		'usage:get',
	],
	authorize: ({ SPEECHMATICS_API_KEY: key = '' }) => ({ authorization: `Bearer ${key}` }),
	run: async (session) => {
		await refusals(session);
		await languages(session);
		const audio = await recording('dialogue-en.wav');
		const jobId = await transcription(session, audio);
		if (jobId !== undefined) await results(session, jobId);
		await byModel(session, audio);
		await alignment(session, audio);
		await lists(session);
		if (jobId === undefined) return;
		await callback(session, jobId);
		await remove(session, jobId);
	},
};

async function refusals(session: Session): Promise<void> {
	const refused = await session.send({
		path: '/v2/jobs?limit=1',
		headers: { authorization: 'Bearer bad-key' },
	});
	const text = textAt(refused.json, 'error');
	session.decide(
		'unauthorized',
		'Response to an invalid key',
		refused.status !== 401
			? undefined
			: text === 'Permission Denied'
				? 'permission-denied'
				: text === ''
					? 'html'
					: text.toLowerCase(),
	);
	const unknown = await session.send({ path: '/v2/jobs/zzzzzzzzzz' });
	session.decide('unknownJob', 'Status for an unknown job', unknown.status);
}

/** The languages that the vendor lists; the request needs no key. */
async function languages(session: Session): Promise<void> {
	const features = await session.send({ path: '/v1/discovery/features' });
	const listed =
		member(features.json, 'batch.transcription.0.languages') ?? member(features.json, 'batch.languages');
	const codes = Array.isArray(listed)
		? listed.filter((code): code is string => typeof code === 'string')
		: [];
	const known = [...entriesOf(loadFacts('speechmatics'), 'languages'), 'auto', 'multi'];
	for (const code of codes.filter((each) => !known.includes(each)))
		session.depart(`The language ${code} is missing from the facts`);
	session.decide('languages', 'Number of listed languages', codes.length === 0 ? undefined : codes.length);
}

function removeLater(session: Session, jobId: string): void {
	session.cleanUp(`job ${jobId}`, async () => {
		const { status } = await session.send({ method: 'DELETE', path: `/v2/jobs/${jobId}?force=true` });
		if (status !== 200 && status !== 404 && status !== 410) throw new Error(String(status));
	});
}

const post = (config: object, content: Buffer<ArrayBuffer>, query = '') =>
	({
		method: 'POST',
		path: `/v2/jobs${query}`,
		body: formOf(
			{ config: JSON.stringify(config) },
			{ field: 'data_file', name: 'dialogue-en.wav', type: 'audio/wav', content },
		),
	}) as const;

async function transcription(session: Session, audio: Buffer<ArrayBuffer>): Promise<string | undefined> {
	const config = {
		type: 'transcription',
		transcription_config: { language: 'auto', diarization: 'speaker' },
		language_identification_config: { expected_languages: ['en', 'de'] },
		...(session.callbacks === undefined
			? {}
			: {
					notification_config: [
						{
							url: session.callbacks.publicUrl,
							contents: ['jobinfo'],
							auth_headers: ['X-Verification: verification-of-callbacks'],
						},
					],
				}),
	};
	const created = await session.step('job:create', post(config, audio), createdSchema);
	const jobId = textAt(created.json, 'id');
	if (jobId === '') return undefined;
	removeLater(session, jobId);
	return jobId;
}

async function results(session: Session, jobId: string): Promise<void> {
	const began = Date.now();
	const first = await session.step('job:get', { path: `/v2/jobs/${jobId}` }, jobSchema);
	const waited = Date.now() - began;
	session.decide(
		'defaultWait',
		'Whether a GET of a running job waits if wait is omitted',
		textAt(first.json, 'job.status') === 'running' ? waited > 1500 : undefined,
	);
	await session.until(async () => {
		const look = await session.send({ path: `/v2/jobs/${jobId}?wait=20` });
		return textAt(look.json, 'job.status') === 'running' ? undefined : look;
	});
	const ended = await session.step('job:wait', { path: `/v2/jobs/${jobId}?wait=0` }, jobSchema);
	const config = member(ended.json, 'job.config');
	session.decide(
		'echoNulls',
		'Whether unset members of the returned config are null',
		typeof config === 'object' && config !== null ? JSON.stringify(config).includes('null') : undefined,
	);
	const transcript = await session.step(
		'transcript:get',
		{ path: `/v2/jobs/${jobId}/transcript` },
		transcriptSchema,
	);
	session.decide('transcriptContentType', 'Content type of a transcript', mediaType(transcript));
	session.decide('format', 'Version of the format', textAt(transcript.json, 'format') || undefined);
	const found = member(transcript.json, 'metadata.language_identification');
	session.decide(
		'identification',
		'Form of the identified language',
		found === undefined ? undefined : which(found, 'predicted_language') === undefined ? 'spec' : 'live',
	);
	await session.step('transcript:getCaptions', { path: `/v2/jobs/${jobId}/transcript?format=srt` });
	await session.step('transcript:searchWords', { path: `/v2/jobs/${jobId}/transcript` }, transcriptSchema);
	const log = await session.send({ path: `/v2/jobs/${jobId}/log` });
	session.decide(
		'log',
		'GET /jobs/{id}/log',
		log.status === 200 ? 'available' : log.status === 501 ? 'not-implemented' : 'missing',
	);
}

const mediaType = ({ headers }: Answer) => headers.get('content-type')?.split(';')[0];

/** A transcription with the newer name of the operating point, whose response waits for the result. */
async function byModel(session: Session, audio: Buffer<ArrayBuffer>): Promise<void> {
	const config = { type: 'transcription', transcription_config: { language: 'en', model: 'standard' } };
	const created = await session.step('transcript:transcribe', post(config, audio, '?wait=60'), createdSchema);
	session.decide('modelName', 'Whether the name model is accepted', created.status === 201);
	session.decide(
		'longPoll',
		'Whether wait is supported',
		created.status === 201 ? member(created.json, 'status') !== undefined : undefined,
	);
	const jobId = textAt(created.json, 'id');
	if (jobId !== '') removeLater(session, jobId);
}

async function alignment(session: Session, audio: Buffer<ArrayBuffer>): Promise<void> {
	const form = formOf(
		{ config: JSON.stringify({ type: 'alignment', alignment_config: { language: 'en' } }) },
		{ field: 'data_file', name: 'dialogue-en.wav', type: 'audio/wav', content: audio },
	);
	form.append(
		'text_file',
		new Blob(['Good morning, Karoo Dental, this is Nadia speaking.'], { type: 'text/plain' }),
		'text.txt',
	);
	const created = await session.send({ method: 'POST', path: '/v2/jobs', body: form });
	session.decide('alignment', 'Whether alignment is still available', created.status === 201);
	const jobId = textAt(created.json, 'id');
	if (created.status !== 201 || jobId === '') return;
	session.steps.push({ operation: 'job:createAlignment', request: 'POST /v2/jobs', status: 201, ok: true });
	removeLater(session, jobId);
	await session.until(async () => {
		const look = await session.send({ path: `/v2/jobs/${jobId}?wait=20` });
		return textAt(look.json, 'job.status') === 'running' ? undefined : look;
	});
	const lines = await session.step('transcript:getAlignment', {
		path: `/v2/jobs/${jobId}/alignment?tags=one_per_line`,
	});
	const spaces = /\]( +)/.exec(lines.text)?.[1]?.length;
	session.decide('onePerLineSpaces', 'Spaces after the tag of one_per_line', spaces);
}

async function lists(session: Session): Promise<void> {
	await session.step('job:getMany', { path: '/v2/jobs?limit=100' }, jobListSchema);
	const usage = await session.step('usage:get', { path: '/v2/usage' }, usageSchema);
	const row = member(usage.json, 'details.0');
	session.decide('usageKey', 'Name of the model in the usage', which(row, 'operating_point', 'model'));
}

async function callback(session: Session, jobId: string): Promise<void> {
	const received = await session.callback(({ url }) => url.includes(jobId));
	const body: unknown = received ? safeJson(received.body) : undefined;
	session.decide(
		'jobinfo',
		'Content jobinfo of a callback',
		body === undefined ? undefined : member(body, 'job') === undefined ? 'bare' : 'wrapped',
	);
	session.decide(
		'callbackHeaders',
		'Whether a callback has the configured headers',
		received ? received.headers['x-verification'] !== undefined : undefined,
	);
}

function safeJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function remove(session: Session, jobId: string): Promise<void> {
	await session.step('job:delete', { method: 'DELETE', path: `/v2/jobs/${jobId}?force=true` }, jobSchema);
	const after = await session.send({ path: `/v2/jobs/${jobId}?wait=0` });
	session.decide('deletedJob', 'Response to a deleted job', after.status === 200 ? 'status' : after.status);
}
