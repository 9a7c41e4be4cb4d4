import {
	listSchema,
	paragraphsSchema,
	redactedAudioSchema,
	sentencesSchema,
	syncSchema,
	transcriptSchema,
	understandingResponseSchema,
	uploadSchema,
	wordSearchSchema,
} from '../../../nodes/AssemblyAi/api/schemas';
import { formOf, member, recording, textAt, which, type Session } from '../../core/session';
import type { Verification } from '../../core/vendor';
import { parameters, rejections, removeLater, TRANSCRIPTS } from './attempts';

/** The hosts of the Sync API and of the LLM gateway; any other base URL serves them itself. */
const OTHER_HOSTS: Readonly<Record<string, { sync: string; gateway: string }>> = {
	'https://api.assemblyai.com': {
		sync: 'https://sync.assemblyai.com',
		gateway: 'https://llm-gateway.assemblyai.com',
	},
	'https://api.eu.assemblyai.com': {
		sync: 'https://sync.eu.assemblyai.com',
		gateway: 'https://llm-gateway.eu.assemblyai.com',
	},
};

export const assemblyai: Verification = {
	name: 'assemblyai',
	displayName: 'AssemblyAI',
	variables: ['ASSEMBLYAI_API_KEY'],
	baseUrl: 'https://api.assemblyai.com',
	cost: 'creates 1 job and 1 request to the Sync API with a recording of 27 seconds, about 1 minute of audio, translates it once, and creates up to 12 jobs without a recording',
	operations: [
		'file:upload',
		'job:create',
		'job:get',
		'job:getMany',
		'job:wait',
		'job:delete',
		'transcript:transcribe',
		'transcript:transcribeShort',
		'transcript:get',
		'transcript:getCaptions',
		'transcript:getParagraphs',
		'transcript:getSentences',
		'transcript:getRedactedAudio',
		'transcript:searchWords',
		'transcript:understand',
	],
	authorize: ({ ASSEMBLYAI_API_KEY: key = '' }) => ({ authorization: key }),
	run: async (session, { ASSEMBLYAI_API_KEY: key = '' }) => {
		const audio = await recording('dialogue-en.wav');
		await short(session, key, audio);
		await rejections(session);
		await parameters(session);
		const jobId = await create(session, audio);
		if (jobId === undefined) return;
		await exports(session, jobId);
		await understanding(session, key, jobId);
		await lists(session, jobId);
		await callback(session, jobId);
		await remove(session, jobId);
	},
};

async function short(session: Session, key: string, content: Buffer<ArrayBuffer>): Promise<void> {
	const host = OTHER_HOSTS[session.baseUrl]?.sync ?? session.baseUrl;
	const headers = { authorization: key, 'x-aai-model': 'universal-3-5-pro' };
	const config = { config: JSON.stringify({ timestamps: true }) };
	const audio = { field: 'audio', name: 'dialogue-en.wav', type: 'audio/wav', content };
	const path = `${host}/transcribe`;
	const answer = await session.step(
		'transcript:transcribeShort',
		{ method: 'POST', path, headers, body: formOf(config, audio) },
		syncSchema,
	);
	session.decide(
		'syncTimes',
		'Whether the words of the Sync API have times',
		answer.status === 200 ? typeof member(answer.json, 'words.0.start') === 'number' : undefined,
	);
	const noAudio = await session.send({ method: 'POST', path, headers, body: formOf(config) });
	session.decide(
		'syncErrors',
		'Errors of the Sync API',
		noAudio.status === 400
			? member(noAudio.json, 'error_code') === undefined
				? 'problem'
				: 'documented'
			: undefined,
	);
	const badKey = { ...headers, authorization: 'bad-key' };
	const refused = await session.send({ method: 'POST', path, headers: badKey, body: formOf(config, audio) });
	session.decide('syncKeyStatus', 'Status of the Sync API for an invalid key', refused.status);
}

async function create(session: Session, body: Buffer<ArrayBuffer>): Promise<string | undefined> {
	const upload = await session.step(
		'file:upload',
		{ method: 'POST', path: '/v2/upload', headers: { 'content-type': 'application/octet-stream' }, body },
		uploadSchema,
	);
	const job = {
		audio_url: textAt(upload.json, 'upload_url'),
		language_code: 'en',
		speaker_labels: true,
		redact_pii: true,
		redact_pii_policies: ['person_name'],
		redact_pii_audio: true,
		...(session.callbacks === undefined
			? {}
			: {
					webhook_url: session.callbacks.publicUrl,
					webhook_auth_header_name: 'X-Verification',
					webhook_auth_header_value: 'verification-of-callbacks',
				}),
	};
	const created = await session.step(
		'job:create',
		{ method: 'POST', path: TRANSCRIPTS, json: job },
		transcriptSchema,
	);
	const jobId = removeLater(session, created);
	if (jobId === '') return undefined;
	await session.step('job:get', { path: `${TRANSCRIPTS}/${jobId}` }, transcriptSchema);
	await session.until(async () => {
		const look = await session.send({ path: `${TRANSCRIPTS}/${jobId}` });
		return /^(completed|error)$/.test(textAt(look.json, 'status')) ? look : undefined;
	});
	await session.step('job:wait', { path: `${TRANSCRIPTS}/${jobId}` }, transcriptSchema);
	const done = await session.step('transcript:get', { path: `${TRANSCRIPTS}/${jobId}` }, transcriptSchema);
	session.decide(
		'fields',
		'Whether newer members are returned',
		member(done.json, 'speech_model_used') === undefined ? 'seed' : 'newer',
	);
	session.decide(
		'defaultModels',
		'Models that are used by default',
		list(member(done.json, 'speech_models')),
		NOT_RETURNED,
	);
	session.decide(
		'modelUsed',
		'Model that was used',
		textAt(done.json, 'speech_model_used') || undefined,
		NOT_RETURNED,
	);
	session.decide(
		'echoedEnglish',
		'What the language en is returned as',
		textAt(done.json, 'language_code') || undefined,
	);
	const duration = member(done.json, 'audio_duration');
	session.decide(
		'duration',
		'Durations',
		typeof duration === 'number' ? (Number.isInteger(duration) ? 'integer' : 'float') : undefined,
	);
	const entries = member(done.json, 'status') === 'completed';
	if (entries)
		session.steps.push({
			operation: 'transcript:transcribe',
			request: 'the requests above',
			status: 200,
			ok: true,
		});
	return jobId;
}

const NOT_RETURNED = 'the job does not contain it';

const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : undefined);

async function exports(session: Session, jobId: string): Promise<void> {
	const of = (part: string) => ({ path: `${TRANSCRIPTS}/${jobId}/${part}` });
	await session.step('transcript:getSentences', of('sentences'), sentencesSchema);
	await session.step('transcript:getParagraphs', of('paragraphs'), paragraphsSchema);
	const captions = await session.step('transcript:getCaptions', of('srt'));
	session.decide(
		'captionsContentType',
		'Content type of captions',
		captions.headers.get('content-type') ?? undefined,
	);
	await session.step('transcript:searchWords', of('word-search?words=Friday,appointment'), wordSearchSchema);
	const json = await session.send(of(`word-search?words=${encodeURIComponent('["Friday"]')}`));
	session.decide(
		'searchJson',
		'Whether word-search accepts a JSON list',
		json.status === 200 ? Number(member(json.json, 'total_count')) > 0 : false,
	);
	const early = await session.send(of('redacted-audio'));
	session.decide(
		'redactedAudioPending',
		'Status of redacted audio that is not ready',
		early.status === 200 ? undefined : early.status,
		'it was ready at once',
	);
	await session.until(async () => {
		const look = await session.send(of('redacted-audio'));
		return textAt(look.json, 'status') === 'redacted_audio_ready' ? look : undefined;
	});
	await session.step('transcript:getRedactedAudio', of('redacted-audio'), redactedAudioSchema);
}

async function understanding(session: Session, key: string, jobId: string): Promise<void> {
	const host = OTHER_HOSTS[session.baseUrl]?.gateway ?? session.baseUrl;
	await session.step(
		'transcript:understand',
		{
			method: 'POST',
			path: `${host}/v1/understanding`,
			headers: { authorization: key },
			json: {
				transcript_id: jobId,
				speech_understanding: { request: { translation: { target_languages: ['es'] } } },
			},
		},
		understandingResponseSchema,
	);
}

async function lists(session: Session, jobId: string): Promise<void> {
	const page = await session.step('job:getMany', { path: `${TRANSCRIPTS}?limit=200` }, listSchema);
	const jobs = listSchema.safeParse(page.json).data?.transcripts ?? [];
	if (!jobs.some(({ id }) => id === jobId))
		session.depart('job:getMany: the list does not contain the new job');
	const row = jobs.find(({ id }) => id === jobId);
	const created = row?.created ?? '';
	session.decide(
		'listZone',
		'Whether times in lists have a zone',
		created === '' ? undefined : /Z$|[+-]\d\d:?\d\d$/.test(created),
		'the list does not contain the job',
	);
	session.decide(
		'listError',
		'Whether jobs in lists have the member error',
		row === undefined ? undefined : which(row, 'error') !== undefined,
		'the list does not contain the job',
	);
}

async function callback(session: Session, jobId: string): Promise<void> {
	const received = await session.callback(
		({ body }) => body.includes(jobId) && !body.includes('redacted_audio_url'),
	);
	session.decide(
		'callback',
		'Callback of a job',
		received === undefined
			? undefined
			: received.headers['x-verification'] === undefined
				? 'without header'
				: 'with header',
		session.withoutCallback,
	);
	const audio = await session.callback(({ body }) => body.includes('redacted_audio_url'));
	session.decide(
		'redactedAudioCallback',
		'Whether the callback of redacted audio contains the job ID',
		audio?.body.includes(jobId),
		session.withoutCallback,
	);
}

async function remove(session: Session, jobId: string): Promise<void> {
	const deleted = await session.step(
		'job:delete',
		{ method: 'DELETE', path: `${TRANSCRIPTS}/${jobId}` },
		transcriptSchema,
	);
	session.decide('deletedUrl', 'audio_url of a deleted job', textAt(deleted.json, 'audio_url') || undefined);
	session.decide(
		'isDeleted',
		'Whether a deleted job has is_deleted',
		member(deleted.json, 'is_deleted') === true,
	);
}
