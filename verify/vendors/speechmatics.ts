import { entriesOf, loadFacts } from '../../facts/load';
import {
	createdSchema,
	jobListSchema,
	jobSchema,
	transcriptSchema,
	usageSchema,
} from '../../nodes/Speechmatics/api/schemas';
import { formOf, member, parsed, recording, textAt, which, type Answer, type Session } from '../core/session';
import type { Verification } from '../core/vendor';

export const speechmatics: Verification = {
	name: 'speechmatics',
	displayName: 'Speechmatics',
	variables: ['SPEECHMATICS_API_KEY'],
	baseUrl: 'https://eu1.asr.api.speechmatics.com',
	cost: 'creates 2 transcriptions and 1 alignment with recordings of up to 27 seconds, about 1 minute of audio',
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
		await byModel(session, await recording('stereo-en.wav'));
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
	const tagged = await session.send({
		path: '/v2/jobs?limit=1',
		headers: { 'x-sm-ear-tag': 'no-such-release' },
	});
	session.decide('earTag', 'Status for an unknown X-SM-EAR-Tag', tagged.status);
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

/** Removes the job of a response, if it created one. @returns its ID, `''` if there is none */
function removeLater(session: Session, { json }: Answer): string {
	const jobId = textAt(json, 'id');
	if (jobId === '') return jobId;
	session.cleanUp(`job ${jobId}`, async () => {
		const { status } = await session.send({ method: 'DELETE', path: `/v2/jobs/${jobId}?force=true` });
		if (status !== 200 && status !== 404 && status !== 410) throw new Error(String(status));
	});
	return jobId;
}

/** Waits until the job has ended. */
async function end(session: Session, jobId: string): Promise<void> {
	await session.until(async () => {
		const look = await session.send({ path: `/v2/jobs/${jobId}?wait=20` });
		return textAt(look.json, 'job.status') === 'running' ? undefined : look;
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
	const publicUrl = session.callbacks?.publicUrl;
	const config = {
		type: 'transcription',
		transcription_config: { language: 'auto', diarization: 'speaker', operating_point: 'standard' },
		language_identification_config: { expected_languages: ['en', 'de'] },
		...(publicUrl === undefined
			? {}
			: {
					notification_config: Object.entries(CALLBACKS).map(([name, contents]) => ({
						url: `${publicUrl}${publicUrl.includes('?') ? '&' : '?'}callback=${name}`,
						contents,
						auth_headers: ['X-Verification: verification-of-callbacks'],
					})),
				}),
	};
	const created = await session.step('job:create', post(config, audio), createdSchema);
	session.decide('operatingPoint', 'Whether the name operating_point is accepted', created.status === 201);
	const jobId = removeLater(session, created);
	return jobId === '' ? undefined : jobId;
}

/** The contents of the callbacks of the first job: one callback each. */
const CALLBACKS = { info: ['jobinfo'], data: ['data'], parts: ['jobinfo', 'transcript.txt'] };

async function results(session: Session, jobId: string): Promise<void> {
	const isRunning = ({ json }: Answer) => textAt(json, 'job.status') === 'running';
	const before = await session.send({ path: `/v2/jobs/${jobId}?wait=0` });
	const began = Date.now();
	const first = await session.step('job:get', { path: `/v2/jobs/${jobId}` }, jobSchema);
	const hasWaited = Date.now() - began > 1500;
	session.decide(
		'defaultWait',
		'Whether a GET of a running job waits if wait is omitted',
		isRunning(before) && (hasWaited || isRunning(first)) ? hasWaited : undefined,
		'the job ended too early',
	);
	await end(session, jobId);
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
	const results = member(transcript.json, 'results');
	session.decide(
		'results',
		'Whether results are nested in a second list',
		Array.isArray(results) ? Array.isArray(results[0]) : undefined,
	);
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

/** A transcription of two channels with the newer name of the operating point, whose response waits for the result. */
async function byModel(session: Session, audio: Buffer<ArrayBuffer>): Promise<void> {
	const config = {
		type: 'transcription',
		transcription_config: { language: 'en', model: 'standard', diarization: 'channel' },
		sentiment_analysis_config: {},
		audio_events_config: {},
	};
	const created = await session.step('transcript:transcribe', post(config, audio, '?wait=60'), createdSchema);
	session.decide('modelName', 'Whether the name model is accepted', created.status === 201);
	session.decide(
		'longPoll',
		'Whether wait is supported',
		created.status === 201 ? member(created.json, 'status') !== undefined : undefined,
	);
	const jobId = removeLater(session, created);
	if (jobId !== '') await end(session, jobId);
	const { json } = await session.send({ path: `/v2/jobs/${jobId}/transcript` });
	session.decide('channelNames', 'Names of channels', textAt(json, 'results.0.channel') || undefined);
	const containsInner = (outer: string, inner: string) =>
		member(json, outer) === undefined ? undefined : member(json, `${outer}.${inner}`) !== undefined;
	session.decide(
		'sentiment',
		'Whether sentiment_analysis contains a second sentiment_analysis',
		containsInner('sentiment_analysis', 'sentiment_analysis'),
		'the transcript has no sentiment analysis',
	);
	session.decide(
		'audioEvents',
		'Whether audio_event_summary contains overall',
		containsInner('audio_event_summary', 'overall'),
		'the transcript has no audio events',
	);
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
	const jobId = removeLater(session, created);
	if (created.status !== 201 || jobId === '') return;
	session.steps.push({ operation: 'job:createAlignment', request: 'POST /v2/jobs', status: 201, ok: true });
	await end(session, jobId);
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
	session.decide(
		'usageKey',
		'Name of the model in the usage',
		which(row, 'operating_point', 'model'),
		'the usage contains no jobs before today',
	);
}

async function callback(session: Session, jobId: string): Promise<void> {
	const received = async (name: keyof typeof CALLBACKS) =>
		await session.callback(({ url }) => url.includes(jobId) && url.includes(`callback=${name}`));
	const jobinfo = await received('info');
	const body = jobinfo === undefined ? undefined : parsed(jobinfo.body);
	session.decide(
		'jobinfo',
		'Content jobinfo of a callback',
		body === undefined ? undefined : member(body, 'job') === undefined ? 'bare' : 'wrapped',
		session.withoutCallback,
	);
	session.decide(
		'callbackHeaders',
		'Whether a callback has the configured headers',
		jobinfo === undefined ? undefined : jobinfo.headers['x-verification'] !== undefined,
		session.withoutCallback,
	);
	const type = (await received('data'))?.headers['content-type'];
	session.decide(
		'dataAlone',
		'How a callback with only data is sent',
		type === undefined ? undefined : type.startsWith('multipart/') ? 'multipart' : type.split('/').at(-1),
		session.withoutCallback,
	);
	const names = (await received('parts'))?.body.matchAll(/; name="([^"]*)"/g);
	session.decide(
		'partNames',
		'Names of the parts of a callback with several contents',
		names === undefined ? undefined : [...names].map(([, name]) => name).join(', '),
		session.withoutCallback,
	);
}

async function remove(session: Session, jobId: string): Promise<void> {
	await session.step('job:delete', { method: 'DELETE', path: `/v2/jobs/${jobId}?force=true` }, jobSchema);
	const after = await session.send({ path: `/v2/jobs/${jobId}?wait=0` });
	session.decide('deletedJob', 'Response to a deleted job', after.status === 200 ? 'status' : after.status);
}
