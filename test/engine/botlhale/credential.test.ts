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

/** A credential as it is saved for the first time, with these fields. */
function change(fields: ICredentialDataDecryptedObject): void {
	stage.engine.setCredential('botlhaleApi', { ...credentialFor(stage.sandbox), ...fields });
}

async function requests(kind: string): Promise<RequestEntry[]> {
	return (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === kind);
}

/** What is saved of the bearer. */
const keptToken = (): string => trimmedText(stage.engine.credential('botlhaleApi').sessionToken);

const transcribe = { resource: 'transcript', operation: 'transcribe', output: 'text' };
const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

async function makeJob(): Promise<string> {
	const run = await stage.run({ resource: 'job', operation: 'create' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	return firstText(run, 'jobId');
}

it('fetches a bearer once, keeps it, and uses it until its end', async () => {
	await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
	await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
	expect(await requests('token')).toHaveLength(1);
	const sessionToken = keptToken();
	expect(sessionToken).toMatch(/^[0-9a-f]{16}\.\d{10}\.eyJ/);
	const [status] = await requests('status');
	expect(sessionToken).toContain(String(status?.headers.authorization).replace('Bearer ', ''));
});

it('fetches one for many items at once', async () => {
	const items = Array.from({ length: 8 }, async () => await stage.recording('order-af.ogg'));
	const run = await stage.run({ resource: 'job', operation: 'create' }, await Promise.all(items));
	expect(run.json(NODE)).toHaveLength(8);
	expect(await requests('token')).toHaveLength(1);
});

describe('on 401 the bearer is renewed once', () => {
	it('and a request for a job sent again', async () => {
		const jobId = await makeJob();
		await stage.sandbox.settings('botlhale', { tokenGeneration: 1 });
		const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId });
		expect(run.json(NODE)[0]).toMatchObject({ status: 'completed' });
		expect((await requests('status')).map(({ status }) => status)).toEqual([401, 200]);
		expect(await requests('token')).toHaveLength(2);
	});

	it('and an upload slot asked for again, with its form', async () => {
		await makeJob();
		await stage.sandbox.settings('botlhale', { tokenGeneration: 1 });
		await makeJob();
		expect((await requests('slot')).map(({ status }) => status)).toEqual([200, 401, 200]);
	});

	it.each(['memory', 'filesystem'] as const)('and a recording opened anew in %s mode', async (mode) => {
		const other = await botlhaleStage(mode);
		try {
			await other.run(short, [await other.recording('order-af.ogg')]);
			await other.sandbox.settings('botlhale', { tokenGeneration: 1 });
			const run = await other.run(short, [await other.recording('dialogue-en.wav')]);
			expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
			const sent = (await other.sandbox.requests()).filter((entry) => kindOf(entry) === 'short');
			expect(sent.map(({ status }) => status)).toEqual([200, 401, 200]);
		} finally {
			await other.close();
			// The engine's binary data service is one for the process.
			await makeJob();
		}
	});

	it('and no more: then it stops with what to do', async () => {
		for (const [parameters, kind] of [
			[{ resource: 'job', operation: 'getStatus', jobId: 'a.wav' }, 'status'],
			[short, 'short'],
		] as const) {
			await stage.sandbox.reset();
			change({});
			await stage.sandbox.faults({ kind: 'status', status: 401, times: null, match: { path: '^/asr' } });
			const run = await stage.run(parameters, [await stage.recording('dialogue-en.wav')]);
			expect(run.error?.message).toBe('Botlhale AI: HTTP status 401 (401)');
			expect(run.error?.description).toMatch(/refresh token/);
			expect((await requests(kind)).map(({ status }) => status)).toEqual([401, 401]);
		}
	});
});

it('does not use the bearer of another refresh token or after its end', async () => {
	const jobId = await makeJob();
	const sessionToken = keptToken();
	change({ refreshToken: 'another-refresh-token', sessionToken });
	await stage.run({ resource: 'job', operation: 'getStatus', jobId });
	const tokens = await requests('token');
	expect(tokens.map(({ details }) => details?.fields)).toEqual([
		{ refresh_token: REFRESH_TOKEN },
		{ refresh_token: 'another-refresh-token' },
	]);
	const [status] = await requests('status');
	expect(status?.headers).not.toHaveProperty('authorization');

	change({ sessionToken: sessionToken.replace(/\.\d{10}\./, '.1000000000.') });
	const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId });
	expect(run.error).toBeUndefined();
	expect(await requests('token')).toHaveLength(3);
});

it('takes a bearer as it is, with or without the word in front', async () => {
	for (const bearerToken of ['sandbox-bearer', ' Bearer sandbox-bearer ']) {
		change({ authentication: 'bearer', refreshToken: '', bearerToken });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
	}
	expect(await requests('token')).toEqual([]);
	change({ authentication: 'bearer', refreshToken: '', bearerToken: 'wrong-bearer' });
	const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
	expect(run.error?.message).toBe('Botlhale AI: HTTP status 401 (401)');
});

describe('a refused refresh token', () => {
	it('stops with the words of the token endpoint, and shows no token', async () => {
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

	it('is not asked about again and again', async () => {
		change({ refreshToken: 'bad-refresh-token' });
		await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(await requests('token')).toHaveLength(1);
	});

	it('while the token endpoint is in trouble, it is asked again', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 503, times: 1, match: { path: 'generate' } });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
	});
});

describe('the credential test', () => {
	it('exchanges the token and asks for a file that does not exist', async () => {
		expect(await stage.engine.testCredential('botlhaleApi')).toMatchObject({ status: 'OK' });
		expect((await stage.sandbox.requests()).map(kindOf)).toEqual(['token', 'status']);
	});

	it.each(['not-found', 'empty', 'running'])(
		'passes where an unknown file is answered by «%s»',
		async (unknownFile) => {
			await stage.sandbox.settings('botlhale', { unknownFile });
			expect(await stage.engine.testCredential('botlhaleApi')).toMatchObject({ status: 'OK' });
		},
	);

	it('fails with a refused token or bearer, or a host that does not answer', async () => {
		const refused = await stage.engine.testCredential('botlhaleApi', {
			...credentialFor(stage.sandbox),
			refreshToken: 'bad-refresh-token',
		});
		expect(refused).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^The refresh token was rejected, because/),
		});
		const bearer = await stage.engine.testCredential('botlhaleApi', {
			...credentialFor(stage.sandbox),
			authentication: 'bearer',
			bearerToken: 'wrong',
		});
		expect(bearer).toMatchObject({ status: 'Error', message: expect.stringMatching(/rejected the token/) });
		const gone = await stage.engine.testCredential('botlhaleApi', {
			...credentialFor(stage.sandbox),
			baseUrl: 'http://127.0.0.1:1',
		});
		expect(gone.status).toBe('Error');
	});
});
