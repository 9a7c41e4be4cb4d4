import { shortSchema, slotSchema, statusSchema, dataSchema } from '../../nodes/Botlhale/api/schemas';
import { formOf, member, recording, textAt, which, type Answer, type Session } from '../core/session';
import type { Verification } from '../core/vendor';

const ENDED = /^(completed|complete|done|failed|error|cancelled)$/i;

const TOKEN_WAYS = [
	{ id: 'authGenerate', path: '/auth/generate', field: 'refresh_token' },
	{ id: 'generateAuthToken', path: '/generateAuthToken', field: 'REFRESH_TOKEN' },
	{ id: 'generate', path: '/generate', field: 'refresh_token' },
] as const;

/** Numbers in the topics are those of the list of disagreements that the node was built from. */
export const botlhale: Verification = {
	name: 'botlhale',
	displayName: 'Botlhale AI',
	variables: ['BOTLHALE_REFRESH_TOKEN', 'BOTLHALE_ORG_ID'],
	baseUrl: 'https://api.botlhale.xyz',
	cost: 'transcribes 2 recordings of up to 27 seconds, about 1 minute of audio. Botlhale AI cannot delete them',
	operations: [
		'job:create',
		'job:createUploadSlot',
		'job:getStatus',
		'job:wait',
		'transcript:transcribe',
		'transcript:transcribeShort',
		'transcript:get',
	],
	authorize: () => ({}),
	run: async (session, { BOTLHALE_REFRESH_TOKEN: refresh = '', BOTLHALE_ORG_ID: organisation = '' }) => {
		const token = await tokens(session, refresh);
		if (token === undefined) return;
		session.authorization.authorization = `Bearer ${token}`;
		const audio = await recording('dialogue-en.wav');
		await refusals(session, organisation);
		const isSnake = await short(session, audio);
		await job(session, organisation, audio, isSnake);
	},
};

/** Tries every way to get a token; returns the first one. */
async function tokens(session: Session, refresh: string): Promise<string | undefined> {
	let first: string | undefined;
	for (const { id, path, field } of TOKEN_WAYS) {
		const answer = await session.send({
			method: 'POST',
			path,
			body: new URLSearchParams({ [field]: refresh }),
		});
		const token = tokenOf(answer);
		if (token !== '') session.hide(token);
		session.decide(id, `Response of ${path}`, formOfToken(answer));
		if (token === '' || first !== undefined) continue;
		first = token;
		const json = await session.send({ method: 'POST', path, json: { [field]: refresh } });
		if (tokenOf(json) !== '') session.hide(tokenOf(json));
		session.decide('tokenJson', 'Whether a token can be requested with JSON', tokenOf(json) !== '');
		const expires = member(answer.json, 'AuthenticationResult.ExpiresIn') ?? member(answer.json, 'expires');
		session.decide(
			'tokenSeconds',
			'Lifetime of a token in seconds',
			typeof expires === 'number' ? expires : undefined,
		);
	}
	if (first === undefined) session.depart('No token endpoint returned a token');
	return first;
}

function tokenOf({ json }: Answer): string {
	return textAt(json, 'AuthenticationResult.IdToken') || textAt(json, 'IdToken') || textAt(json, 'token');
}

/** The forms of the sandbox's settings. */
function formOfToken(answer: Answer): string {
	const { json, status } = answer;
	if (tokenOf(answer) === '') return `absent (${status})`;
	if (member(json, 'AuthenticationResult') !== undefined) {
		return member(json, 'AuthenticationResult.RefreshToken') === undefined ? 'result' : 'result-oldest';
	}
	const expires = member(json, 'expires');
	return expires === undefined ? 'token-only' : expires === 0 ? 'token-expires-0' : 'token';
}

async function refusals(session: Session, organisation: string): Promise<void> {
	const refused = await session.send({
		method: 'POST',
		path: '/asr/async/upload',
		headers: { authorization: 'Bearer no-token' },
		body: new URLSearchParams({ org_id: organisation }),
	});
	session.decide(
		'unauthorizedBody',
		'Body of a 401',
		refused.status === 401 ? (refused.text === '' ? 'empty' : 'gateway') : undefined,
	);
	const bad = await session.send({ method: 'POST', path: '/asr', body: formOf({ language_code: 'xx-XX' }) });
	session.decide(
		'errorForm',
		'Form of a 400',
		bad.status !== 400
			? undefined
			: typeof member(bad.json, 'error') === 'object'
				? 'entity'
				: which(bad.json, 'message', 'error'),
	);
	const none = await session.send({
		method: 'POST',
		path: '/asr/async/upload',
		body: new URLSearchParams({ language_code: 'en-ZA' }),
	});
	session.decide('orgIdRequired', 'Whether org_id is required', none.status >= 400);
	const file = `${organisation}/asr_unknown.wav`;
	const look = async (names: Record<string, string>) =>
		await session.send({ path: `/asr/async/status?${new URLSearchParams(names).toString()}` });
	const newer = await look({ org_id: organisation, filename: file });
	const unknown = newer.status === 400 ? await look({ OrgID: organisation, FileName: file }) : newer;
	session.decide(
		'unknownFile',
		'Status of an unknown file',
		unknown.status === 404
			? 'not-found'
			: unknown.status !== 200
				? `status ${unknown.status}`
				: statusOf(unknown) === ''
					? 'empty'
					: statusOf(unknown),
	);
}

/** @returns whether the newer names of parameters are read */
async function short(session: Session, content: Buffer<ArrayBuffer>): Promise<boolean> {
	const file = (field: string) => ({ field, name: 'dialogue-en.wav', type: 'audio/wav', content });
	const send = async (language: string, field: string) =>
		await session.step(
			'transcript:transcribeShort',
			{ method: 'POST', path: '/asr', body: formOf({ [language]: 'en-ZA' }, file(field)) },
			shortSchema,
		);
	const probe = await session.send({
		method: 'POST',
		path: '/asr',
		body: formOf({}, { ...file('speech_file'), content: Buffer.from('no audio') }),
	});
	// A rejected recording has been found under its name.
	const knowsSnake = !/provide|required|missing/i.test(probe.text);
	const answer = await (knowsSnake
		? send('language_code', 'speech_file')
		: send('LanguageCode', 'SpeechFile'));
	session.decide(
		'fieldNames',
		'Names of parameters',
		answer.status === 200 ? (knowsSnake ? 'snake' : 'old') : undefined,
	);
	session.decide('syncForm', 'Response to short audio', answer.status === 200 ? syncForm(answer) : undefined);
	return knowsSnake;
}

function syncForm({ json }: Answer): string {
	if (member(json, 'text') !== undefined) return 'A';
	if (member(json, 'transcription') !== undefined) return 'B';
	return member(json, 'NewSampleRate') === undefined ? 'D' : 'C';
}

async function job(
	session: Session,
	organisation: string,
	content: Buffer<ArrayBuffer>,
	isSnake: boolean,
): Promise<void> {
	const notify = session.callbacks === undefined ? {} : { notify_url: session.callbacks.publicUrl };
	const request = (parameters: Record<string, string>) =>
		({ method: 'POST', path: '/asr/async/upload', body: new URLSearchParams(parameters) }) as const;
	const snake = { org_id: organisation, language_code: 'en-ZA', diarization: 'True', ...notify };
	const old = { OrgID: organisation, LanguageCode: 'en-ZA', Diarization: 'True', ...notify };
	const slot = await session.step('job:createUploadSlot', request(isSnake ? snake : old), slotSchema);
	const fields = Object.fromEntries(
		Object.entries(member(slot.json, 'fields') ?? {}).map(([name, value]) => [name, String(value)]),
	);
	const url = textAt(slot.json, 'url') || textAt(slot.json, 'upload_url');
	session.decide(
		'uploadForm',
		'Form of an upload slot',
		url === ''
			? undefined
			: member(slot.json, 'upload_url') !== undefined
				? 'B'
				: 'x-amz-signature' in fields
					? 'A'
					: 'C',
	);
	const key = fields.key ?? '';
	session.decide(
		'keyPrefix',
		'Whether keys start with the organisation',
		key === '' ? undefined : key.startsWith(`${organisation}/`),
	);
	if (url === '') return;
	const upload = await session.send({
		method: 'POST',
		path: url,
		headers: {},
		body: formOf(fields, { field: 'file', name: 'dialogue-en.wav', type: 'audio/wav', content }),
	});
	session.steps.push({
		operation: 'job:create',
		request: 'POST to the upload slot',
		status: upload.status,
		ok: upload.status === 204,
	});
	await results(session, organisation, key);
	await callback(session);
}

/** Both spellings at once would hide which one the vendor reads, so each is tried alone. */
async function results(session: Session, organisation: string, key: string): Promise<void> {
	const snake = new URLSearchParams({ org_id: organisation, filename: key });
	const old = new URLSearchParams({ OrgID: organisation, FileName: key });
	const isSnake = (await session.send({ path: `/asr/async/status?${snake.toString()}` })).status === 200;
	const isOld = (await session.send({ path: `/asr/async/status?${old.toString()}` })).status === 200;
	session.decide(
		'queryNames',
		'Names in queries',
		isSnake && isOld ? 'both' : isSnake ? 'snake' : isOld ? 'old' : undefined,
	);
	const query = isSnake ? snake : old;
	const status = `/asr/async/status?${query.toString()}`;
	await session.step('job:getStatus', { path: status }, statusSchema);
	const ended = await session.until(async () => {
		const look = await session.send({ path: status });
		return ENDED.test(statusOf(look)) ? look : undefined;
	});
	await session.step('job:wait', { path: status }, statusSchema);
	session.decide(
		'statusForm',
		'Form of the status',
		ended === undefined ? undefined : member(ended.json, 'data') === undefined ? 'B' : 'A',
	);
	session.decide(
		'finishedStatus',
		'Status of a finished job',
		ended === undefined ? undefined : statusOf(ended),
	);
	const data = await session.send({ path: `/asr/async/data?${query.toString()}` });
	const getdata = await session.send({ path: `/asr/async/getdata?${query.toString()}` });
	session.decide(
		'dataPath',
		'Path of results',
		data.status === 200 && getdata.status === 200
			? 'both'
			: data.status === 200
				? 'data'
				: getdata.status === 200
					? 'getdata'
					: undefined,
	);
	const path = `/asr/async/${data.status === 200 ? 'data' : 'getdata'}?${query.toString()}`;
	const result = await session.step('transcript:get', { path }, dataSchema);
	session.steps.push({
		operation: 'transcript:transcribe',
		request: 'the requests above',
		status: result.status,
		ok: result.status === 200,
	});
	session.decide('dataForm', 'Form of results', result.status === 200 ? dataForm(result) : undefined);
	session.decide(
		'speakerLabel',
		'Names of speakers',
		textAt(result.json, 'timestamps.0.speaker') || undefined,
	);
	session.decide(
		'language',
		'Languages of segments',
		textAt(result.json, 'timestamps.0.language') || undefined,
	);
}

function statusOf({ json }: Answer): string {
	return textAt(json, 'data.0.status') || textAt(json, 'status');
}

function dataForm({ json }: Answer): string {
	if (typeof member(json, 'audio_length') === 'number') return 'A';
	return textAt(json, 'audio_length').includes('seconds') ? '2023' : 'B';
}

async function callback(session: Session): Promise<void> {
	const received = await session.callback(() => true);
	const topic = 'Content of the callback';
	if (received === undefined) {
		session.decide('notifyBody', topic, undefined);
		return;
	}
	const body: unknown = parsed(received.body);
	session.decide(
		'notifyBody',
		topic,
		member(body, 'timestamps') !== undefined
			? 'data'
			: member(body, 'location') !== undefined || member(body, 'inference_id') !== undefined
				? 'status'
				: 'minimal',
	);
	session.decide('notifyMethod', 'Method of the callback', received.method);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
