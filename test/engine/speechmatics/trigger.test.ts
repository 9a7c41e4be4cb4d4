import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { type ActiveWorkflow, type RunResult, type WebhookRequest, send } from '../../support/engine';
import { sample, sampleText } from '../../support/speechmatics';
import { firstText, type Stage } from '../../support/stage';
import { SECRET, speechmaticsStage } from './stage';

const TRIGGER = 'Speechmatics Trigger';
const HEADER = 'X-Transcription-Webhook-Secret';

let stage: Stage;

beforeAll(async () => {
	stage = await speechmaticsStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

async function listen(parameters: IDataObject = {}): Promise<ActiveWorkflow> {
	return await stage.engine.activate({
		nodes: [
			{
				name: TRIGGER,
				type: 'n8n-nodes-transcription.speechmaticsTrigger',
				parameters: {
					events: ['completed', 'failed', 'fetchFailed', 'prepareFailed'],
					output: 'callback',
					...parameters,
				},
			},
		],
	});
}

async function createFor(url: string, parameters: IDataObject = {}, file = 'dialogue-en.mp3') {
	const run = await stage.run(
		{
			resource: 'job',
			operation: 'create',
			recordingSource: 'binary',
			callback: 'trigger',
			triggerUrl: url,
			...parameters,
		},
		[await stage.recording(file)],
	);
	expect(run.error).toBeUndefined();
	return firstText(run, 'jobId');
}

async function delivered(count: number): Promise<void> {
	for (let look = 0; look < 400; look += 1) {
		const callbacks = await stage.sandbox.callbacks();
		if (callbacks.filter(({ state }) => state === 'delivered').length >= count) return;
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	throw new Error(`Not delivered: ${JSON.stringify(await stage.sandbox.callbacks())}`);
}

/** The content of the callback. */
function contentsOf(json: INodeExecutionData['json'] | undefined): Record<string, unknown> {
	return z.record(z.string(), z.unknown()).parse(json?.contents ?? {});
}

describe('a job of Transcribe or Create', () => {
	it('starts the workflow when it has ended', async () => {
		const workflow = await listen();
		const url = `${workflow.url(TRIGGER)}?customer=42`;
		const jobId = await createFor(url);
		await delivered(1);
		const runs = await workflow.started();
		expect(runs.map((run) => run.json(TRIGGER))).toEqual([
			[
				{
					vendor: 'speechmatics',
					jobId,
					vendorStatus: 'success',
					query: { customer: '42' },
					event: 'completed',
					deliveryId: expect.stringMatching(new RegExp(`^${jobId}:success:[0-9a-f]{16}$`)),
				},
			],
		]);
		const [callback] = await stage.sandbox.callbacks();
		expect(callback).toMatchObject({ method: 'POST', body: '', attempts: [{ status: 200 }] });
		await workflow.deactivate();
	});

	it.each([
		['transcript', 'segments'],
		['srt', 'captions'],
		['job', 'status'],
		['text', 'text'],
	])('is output as %s', async (output, field) => {
		const workflow = await listen({ output });
		const jobId = await createFor(workflow.url(TRIGGER));
		await delivered(1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]).toMatchObject({
			jobId,
			event: 'completed',
			deliveryId: `${jobId}:success`,
			[field]: expect.anything(),
		});
		await workflow.deactivate();
	});

	it('is confirmed and fetched with the early access tag of the trigger', async () => {
		await stage.sandbox.settings('speechmatics', { earTags: ['preview-7'] });
		const workflow = await listen({ output: 'text', options: { earTag: 'preview-7' } });
		await createFor(workflow.url(TRIGGER));
		await delivered(1);
		expect(await workflow.started()).toHaveLength(1);
		const requests = await stage.sandbox.requests({ vendor: 'speechmatics', method: 'GET' });
		expect(requests.map(({ headers }) => headers['x-sm-ear-tag'])).toEqual(['preview-7', 'preview-7']);
		await workflow.deactivate();
	});

	it('reports that the recording could not be fetched', async () => {
		const workflow = await listen({ output: 'job' });
		await createFor(workflow.url(TRIGGER), {
			recordingSource: 'url',
			url: stage.sandbox.recordingUrl('none.mp3'),
		});
		await delivered(1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]).toMatchObject({
			event: 'fetchFailed',
			vendorStatus: 'rejected',
			status: 'failed',
			errorMessage: expect.stringMatching(/^Unable to fetch audio: .*\.$/),
		});
		await workflow.deactivate();
	});

	it('reports that the file is not a recording', async () => {
		const workflow = await listen({ output: 'job' });
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.mp3' });
		await stage.run(
			{
				resource: 'job',
				operation: 'create',
				recordingSource: 'binary',
				callback: 'trigger',
				triggerUrl: workflow.url(TRIGGER),
			},
			[item],
		);
		await delivered(1);
		const [run] = await workflow.started();
		const [callback] = await stage.sandbox.callbacks();
		const events: Record<string, string> = { error: 'failed', trim_error: 'prepareFailed' };
		const status = new URL(callback?.url ?? '').searchParams.get('status') ?? '';
		expect(run?.json(TRIGGER)[0]).toMatchObject({ event: events[status], status: 'failed' });
		await workflow.deactivate();
	});

	it('starts once for a duplicate callback, and not for events that are not selected', async () => {
		const workflow = await listen({ events: ['completed'] });
		await stage.sandbox.faults({ kind: 'callback-doubled' });
		await createFor(workflow.url(TRIGGER));
		await delivered(2);
		await call(workflow, 'error', {});
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('starts for each of several notifications of one job', async () => {
		const workflow = await listen();
		const url = workflow.url(TRIGGER);
		const auth_headers = { rows: [{ name: HEADER, value: SECRET }] };
		const jobId = await createFor(url, {
			callbackContents: ['transcript', 'jobinfo'],
			additionalFields: {
				notifications: {
					rows: [
						{ url, contents: ['transcript.srt'], auth_headers, method: 'put' },
						{ url, contents: ['data'], auth_headers },
					],
				},
			},
		});
		await delivered(3);
		const items = (await workflow.started()).flatMap((run) => run.items(TRIGGER));
		expect(new Set(items.map(({ json }) => json.deliveryId)).size).toBe(3);
		const contents = items.map(({ json }) => Object.keys(contentsOf(json)).sort());
		expect(contents).toEqual(expect.arrayContaining([['jobinfo', 'transcript'], ['srt'], []]));
		const both = items.find(({ json }) => Object.hasOwn(contentsOf(json), 'jobinfo'));
		expect(both?.json.contents).toMatchObject({
			jobinfo: { job: { id: jobId, status: 'done' } },
			transcript: { job: { id: jobId }, results: expect.any(Array) },
		});
		expect(JSON.stringify(both?.json)).not.toContain(SECRET);
		const media = items.find(({ binary }) => binary?.data !== undefined);
		const recording = await stage.recording('dialogue-en.mp3');
		expect(await stage.engine.readBinary(media)).toEqual(await stage.engine.readBinary(recording));
		await workflow.deactivate();
	});
});

/** Splits a sample request into the arguments of `send`. */
function request(name: string): { status: string; request: WebhookRequest; query: string } {
	const text = sampleText(name);
	const end = text.indexOf('\n\n');
	const [first = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\n');
	const [method = '', target = ''] = first.split(' ');
	const headers: Record<string, string> = Object.fromEntries(
		lines
			.map((line) => [
				line.slice(0, line.indexOf(':')).toLowerCase(),
				line.slice(line.indexOf(':') + 1).trim(),
			])
			.filter(([key]) => key === 'content-type' || key === 'user-agent'),
	);
	const content = end < 0 ? '' : text.slice(end + 2);
	const isForm = String(headers['content-type']).startsWith('multipart');
	const body = isForm ? content.replaceAll('\n', '\r\n') : content;
	const query = target.slice(target.indexOf('?'));
	return {
		status: new URLSearchParams(query).get('status') ?? '',
		query,
		request: {
			method,
			headers: { ...headers, [HEADER]: SECRET },
			...(content.trim() === '' ? {} : { body }),
		},
	};
}

async function call(workflow: ActiveWorkflow, status: string, more: WebhookRequest, id = 'r6sr3jlzjj') {
	return await send(`${workflow.url(TRIGGER)}?id=${id}&status=${status}`, {
		...more,
		headers: { [HEADER]: SECRET, ...more.headers },
	});
}

async function started(name: string): Promise<RunResult | undefined> {
	const workflow = await listen({ options: { confirm: false } });
	const { query, request: sent } = request(name);
	const reply = await send(`${workflow.url(TRIGGER)}${query}`, sent);
	expect(reply.status).toBe(200);
	const [run] = await workflow.started();
	await workflow.deactivate();
	return run;
}

describe("every form of the vendor's callback", () => {
	const EMPTY = [
		['webhook.contents_empty.http.txt', 'completed'],
		['webhook.error_empty.http.txt', 'failed'],
		['webhook.trim_error_empty.http.txt', 'prepareFailed'],
	];

	it.each(EMPTY)('%s has no content', async (name, event) => {
		const run = await started(name);
		expect(run?.json(TRIGGER)).toEqual([
			{
				vendor: 'speechmatics',
				jobId: 'r6sr3jlzjj',
				vendorStatus: expect.any(String),
				query: {},
				event,
				deliveryId: expect.stringMatching(/^r6sr3jlzjj:[a-z_]+$/),
			},
		]);
	});

	it('keeps the query of the URL', async () => {
		const run = await started('webhook.url_with_own_query.http.txt');
		expect(run?.json(TRIGGER)[0]?.query).toEqual({ customer: '42' });
	});

	it.each([
		['webhook.single_jobinfo.http.txt', 'completed', 'jobinfo', { job: { status: 'done' } }],
		['webhook.fetch_error_jobinfo.http.txt', 'fetchFailed', 'jobinfo', { job: { status: 'rejected' } }],
		['webhook.single_json_v2.http.txt', 'completed', 'transcript', { format: '2.9' }],
	])('%s outputs JSON', async (name, event, kind, content) => {
		const run = await started(name);
		expect(run?.json(TRIGGER)[0]).toMatchObject({ event, contents: { [kind]: content } });
	});

	it.each([
		['webhook.single_txt.http.txt', 'text', /^Good morning, Harbour Clinic/],
		['webhook.single_srt_put.http.txt', 'srt', /^1\n00:00:00,240 --> /],
	])('%s outputs text', async (name, kind, pattern) => {
		const run = await started(name);
		expect(run?.json(TRIGGER)[0]).toMatchObject({ contents: { [kind]: expect.stringMatching(pattern) } });
	});

	it.each([
		['webhook.contents_unspecified_data_file.http.txt', ['transcript']],
		['webhook.multipart_jobinfo_transcript.http.txt', ['jobinfo', 'transcript']],
	])('%s outputs each part as JSON and as a file', async (name, kinds) => {
		const run = await started(name);
		const [item] = run?.items(TRIGGER) ?? [];
		expect(Object.keys(contentsOf(item?.json)).sort()).toEqual(kinds);
		expect(Object.keys(item?.binary ?? {}).sort()).toEqual(kinds);
		const file = await stage.engine.readBinary(item, 'transcript');
		expect(JSON.parse(file.toString('utf8'))).toEqual(contentsOf(item?.json).transcript);
	});

	it('with a recording outputs a file, from the body or from a form', async () => {
		const workflow = await listen({ options: { confirm: false } });
		const data = await stage.engine.readBinary(await stage.recording('order-af.ogg'));
		const bytes = Uint8Array.from(data);
		await call(workflow, 'success', { headers: { 'content-type': 'application/octet-stream' }, body: bytes });
		const form = new FormData();
		form.append('data', new Blob([bytes], { type: 'application/octet-stream' }), 'call.ogg');
		form.append('alignment', new Blob(['<time=0.41>hello<time=0.76>']), 'alignment.txt');
		form.append('alignment.one_per_line', new Blob(['[00:00:00.4]    hello']), 'lines.txt');
		form.append('note', 'a field without a file');
		await call(workflow, 'success', { body: form });
		const [alone, inForm] = (await workflow.started()).map((run) => run.items(TRIGGER)[0]);
		expect(alone?.json).not.toHaveProperty('contents');
		for (const item of [alone, inForm]) {
			expect(await stage.engine.readBinary(item)).toEqual(data);
		}
		// n8n passes on the parts of a form in the order in which they were written to disk, which may differ from the
		// order of the request.
		const contents = contentsOf(inForm?.json);
		expect(contents).toMatchObject({ text: 'a field without a file' });
		expect([contents.alignment, contents.alignment_2].sort()).toEqual([
			'<time=0.41>hello<time=0.76>',
			'[00:00:00.4]    hello',
		]);
		await workflow.deactivate();
	});

	it('does not output the headers in the config of the job', async () => {
		const workflow = await listen({ options: { confirm: false } });
		const { job } = sample('webhook.jobinfo.json');
		const config = {
			notification_config: [{ url: 'https://x.example', auth_headers: ['X-Key: very-secret'] }],
		};
		await call(workflow, 'success', { json: { job: { ...Object(job), config } } });
		const [run] = await workflow.started();
		expect(JSON.stringify(run?.json(TRIGGER))).toContain('X-Key: ***');
		expect(JSON.stringify(run?.json(TRIGGER))).not.toContain('very-secret');
		await workflow.deactivate();
	});
});

describe('a forged callback', () => {
	it.each<[string, Record<string, string>]>([
		['without a secret', { [HEADER]: '' }],
		['with a wrong secret of the same length', { [HEADER]: 'b'.repeat(SECRET.length) }],
		['with the correct secret twice', { [HEADER]: `${SECRET}, ${SECRET}` }],
	])('%s starts nothing', async (_what, headers) => {
		const workflow = await listen({ options: { confirm: false } });
		const reply = await call(workflow, 'success', { headers });
		expect(reply.status).toBe(401);
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('with the correct secret but another query is rejected', async () => {
		const workflow = await listen({ options: { confirm: false } });
		for (const query of [
			'',
			'?id=x',
			'?status=success',
			'?id=&status=success',
			'?id=x&status=great',
			'?id=a&id=b&status=success',
		]) {
			const reply = await send(`${workflow.url(TRIGGER)}${query}`, { headers: { [HEADER]: SECRET } });
			expect([query, reply.status]).toEqual([query, 422]);
		}
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('is detected by requesting the job', async () => {
		const workflow = await listen({ options: { confirm: true } });
		expect((await call(workflow, 'success', {}, 'unknown123')).status).toBe(401);
		await stage.sandbox.speed({ processingMs: 60_000 });
		const jobId = await createFor('http://127.0.0.1:9/none');
		expect((await call(workflow, 'success', {}, jobId)).status).toBe(503);
		await stage.sandbox.finish();
		const wait = { resource: 'job', operation: 'wait', jobId: { mode: 'id', value: jobId } };
		expect((await stage.run(wait)).error).toBeUndefined();
		expect((await call(workflow, 'fetch_error', {}, jobId)).status).toBe(401);
		expect((await call(workflow, 'success', {}, jobId)).status).toBe(200);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('is always rejected if the credential has no secret, and Create reports that', async () => {
		const good = stage.engine.credential('speechmaticsTranscriptionApi');
		stage.engine.setCredential('speechmaticsTranscriptionApi', { ...good, webhookSecret: '' });
		const workflow = await listen();
		expect((await call(workflow, 'success', {})).status).toBe(401);
		const run = await stage.run(
			{
				resource: 'job',
				operation: 'create',
				recordingSource: 'binary',
				callback: 'trigger',
				triggerUrl: workflow.url(TRIGGER),
			},
			[await stage.recording('order-af.ogg')],
		);
		expect(run.error?.message).toMatch(/requires a webhook secret/);
		stage.engine.setCredential('speechmaticsTranscriptionApi', good);
		await workflow.deactivate();
	});
});
