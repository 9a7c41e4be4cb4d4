import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { send, type ActiveWorkflow, type WebhookRequest } from '../../support/engine';
import { firstText, type Stage } from '../../support/stage';
import { botlhaleStage, credentialFor, kindOf, ORG } from './stage';

const TRIGGER = 'Botlhale AI Trigger';
const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'botlhale');

let stage: Stage;
let workflow: ActiveWorkflow;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('botlhaleTranscriptionApi', credentialFor(stage.sandbox));
});
afterEach(async () => await workflow.deactivate());

async function listen(parameters: IDataObject = {}): Promise<string> {
	workflow = await stage.engine.activate({
		nodes: [
			{
				name: TRIGGER,
				type: 'n8n-nodes-transcription.botlhaleTrigger',
				parameters: { events: ['completed', 'failed'], output: 'job', ...parameters },
			},
		],
	});
	return workflow.url(TRIGGER);
}

async function createFor(parameters: IDataObject, file = 'dialogue-en.wav') {
	return await stage.run({ resource: 'job', operation: 'create', ...parameters }, [
		await stage.recording(file),
	]);
}

async function makeJob(): Promise<string> {
	return firstText(await createFor({}), 'jobId');
}

async function called(count: number): Promise<void> {
	for (let look = 0; look < 400; look += 1) {
		const callbacks = await stage.sandbox.callbacks();
		if (callbacks.filter(({ state }) => state === 'delivered' || state === 'given-up').length >= count)
			return;
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	throw new Error(`No callback sent: ${JSON.stringify(await stage.sandbox.callbacks())}`);
}

async function started(): Promise<IDataObject[]> {
	return (await workflow.started()).flatMap((run) => run.json(TRIGGER));
}

describe('starts the workflow when a job of Transcribe or Create has ended', () => {
	it.each(['data', 'status', 'minimal'])('for every form of the callback: %s', async (notifyBody) => {
		await stage.sandbox.settings('botlhale', { notifyBody });
		const url = await listen();
		const run = await createFor({ callback: 'trigger', triggerUrl: url });
		expect(run.error).toBeUndefined();
		const jobId = firstText(run, 'jobId');
		await called(1);
		expect(await started()).toEqual([
			expect.objectContaining({
				vendor: 'botlhale',
				jobId,
				status: 'completed',
				event: 'completed',
				deliveryId: expect.stringMatching(/^asr_.*:completed$/),
			}),
		]);
		const [slot] = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'slot');
		expect(slot?.details).toMatchObject({ fields: { notify_url: url } });
	});

	it.each([
		['transcript', 'segments'],
		['text', 'text'],
		['srt', 'captions'],
	])('outputs %s', async (output, field) => {
		const url = await listen({ output });
		await createFor({ callback: 'trigger', triggerUrl: url });
		await called(1);
		expect((await started())[0]).toMatchObject({ event: 'completed', [field]: expect.anything() });
	});

	it('reports a failed job, and ignores events that are not selected', async () => {
		const url = await listen({ events: ['failed'] });
		await createFor({ callback: 'trigger', triggerUrl: url });
		const item = await stage.engine.binaryItem({ data: Buffer.from('not audio'), fileName: 'a.wav' });
		await stage.run({ resource: 'job', operation: 'create', callback: 'trigger', triggerUrl: url }, [item]);
		await called(2);
		expect(await started()).toEqual([expect.objectContaining({ event: 'failed', status: 'failed' })]);
	});

	it('once for a duplicate callback', async () => {
		await stage.sandbox.faults({ kind: 'callback-doubled' });
		const url = await listen();
		await createFor({ callback: 'trigger', triggerUrl: url });
		await called(2);
		expect(await started()).toHaveLength(1);
	});
});

describe('accepts every form of the callback', () => {
	const bare = (jobId: string) => jobId.replace(`${ORG}/`, '').replace('.wav', '');

	it.each<[string, (jobId: string, url: string) => [string, WebhookRequest]]>([
		['JSON with only the name', (id, url) => [url, { json: { filename: bare(id) } }]],
		['old spelling', (id, url) => [url, { json: { FileName: `${bare(id)}.wav` } }]],
		[
			'status of 2024',
			(id, url) => [url, { json: { data: [{ process: `${bare(id)}.wav`, status: 'done' }] } }],
		],
		['location', (id, url) => [url, { json: { location: id } }]],
		['leading slash', (id, url) => [url, { json: { filename: `/${bare(id)}.wav` } }]],
		['a folder', (id, url) => [url, { json: { filename: `audios/${bare(id)}.wav` } }]],
		['a link to the storage', (id, url) => [url, { json: { location: `https://s3.example.com/${id}` } }]],
		['a list', (id, url) => [url, { json: [{ key: id }] }]],
		['PUT', (id, url) => [url, { method: 'PUT', json: { speech_file: id } }]],
		['GET with a query', (id, url) => [`${url}?filename=${encodeURIComponent(id)}`, { method: 'GET' }]],
		[
			'a form',
			(id, url) => [
				url,
				{
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: `filename=${encodeURIComponent(id)}`,
				},
			],
		],
		[
			'JSON as plain text',
			(id, url) => [
				url,
				{ headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ filename: id }) },
			],
		],
	])('%s', async (_form, request) => {
		const jobId = await makeJob();
		const url = await listen();
		const [address, options] = request(jobId, url);
		const reply = await send(address, options);
		expect(reply.status).toBe(200);
		expect(await started()).toEqual([expect.objectContaining({ jobId, status: 'completed' })]);
	});

	it('disagreement 13: also if the key has no organisation', async () => {
		await stage.sandbox.settings('botlhale', { uploadForm: 'C' });
		const jobId = await makeJob();
		const url = await listen();
		expect((await send(url, { json: { filename: jobId.replace('.wav', '') } })).status).toBe(200);
		expect(await started()).toEqual([expect.objectContaining({ status: 'completed' })]);
	});
});

describe('verifies a callback with Botlhale AI', () => {
	it.each(['not-found', 'empty'])(
		'starts nothing for a job that does not exist (%s)',
		async (unknownFile) => {
			await stage.sandbox.settings('botlhale', { unknownFile });
			const url = await listen();
			for (const file of ['notify.data-body.json', 'notify.minimal.json', 'notify.status-body.json']) {
				const body = readFileSync(join(FIXTURES, file), 'utf8');
				const reply = await send(url, { headers: { 'content-type': 'application/json' }, body });
				expect(reply.status).toBe(200);
				expect(reply.text).not.toMatch(/exist|found|job/i);
			}
			expect(await started()).toEqual([]);
		},
	);

	it('starts nothing for a running job', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		const jobId = await makeJob();
		const url = await listen();
		await send(url, { json: { filename: jobId, status: 'completed' } });
		expect(await started()).toEqual([]);
		await stage.sandbox.finish();
		await send(url, { json: { filename: jobId } });
		expect(await started()).toHaveLength(1);
	}, 20_000);

	it('responds in the same way for unknown, running and ended jobs, whether the workflow starts or not', async () => {
		const url = await listen({ events: ['completed'] });
		const ended = await makeJob();
		await stage.sandbox.speed({ processingMs: 60_000 });
		const running = await makeJob();
		const replies = await Promise.all(
			[ended, running, 'unknown.wav', `${ORG}/asr_unknown.wav`].map(
				async (filename) => await send(url, { json: { filename } }),
			),
		);
		replies.push(await send(url, { json: { filename: ended } }));
		expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
		expect(await started()).toHaveLength(1);
	}, 20_000);

	it('limits the requests that forged callbacks cause, and loses no genuine callback in between', async () => {
		const url = await listen();
		const asked = async () => (await stage.sandbox.requests({ path: '/asr/async/' })).length;
		const [first, second] = [await makeJob(), await makeJob()];
		const before = await asked();
		await Promise.all(
			Array.from({ length: 4 }, async (_lane, lane) => {
				for (let index = 0; index < 150; index += 1) {
					await send(url, { json: { filename: `forged-${lane}-${index}.wav` } });
					if (lane === 0 && index === 75) await send(url, { json: { filename: first } });
				}
			}),
		);
		expect((await send(url, { json: { filename: second } })).status).toBe(200);
		expect((await started()).map(({ jobId }) => jobId)).toEqual([first, second]);
		expect((await asked()) - before).toBeLessThanOrEqual(60 + 2);
	}, 60_000);

	it('waits for a job that finishes shortly after the callback', async () => {
		await stage.sandbox.speed({ processingMs: 700 });
		const jobId = await makeJob();
		const url = await listen();
		expect((await send(url, { json: { filename: jobId } })).status).toBe(200);
		expect(await started()).toEqual([expect.objectContaining({ status: 'completed' })]);
	});

	it('uses the status of the job if the callback says "failed" but the job is completed', async () => {
		const jobId = await makeJob();
		const url = await listen({ events: ['failed'] });
		expect((await send(url, { json: { filename: jobId, status: 'failed' } })).status).toBe(200);
		expect(await started()).toEqual([]);
	});

	it.each<[string, WebhookRequest]>([
		['nothing', {}],
		['no name', { json: { status: 'completed' } }],
		['a number', { json: { filename: 5 } }],
		['another path', { json: { filename: '../../auth/get_tokens' } }],
		['a name that never ends', { json: { filename: 'a'.repeat(2000) } }],
		['lines', { json: { filename: 'a\nb' } }],
	])('rejects a callback with %s without a request', async (_what, request) => {
		const url = await listen();
		expect((await send(url, request)).status).toBe(422);
		expect(await stage.sandbox.requests()).toEqual([]);
		expect(await started()).toEqual([]);
	});

	it('asks for a retry while Botlhale AI cannot be reached', async () => {
		const jobId = await makeJob();
		const url = await listen();
		await stage.sandbox.faults({ kind: 'status', status: 500, match: { path: '/asr/async/status' } });
		expect((await send(url, { json: { filename: jobId } })).status).toBe(503);
		expect((await send(url, { json: { filename: jobId } })).status).toBe(200);
		expect(await started()).toHaveLength(1);
	});

	it('starts nothing if the credential is rejected', async () => {
		const jobId = await makeJob();
		const url = await listen();
		stage.engine.setCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			refreshToken: 'bad-token',
		});
		expect((await send(url, { json: { filename: jobId } })).status).toBe(401);
		expect(await started()).toEqual([]);
	});
});

describe('the callback URL', () => {
	it('of the trigger fits into the name of the stored file', async () => {
		expect(await listen()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/[0-9a-z-]+\/webhook$/);
	});

	it.each<[string, RegExp]>([
		['https://example.com/a_b', /cannot store: _/],
		['https://example.com/a?b=c', /cannot store: \? =/],
		['https://example.com/%41', /cannot store: %/],
		['https://example.com/a b', /cannot store: a space$/],
		['https://example.com/a*#', /cannot store: \* #/],
		[`https://example.com/${'a/'.repeat(200)}`, /too long/],
		['ftp://example.com/a', /must be a web address/],
	])('%s is rejected before anything is sent', async (callbackUrl, message) => {
		await listen();
		const run = await createFor({ callback: 'url', callbackUrl });
		expect(run.error?.message).toMatch(message);
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('may contain all other characters', async () => {
		await listen();
		const callbackUrl = 'https://Hooks.example.com:8443/a-1/b.c';
		expect((await createFor({ callback: 'url', callbackUrl })).error).toBeUndefined();
		const [slot] = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'slot');
		expect(slot?.details).toMatchObject({ fields: { notify_url: callbackUrl } });
	});
});
