import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { startReceiver, type Receiver } from '../support/receiver';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences } from '../support/shape';

const FIXTURES = join(__dirname, '..', 'fixtures', 'botlhale');
const BEARER = 'sandbox-bearer';
const ORG = 'BotlhaleAI999';

let sandbox: SandboxHandle;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await startReceiver();
});
afterAll(async () => {
	await receiver.close();
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0 });
	receiver.received.length = 0;
});

interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed text, or `null` if it is not JSON. */
	body: unknown;
}

type Fields = Readonly<Record<string, string>>;

async function call(
	path: string,
	options: { form?: Fields; json?: Fields; multipart?: FormData; bearer?: string | null } = {},
): Promise<Answer> {
	const { form, json, multipart, bearer = BEARER } = options;
	const body =
		json !== undefined ? JSON.stringify(json) : form !== undefined ? new URLSearchParams(form) : multipart;
	const answer = await fetch(`${sandbox.vendorUrl('botlhale')}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body }),
	});
	return await toAnswer(answer);
}

async function toAnswer(answer: Response): Promise<Answer> {
	const text = await answer.text();
	const { status, headers } = answer;
	return { status, headers, text, body: /^[[{]/.test(text) ? JSON.parse(text) : null };
}

const settings = async (change: Record<string, unknown>) => await sandbox.settings('botlhale', change);

function text(name: string): string {
	return readFileSync(join(FIXTURES, name), 'utf8');
}

function sample(name: string): unknown {
	return JSON.parse(text(name));
}

function recording(name = 'dialogue-en.mp3'): Blob {
	return new Blob([readFileSync(join(RECORDINGS, name))]);
}

function toForm(fields: Fields, file?: { field: string; blob: Blob }): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	if (file !== undefined) form.append(file.field, file.blob, 'speech.mp3');
	return form;
}

const slotSchema = z.object({
	url: z.string().optional(),
	upload_url: z.string().optional(),
	fields: z.record(z.string(), z.string()),
});

interface Slot {
	url: string;
	fields: Record<string, string>;
}

async function openSlot(extra: Fields = {}): Promise<Slot> {
	const { status, body } = await call('/asr/async/upload', { form: { org_id: ORG, ...extra } });
	expect(status).toBe(200);
	const { url, upload_url, fields } = slotSchema.parse(body);
	return { url: url ?? upload_url ?? '', fields };
}

async function store(slot: Slot, form?: FormData, headers: Fields = {}): Promise<Answer> {
	const body = form ?? toForm(slot.fields, { field: 'file', blob: recording() });
	return await toAnswer(await fetch(slot.url, { method: 'POST', headers, body }));
}

function without(fields: Fields, name: string): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
}

/** Requests an upload slot and uploads to it; returns the name of the file. */
async function submit(extra: Fields = {}, blob = recording()): Promise<string> {
	const slot = await openSlot(extra);
	expect((await store(slot, toForm(slot.fields, { field: 'file', blob }))).status).toBe(204);
	return slot.fields.key ?? '';
}

async function look(path: string, key: string, query: Fields = {}): Promise<Answer> {
	const search = new URLSearchParams({ org_id: ORG, filename: key, ...query });
	return await call(`${path}?${search.toString()}`);
}

/** The data response once the job has ended. */
async function data(key: string, path = '/asr/async/data'): Promise<unknown> {
	for (;;) {
		const { body } = await look(path, key);
		const ready = z.object({ timestamps: z.array(z.unknown()) }).safeParse(body);
		if (ready.success) return body;
		await sleep(5);
	}
}

describe('tokens', () => {
	const bodies: Array<[string, (field: string, value: string) => Parameters<typeof call>[1]]> = [
		['urlencoded', (field, value) => ({ form: { [field]: value }, bearer: null })],
		['multipart', (field, value) => ({ multipart: toForm({ [field]: value }), bearer: null })],
		['JSON', (field, value) => ({ json: { [field]: value }, bearer: null })],
	];
	const endpoints: Array<[string, string, string, string, string]> = [
		['/generateAuthToken', 'REFRESH_TOKEN', 'generateAuthToken', 'result', 'auth.generateAuthToken.200.json'],
		[
			'/generateAuthToken',
			'REFRESH_TOKEN',
			'generateAuthToken',
			'result-oldest',
			'auth.generateAuthToken.200.legacy.json',
		],
		['/auth/generate', 'refresh_token', 'authGenerate', 'token', 'auth.generate.200.token.json'],
		[
			'/auth/generate',
			'refresh_token',
			'authGenerate',
			'token-expires-0',
			'auth.generate.200.token-expires-0.json',
		],
		['/auth/generate', 'refresh_token', 'authGenerate', 'result', 'auth.generate.200.cognito.json'],
		['/generate', 'refresh_token', 'generate', 'result', 'auth.generate.200.cognito.json'],
	];
	for (const [path, field, setting, form, file] of endpoints) {
		it.each(bodies)(`${path} as ${form}, %s body`, async (_name, body) => {
			await settings({ [setting]: form });
			const answer = await call(path, body(field, 'refresh-token'));
			expect(answer.status).toBe(200);
			expect(shapeDifferences(sample(file), answer.body)).toEqual([]);
			expect((await call(path, body('other', 'refresh-token'))).status).toBe(400);
			expect((await call(path, body(field, 'bad-token'))).status).toBe(401);
		});
	}

	it('are valid until they expire, which only bearer tokens do', async () => {
		const result = z.object({
			AuthenticationResult: z.object({ IdToken: z.string(), AccessToken: z.string() }),
		});
		const issue = async () =>
			result.parse((await call('/generateAuthToken', { form: { REFRESH_TOKEN: 'r' }, bearer: null })).body)
				.AuthenticationResult;
		const path = `/asr/async/status?org_id=${ORG}&filename=x`;
		const { IdToken, AccessToken } = await issue();
		expect((await call(path, { bearer: IdToken })).status).toBe(404);
		expect((await call(path, { bearer: AccessToken })).status).toBe(401);
		expect((await call(path, { bearer: `${IdToken}x` })).status).toBe(401);
		expect((await call(path, { bearer: null })).status).toBe(401);

		await settings({ tokenGeneration: 1 });
		expect((await call(path, { bearer: IdToken })).status).toBe(401);

		await settings({ tokenSeconds: 0, unauthorizedBody: 'gateway' });
		const late = await call(path, { bearer: (await issue()).IdToken });
		expect([late.status, late.body]).toEqual([401, sample('error.401.gateway-expired.json')]);
		const none = await call(path, { bearer: 'nonsense' });
		expect([none.status, none.body]).toEqual([401, sample('error.401.gateway.json')]);
	});

	it.each([400, 404, 405])(
		'endpoints can be absent (%d) or only accept some encodings',
		async (absentStatus) => {
			await settings({ authGenerate: 'absent', absentStatus, tokenEncodings: ['json'] });
			const absent = await call('/auth/generate', { form: { refresh_token: 'r' }, bearer: null });
			expect([absent.status, absent.text]).toEqual([absentStatus, '']);
			expect((await call('/generate', { form: { refresh_token: 'r' }, bearer: null })).status).toBe(400);
			expect((await call('/generate', { json: { refresh_token: 'r' }, bearer: null })).status).toBe(200);
		},
	);
});

describe('synchronous recognition', () => {
	it.each([
		['A', 'asr.200.json'],
		['B', 'asr.200.field-table.json'],
		['C', 'asr.200.legacy.json'],
		['D', 'asr.200.legacy-2021.json'],
	])('responds in form %s', async (syncForm, file) => {
		await settings({ syncForm });
		const form = toForm(
			{ language_code: 'en-ZA', sample_rate: '16000' },
			{ field: 'speech_file', blob: recording() },
		);
		const answer = await call('/asr', { multipart: form });
		expect(answer.status).toBe(200);
		expect(shapeDifferences(sample(file), answer.body)).toEqual([]);
	});

	it('starts the text with a space, and only names persons if redaction is off', async () => {
		const fields = z.object({ text: z.string(), redacted_transcription: z.string() });
		const ask = async (extra: Fields) =>
			fields.parse(
				(await call('/asr', { multipart: toForm(extra, { field: 'SpeechFile', blob: recording() }) })).body,
			);
		const plain = await ask({});
		expect(plain.text).toBe(` ${plain.redacted_transcription}`);
		const redacted = await ask({ redact: 'TRUE' });
		expect(redacted.text).toBe(plain.text);
		expect(redacted.redacted_transcription).toContain('<PERSON>');
	});

	it('returns null for a language without a code', async () => {
		const form = toForm({}, { field: 'speech_file', blob: recording('order-id.mp3') });
		expect((await call('/asr', { multipart: form })).body).toMatchObject({ language_code: null });
	});

	it.each<[string, Fields, Blob, Record<string, unknown>, string]>([
		['no file', {}, new Blob([]), {}, 'Please provide speech_file'],
		['no audio', {}, new Blob(['hello']), {}, 'Unsupported audio format'],
		['unknown language', { language_code: 'tlh' }, new Blob(['x']), {}, 'Invalid language_code'],
		['too long', {}, recording(), { syncLimitSeconds: 2 }, 'Audio is longer than 2 seconds'],
	])('rejects %s', async (name, fields, blob, change, message) => {
		await settings(change);
		const field = name === 'no file' ? 'something_else' : 'speech_file';
		const answer = await call('/asr', { multipart: toForm(fields, { field, blob }) });
		expect(answer.status).toBe(400);
		expect(answer.body).toMatchObject({ error: { message } });
	});
});

describe('upload slots', () => {
	it.each([
		['A', 'asr.async.upload.200.json'],
		['B', 'asr.async.upload.200.upload_url.json'],
		['C', 'asr.async.upload.200.legacy.json'],
	])(
		'form %s, with either spelling of the names, and the storage accepts the file',
		async (uploadForm, file) => {
			await settings({ uploadForm });
			for (const form of [{ org_id: ORG }, { OrgID: ORG, LanguageCode: 'zu-ZA', SampleRate: '8000' }]) {
				const { status, body } = await call('/asr/async/upload', { form });
				expect(status).toBe(200);
				expect(shapeDifferences(sample(file), body)).toEqual([]);
			}
			const slot = await openSlot();
			const stored = await store(slot);
			expect([stored.status, stored.text]).toEqual([204, '']);
			await data(slot.fields.key ?? '');
		},
	);

	it('include the notify URL in the key', async () => {
		const { fields } = await openSlot({
			language_code: 'zu-ZA',
			diarization: 'true',
			notify_url: 'https://hooks.example.com/webhook/a1b2c3d4',
		});
		const expected = z
			.object({ fields: z.object({ key: z.string() }) })
			.parse(sample('asr.async.upload.200.notify.json')).fields.key;
		const pattern = (key: string) =>
			key.replace(/asr_\w{12}_/, 'asr_#_').replace(/_\w{12}\d{8}_\d{6}\.wav$/, '_#.wav');
		expect(pattern(fields.key ?? '')).toBe(pattern(expected));
	});

	it('require an organisation and do not accept JSON', async () => {
		for (const [errorForm, file] of [
			['entity', 'error.400.missing-parameter.json'],
			['message', 'error.400.message.json'],
			['error', 'error.400.error-string.json'],
		] as const) {
			await settings({ errorForm });
			const none = await call('/asr/async/upload', { form: { language_code: 'zu-ZA' } });
			expect([none.status, none.body]).toEqual([400, sample(file)]);
			const json = await call('/asr/async/upload', { json: { org_id: ORG } });
			expect([json.status, json.body]).toEqual([400, sample(file)]);
		}
		await settings({ fieldNames: 'old' });
		expect((await call('/asr/async/upload', { form: { org_id: ORG } })).status).toBe(400);
		await settings({ fieldNames: 'snake' });
		expect((await call('/asr/async/upload', { form: { OrgID: ORG } })).status).toBe(400);
		await settings({ orgIdRequired: false });
		expect((await call('/asr/async/upload', { form: { language_code: 'zu-ZA' } })).status).toBe(200);
	});
});

/** Code and message of the XML, because request IDs differ. */
function storageError(xml: string): string[] {
	return ['Code', 'Message', 'ArgumentName', 'ArgumentValue'].map(
		(name) => new RegExp(`<${name}>(.*?)</${name}>`).exec(xml)?.[1] ?? '',
	);
}

describe('storage', () => {
	it.each<[string, string, number, (slot: Slot) => Promise<Answer>]>([
		[
			'an extra field',
			's3.403.AccessDenied-policy.xml',
			403,
			async (slot) =>
				await store(
					slot,
					toForm({ ...slot.fields, 'content-type': 'audio/wav' }, { field: 'file', blob: recording() }),
				),
		],
		[
			'a changed policy',
			's3.403.SignatureDoesNotMatch.xml',
			403,
			async (slot) =>
				await store(
					slot,
					toForm(
						{ ...slot.fields, policy: `${slot.fields.policy ?? ''}=` },
						{ field: 'file', blob: recording() },
					),
				),
		],
		[
			'no file',
			's3.400.InvalidArgument-no-file.xml',
			400,
			async (slot) => await store(slot, toForm(slot.fields)),
		],
	])('rejects %s', async (_name, file, status, post) => {
		const answer = await post(await openSlot());
		expect(answer.status).toBe(status);
		expect(answer.headers.get('content-type')).toContain('application/xml');
		expect(storageError(answer.text)).toEqual(storageError(text(file)));
	});

	it('rejects an expired slot', async () => {
		await settings({ slotSeconds: 0 });
		const answer = await store(await openSlot());
		expect(answer.status).toBe(403);
		expect(storageError(answer.text)).toEqual(storageError(text('s3.403.AccessDenied-expired.xml')));
	});

	it('rejects a changed or missing field, a field after the file, a key and a bearer token', async () => {
		const slot = await openSlot();
		const file = { field: 'file', blob: recording() };
		const undated = without(slot.fields, 'x-amz-date');
		expect((await store(slot, toForm(undated, file))).text).toContain('Policy Condition failed');
		const other = { ...slot.fields, key: `${slot.fields.key ?? ''}x` };
		expect((await store(slot, toForm(other, file))).text).toContain('Policy Condition failed');
		const late = toForm(without(slot.fields, 'x-amz-security-token'), file);
		late.append('x-amz-security-token', slot.fields['x-amz-security-token'] ?? '');
		expect((await store(slot, late)).status).toBe(403);
		const { status, text: xml } = await store(slot, undefined, { authorization: 'Bearer x' });
		expect([status, storageError(xml)[0]]).toEqual([400, 'InvalidArgument']);
		await settings({ maxUploadBytes: 10 });
		expect(storageError((await store(slot)).text)[0]).toBe('EntityTooLarge');
		expect((await look('/asr/async/status', slot.fields.key ?? '')).body).toMatchObject({
			status: 'running',
		});
	});

	it('rejects a body of unknown length', async () => {
		const { url } = await openSlot();
		const answer = await new Promise<{ status: number | undefined; xml: string }>((resolve, reject) => {
			const request = httpRequest(
				url,
				{ method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
				(response) => {
					let xml = '';
					response.on('data', (chunk: Buffer) => (xml += chunk.toString()));
					response.on('end', () => {
						resolve({ status: response.statusCode, xml });
					});
				},
			);
			request.on('error', reject);
			request.write('--b\r\n');
			request.end('--b--\r\n');
		});
		expect([answer.status, storageError(answer.xml)[0]]).toEqual([411, 'MissingContentLength']);
	});
});

describe('status', () => {
	it.each([
		['A', 'running', 'asr.async.status.running.200.data-array.json'],
		['A', 'complete', 'asr.async.status.complete.200.data-array.json'],
		['A', 'done', 'asr.async.status.done.200.data-array.json'],
		['B', 'running', 'asr.async.status.running.200.json'],
		['B', 'completed', 'asr.async.status.completed.200.json'],
	])('form %s, %s', async (statusForm, word, file) => {
		await settings({ statusForm, ...(word === 'running' ? {} : { finishedStatus: word }) });
		if (word === 'running') await sandbox.speed({ processingMs: 60_000 });
		const key = await submit();
		if (word !== 'running') await data(key);
		const { body } = await look('/asr/async/status', key);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(statusOf(body)).toBe(word);
	});

	it.each([
		['A', 'asr.async.status.failed.200.data-array.json'],
		['B', 'asr.async.status.failed.200.json'],
	])('form %s for a file that is not audio', async (statusForm, file) => {
		await settings({ statusForm });
		const key = await submit({}, new Blob(['no audio at all']));
		await sandbox.finish();
		const { body } = await look('/asr/async/status', key);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(statusOf(body)).toBe('failed');
	});

	it('sends an ID beyond 2^53 digit by digit', async () => {
		await settings({ statusForm: 'A' });
		const { text: raw } = await look('/asr/async/status', await submit());
		expect(raw).toContain('"id": 207891841473145364,');
		expect(text('asr.async.status.running.200.data-array.json')).toContain('"id": 207891841473145364,');
	});

	it('finds a file by every spelling of its name and of the parameters', async () => {
		const key = await submit();
		const bare = key.replace(`${ORG}/`, '');
		for (const name of [key, bare, `/${bare}`, bare.replace('.wav', '')]) {
			expect((await look('/asr/async/status', name)).status).toBe(200);
			const old = new URLSearchParams({ OrgID: ORG, FileName: name }).toString();
			expect((await call(`/asr/async/status?${old}`)).status).toBe(200);
		}
		await settings({ queryNames: 'old' });
		const { status, body } = await look('/asr/async/status', key);
		expect([status, body]).toEqual([
			400,
			{ error: { code: 'missing_parameter', message: 'Missing fileName' } },
		]);
	});

	it('of an unknown file is as configured', async () => {
		expect((await look('/asr/async/status', 'nobody.wav')).status).toBe(404);
		await settings({ unknownFile: 'empty' });
		expect((await look('/asr/async/status', 'nobody.wav')).body).toEqual(
			sample('asr.async.status.empty.200.data-array.json'),
		);
		await settings({ unknownFile: 'running' });
		expect((await look('/asr/async/status', 'nobody.wav')).body).toMatchObject({ status: 'running' });
	});
});

const statusSchema = z.union([
	z.object({ status: z.string() }),
	z.object({ data: z.tuple([z.object({ status: z.string() })]) }),
]);

function statusOf(body: unknown): string {
	const answer = statusSchema.parse(body);
	return 'data' in answer ? answer.data[0].status : answer.status;
}

describe('data', () => {
	it.each<[string, string, Record<string, unknown>, Fields]>([
		['A', 'asr.async.data.200.json', {}, { diarization: 'True' }],
		['A without diarization', 'asr.async.data.200.no-diarization.json', {}, {}],
		[
			'B',
			'asr.async.data.200.legacy.json',
			{ dataForm: 'B', finishedStatus: 'complete' },
			{ Diarization: 'True' },
		],
		[
			'2023',
			'asr.async.data.200.legacy-2023.json',
			{ dataForm: '2023', finishedStatus: 'done' },
			{ diarization: '1' },
		],
	])('form %s', async (_name, file, change, fields) => {
		await settings(change);
		const body = await data(await submit({ language_code: 'en-ZA', ...fields }));
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		const { timestamps } = z
			.object({ timestamps: z.array(z.object({ speaker: z.string(), start: z.number() })) })
			.parse(body);
		expect(new Set(timestamps.map(({ speaker }) => speaker)).size).toBe(
			Object.keys(fields).length > 0 ? 2 : 1,
		);
	});

	it('is available under one path or both', async () => {
		const key = await submit();
		await data(key, '/asr/async/getdata');
		await settings({ dataPath: 'data' });
		expect((await look('/asr/async/getdata', key)).status).toBe(404);
		await settings({ dataPath: 'getdata' });
		expect((await look('/asr/async/data', key)).status).toBe(404);
	});

	it('before the end of the job is as configured', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const key = await submit();
		expect(
			shapeDifferences(sample('asr.async.data.200.running.json'), (await look('/asr/async/data', key)).body),
		).toEqual([]);
		await settings({ notReady: 'not-found' });
		expect((await look('/asr/async/data', key)).status).toBe(404);
		await settings({ notReady: 'bad-request' });
		expect((await look('/asr/async/data', key)).status).toBe(400);
	});
});

describe('the callback', () => {
	it.each([
		['data', 'notify.data-body.json'],
		['status', 'notify.status-body.json'],
		['minimal', 'notify.minimal.json'],
	])('is one POST with the %s body', async (notifyBody, file) => {
		await settings({ notifyBody });
		const count = receiver.received.length + 1;
		await submit({ notify_url: `${receiver.url}/webhook/a1b2c3d4`, diarization: 'True' });
		const [request] = await receiver.until(count);
		expect(request).toMatchObject({ method: 'POST', url: '/webhook/a1b2c3d4' });
		expect(request?.headers['content-type']).toBe('application/json');
		expect(shapeDifferences(sample(file), JSON.parse(request?.body ?? ''))).toEqual([]);
	});

	it('is not repeated', async () => {
		const refusing = await startReceiver(() => 500);
		await submit({ notify_url: `${refusing.url}/x` });
		await refusing.until(1);
		for (;;) {
			const [callback] = await sandbox.callbacks();
			if (callback?.state === 'pending') {
				await sleep(5);
				continue;
			}
			expect(callback).toMatchObject({ state: 'given-up', attempts: [{ status: 500 }] });
			break;
		}
		await refusing.close();
	});
});

it('responds to unknown paths with an empty 404', async () => {
	const answer = await call('/asr/async/list');
	expect([answer.status, answer.text]).toEqual([404, '']);
});
