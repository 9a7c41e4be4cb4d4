import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { RECORDINGS } from '../../support/sandbox';
import { firstText, NODE, type Stage } from '../../support/stage';
import { botlhaleStage, credentialFor, kindOf, ORG, REFRESH_TOKEN } from './stage';

/** Encodings of requests, upload slots for other programs, pasted credentials, errors of the token endpoint. */

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('botlhaleTranscriptionApi', credentialFor(stage.sandbox));
});

const create = { resource: 'job', operation: 'create' };
const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

async function requests(kind: string) {
	return (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === kind);
}

describe('an upload slot', () => {
	it.each<[number, object | string]>([
		[400, { message: 'Please provide org_id' }],
		[400, ''],
		[415, { message: 'Use a form with a boundary' }],
		[422, { detail: [{ loc: ['body', 'org_id'], msg: 'Field required' }] }],
	])('is requested as multipart if urlencoded is rejected with %i %j', async (status, body) => {
		await stage.sandbox.faults({
			kind: 'status',
			status,
			body,
			times: 2,
			match: { path: '^/asr/async/upload$' },
		});
		const run = await stage.run({ ...create, speakers: 'voice', additionalFields: { sample_rate: 8000 } }, [
			await stage.recording('order-af.ogg'),
		]);
		expect(run.error).toBeUndefined();
		const slots = await requests('slot');
		expect(slots.map((slot) => slot.status)).toEqual([status, status, 200]);
		expect(slots.at(-1)?.details).toEqual({
			encoding: 'multipart',
			fields: { org_id: ORG, diarization: 'True', sample_rate: '8000' },
		});
	});

	it('is requested once if a value is wrong', async () => {
		const run = await stage.run({ ...create, additionalFields: { other_language_code: 'xx-XX' } }, [
			await stage.recording('order-af.ogg'),
		]);
		expect(run.error?.message).toMatch(/Invalid language_code/);
		expect(await requests('slot')).toHaveLength(1);
	});

	it('is created without an upload: its form uploads a recording without this node, which starts the job', async () => {
		const run = await stage.run({
			resource: 'job',
			operation: 'createUploadSlot',
			callback: 'url',
			callbackUrl: 'https://example.com/done',
			language: 'en-ZA',
		});
		expect(run.error).toBeUndefined();
		const [slot] = run.json(NODE);
		expect(slot).toMatchObject({
			vendor: 'botlhale',
			jobId: expect.stringMatching(`^${ORG}/asr_`),
			method: 'POST',
			fileField: 'file',
			expiresAt: expect.stringMatching(/^20\d\d-.*Z$/),
		});
		const { url, fields } = z
			.object({ url: z.string(), fields: z.record(z.string(), z.string()) })
			.parse(slot);
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		form.append('file', new Blob([await readFile(join(RECORDINGS, 'dialogue-en.wav'))]));
		expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
		const jobId = firstText(run, 'jobId');
		const waited = await stage.run({ resource: 'job', operation: 'wait', jobId, output: 'text' });
		expect(waited.json(NODE)[0]?.text).toContain('move my appointment');
		const [request] = await requests('slot');
		expect(request?.details).toMatchObject({
			fields: { language_code: 'en-ZA', notify_url: 'https://example.com/done' },
		});
	});
});

describe('Transcribe Short Audio', () => {
	it.each([
		['Audio is longer than 60 seconds', 1],
		['Unsupported audio format', 1],
		['Invalid language_code', 1],
		['Please provide SpeechFile', 2],
		['Missing LanguageCode', 2],
	])('rejected with "%s" sends the recording %i times', async (message, times) => {
		await stage.sandbox.faults({
			kind: 'status',
			status: 400,
			body: { message },
			times: null,
			match: { path: '^/asr$' },
		});
		const run = await stage.run(short, [await stage.recording('order-af.ogg')]);
		expect(run.error?.message).toContain(message);
		expect(await requests('short')).toHaveLength(times);
	});

	it('names the operation for long recordings', async () => {
		await stage.sandbox.settings('botlhale', { syncLimitSeconds: 5 });
		const run = await stage.run(short, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.description).toMatch(/use Transcript: Transcribe/);
	});

	it('mentions no field that this node does not have if the file is missing', async () => {
		const run = await stage.run(short, [{ json: {} }]);
		expect(run.error?.description).not.toMatch(/URL|"Recording"/);
	});
});

describe('a pasted credential', () => {
	it.each([`"${REFRESH_TOKEN}"`, `REFRESH_TOKEN=${REFRESH_TOKEN}`, `export TOKEN='${REFRESH_TOKEN}'\n`])(
		'%s: the refresh token is sent alone',
		async (refreshToken) => {
			const credential = { ...credentialFor(stage.sandbox), refreshToken };
			stage.engine.setCredential('botlhaleTranscriptionApi', credential);
			const run = await stage.run(short, [await stage.recording('order-af.ogg')]);
			expect(run.error).toBeUndefined();
			expect(await stage.engine.testCredential('botlhaleTranscriptionApi', credential)).toMatchObject({
				status: 'OK',
			});
			const tokens = await requests('token');
			expect(tokens.map(({ details }) => details?.fields)).toEqual([
				{ refresh_token: REFRESH_TOKEN },
				{ refresh_token: REFRESH_TOKEN },
			]);
		},
	);

	it.each(['"sandbox-bearer"', 'Authorization: Bearer sandbox-bearer', 'token=sandbox-bearer'])(
		'%s: the bearer token is sent alone',
		async (bearerToken) => {
			stage.engine.setCredential('botlhaleTranscriptionApi', {
				...credentialFor(stage.sandbox),
				authentication: 'bearer',
				bearerToken,
			});
			const run = await stage.run(short, [await stage.recording('order-af.ogg')]);
			expect(run.error).toBeUndefined();
			const [sent] = await requests('short');
			expect(sent?.headers.authorization).toBe('Bearer sandbox-bearer');
		},
	);
});

describe('an error of the token endpoint', () => {
	it.each([500, 502, 504])(
		'%i is retried and not mistaken for an error of the paid request',
		async (status) => {
			await stage.sandbox.faults({ kind: 'status', status, times: 1, match: { path: 'generate' } });
			const run = await stage.run(short, [await stage.recording('order-af.ogg')]);
			expect(run.error).toBeUndefined();
			await stage.sandbox.reset();
			stage.engine.setCredential('botlhaleTranscriptionApi', credentialFor(stage.sandbox));
			await stage.sandbox.faults({ kind: 'status', status, times: null, match: { path: 'generate' } });
			const failed = await stage.run({ ...short, options: { retries: 1 } }, [
				await stage.recording('order-af.ogg'),
			]);
			expect(failed.error?.message).toContain(`/auth/generate returned ${status}`);
			expect(failed.error?.description).not.toMatch(/counted|transcribed/);
			expect(await requests('short')).toEqual([]);
		},
	);

	it('is retried after the time in its Retry-After header', async () => {
		const times: number[] = [];
		const server = createServer((request, response) => {
			const isToken = request.url === '/auth/generate';
			if (isToken) times.push(Date.now());
			request.resume();
			if (isToken && times.length === 1) response.writeHead(429, { 'retry-after': '2' }).end();
			else if (isToken) response.end('{"token":"t","expires":3600}');
			else response.end('{"status":"completed"}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		stage.engine.setCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			baseUrl: `http://127.0.0.1:${address.port}`,
		});
		const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId: 'a.wav' });
		server.closeAllConnections();
		server.close();
		expect(run.json(NODE)[0]).toMatchObject({ status: 'completed' });
		const [first = 0, second = 0] = times;
		expect(second - first).toBeGreaterThanOrEqual(1_990);
	});
});
