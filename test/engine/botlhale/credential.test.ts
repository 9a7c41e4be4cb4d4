import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { trimmedText } from '../../../nodes/shared/core/trimmedText';
import type { RequestEntry } from '../../support/sandbox';
import { firstText, NODE, type Stage } from '../../support/stage';
import { botlhaleStage, credentialFor, kindOf, REFRESH_TOKEN } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	change({});
});

/** A credential with these fields, as it is saved for the first time. */
function change(fields: ICredentialDataDecryptedObject): void {
	stage.engine.setCredential('botlhaleTranscriptionApi', { ...credentialFor(stage.sandbox), ...fields });
}

async function requests(kind: string): Promise<RequestEntry[]> {
	return (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === kind);
}

/** The saved bearer token. */
const keptToken = (): string => trimmedText(stage.engine.credential('botlhaleTranscriptionApi').sessionToken);

const transcribe = { resource: 'transcript', operation: 'transcribe', output: 'text' };
const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

async function makeJob(): Promise<string> {
	const run = await stage.run({ resource: 'job', operation: 'create' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	return firstText(run, 'jobId');
}

it('requests a bearer token once, stores it and uses it until it expires', async () => {
	await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
	await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
	expect(await requests('token')).toHaveLength(1);
	const sessionToken = keptToken();
	expect(sessionToken).toMatch(/^[0-9a-f]{16}\.\d{10}\.eyJ/);
	const [status] = await requests('status');
	expect(sessionToken).toContain(String(status?.headers.authorization).replace('Bearer ', ''));
});

it('requests one bearer token for many concurrent items', async () => {
	const items = Array.from({ length: 8 }, async () => await stage.recording('order-af.ogg'));
	const run = await stage.run({ resource: 'job', operation: 'create' }, await Promise.all(items));
	expect(run.json(NODE)).toHaveLength(8);
	expect(await requests('token')).toHaveLength(1);
});

describe('after a 401, renews the bearer token once', () => {
	it('and repeats a request for a job', async () => {
		const jobId = await makeJob();
		await stage.sandbox.settings('botlhale', { tokenGeneration: 1 });
		const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId });
		expect(run.json(NODE)[0]).toMatchObject({ status: 'completed' });
		expect((await requests('status')).map(({ status }) => status)).toEqual([401, 200]);
		expect(await requests('token')).toHaveLength(2);
	});

	it('and repeats the request for an upload slot with its form', async () => {
		await makeJob();
		await stage.sandbox.settings('botlhale', { tokenGeneration: 1 });
		await makeJob();
		expect((await requests('slot')).map(({ status }) => status)).toEqual([200, 401, 200]);
	});

	it.each(['memory', 'filesystem'] as const)(
		'and uploads the recording from the beginning in %s mode',
		async (mode) => {
			const other = await botlhaleStage(mode);
			try {
				await other.run(short, [await other.recording('order-af.ogg')]);
				await other.sandbox.settings('botlhale', { tokenGeneration: 1 });
				const run = await other.run(short, [await other.recording('dialogue-en.wav')]);
				expect(run.json(NODE)[0]?.text).toContain('move my appointment');
				const sent = (await other.sandbox.requests()).filter((entry) => kindOf(entry) === 'short');
				expect(sent.map(({ status }) => status)).toEqual([200, 401, 200]);
			} finally {
				await other.close();
				// The engine has one binary data service per process.
				await makeJob();
			}
		},
	);

	it('and, after a second 401, fails with advice', async () => {
		for (const [parameters, kind] of [
			[{ resource: 'job', operation: 'getStatus', jobId: 'a.wav' }, 'status'],
			[short, 'short'],
		] as const) {
			await stage.sandbox.reset();
			change({});
			await stage.sandbox.faults({ kind: 'status', status: 401, times: null, match: { path: '^/asr' } });
			const run = await stage.run(parameters, [await stage.recording('dialogue-en.wav')]);
			expect(run.error?.message).toBe('Botlhale AI: the credential was rejected (401)');
			expect(run.error?.description).toMatch(/refresh token/);
			expect((await requests(kind)).map(({ status }) => status)).toEqual([401, 401]);
		}
	});
});

it('does not use a bearer token of another refresh token or an expired one', async () => {
	const jobId = await makeJob();
	const sessionToken = keptToken();
	change({ refreshToken: 'another-refresh-token', sessionToken });
	await stage.run({ resource: 'job', operation: 'getStatus', jobId });
	const tokens = await requests('token');
	expect(tokens.map(({ details }) => details?.fields)).toEqual([
		{ refresh_token: REFRESH_TOKEN },
		{ refresh_token: 'another-refresh-token' },
	]);
	// A request without a bearer token is never sent.
	expect((await requests('status')).map(({ status }) => status)).toEqual([200]);

	change({ sessionToken: sessionToken.replace(/\.\d{10}\./, '.1000000000.') });
	const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId });
	expect(run.error).toBeUndefined();
	expect(await requests('token')).toHaveLength(3);
});

it('accepts a bearer token with or without the word "Bearer"', async () => {
	for (const bearerToken of ['sandbox-bearer', ' Bearer sandbox-bearer ']) {
		change({ authentication: 'bearer', refreshToken: '', bearerToken });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('move my appointment');
	}
	expect(await requests('token')).toEqual([]);
	change({ authentication: 'bearer', refreshToken: '', bearerToken: 'wrong-bearer' });
	const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
	expect(run.error?.message).toBe('Botlhale AI: the credential was rejected (401)');
});

describe('a rejected refresh token', () => {
	it('fails with the message of the token endpoint and contains no token', async () => {
		change({ refreshToken: 'bad-refresh-token' });
		await stage.sandbox.settings('botlhale', { unauthorizedBody: 'gateway' });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.message).toBe(
			'Botlhale AI: The refresh token was rejected, because /auth/generate returned 401: Unauthorized (403, token_refused)',
		);
		expect(run.error?.description).toMatch(/refresh token, the host and the token endpoint/);
		expect(JSON.stringify(run.error)).not.toContain('bad-refresh-token');
		expect(await requests('slot')).toEqual([]);
	});

	it('is not sent repeatedly', async () => {
		change({ refreshToken: 'bad-refresh-token' });
		await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(await requests('token')).toHaveLength(1);
	});

	it('retries while the token endpoint is temporarily unavailable', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 503, times: 1, match: { path: 'generate' } });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('move my appointment');
	});
});

describe('the credential test', () => {
	it('requests a token and an upload slot, in both naming styles', async () => {
		for (const fieldNames of ['snake', 'old']) {
			await stage.sandbox.reset();
			await stage.sandbox.settings('botlhale', { fieldNames });
			expect(await stage.engine.testCredential('botlhaleTranscriptionApi')).toMatchObject({ status: 'OK' });
			expect((await stage.sandbox.requests()).map(kindOf)).toEqual(['token', 'slot']);
		}
	});

	it.each(['A', 'B', 'C'])('accepts the upload slot in form %s', async (uploadForm) => {
		await stage.sandbox.settings('botlhale', { uploadForm });
		expect(await stage.engine.testCredential('botlhaleTranscriptionApi')).toMatchObject({ status: 'OK' });
	});

	it('fails without the organisation', async () => {
		expect(
			await stage.engine.testCredential('botlhaleTranscriptionApi', {
				...credentialFor(stage.sandbox),
				orgId: '',
			}),
		).toEqual({
			status: 'Error',
			message: 'Botlhale AI rejected the request (400). Check the values of the credential.',
		});
	});

	it('fails with a rejected token or bearer token, or a host that does not respond', async () => {
		const refused = await stage.engine.testCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			refreshToken: 'bad-refresh-token',
		});
		expect(refused).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^The refresh token was rejected, because/),
		});
		const bearer = await stage.engine.testCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			authentication: 'bearer',
			bearerToken: 'wrong',
		});
		expect(bearer).toMatchObject({ status: 'Error', message: expect.stringMatching(/rejected the token/) });
		const gone = await stage.engine.testCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			baseUrl: 'http://127.0.0.1:1',
		});
		expect(gone.status).toBe('Error');
	});
});
