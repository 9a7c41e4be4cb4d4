/**
 * The disagreements between Prosa.ai's documents that concern requests and responses, by their numbers, with the
 * sandbox in each of the published forms. The others are in test/unit/prosa/disagreements.test.ts.
 */
import { z } from 'zod/v4';

import { NODE, type Stage } from '../../support/stage';
import { createJob, delivered, listen, prosaStage, TRIGGER, webhookApi } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const CREATE = { vendor: 'prosa', method: 'POST', path: '/stt$' };
const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };
const transcribe = { ...create, resource: 'transcript', operation: 'transcribe' };

async function transcribed(settings: Record<string, unknown>, parameters: object = {}) {
	await stage.sandbox.settings('prosa', settings);
	const fields = { speakers: 2, additionalFields: { auto_punctuation: true } };
	const run = await stage.run({ ...transcribe, ...fields, ...parameters }, [
		await stage.recording('order-id.mp3'),
	]);
	expect(run.error).toBeUndefined();
	const [item] = run.json(NODE);
	expect(item?.text).toMatch(/^Selamat pagi, dengan Ayu dari Toko Samudra\./);
	return item;
}

const configSchema = z.object({ config: z.record(z.string(), z.unknown()) });

describe('#1 the name of the model in the request', () => {
	it.each(['engine', 'model'])('is sent as %s to a server that only knows that name', async (modelField) => {
		await stage.sandbox.settings('prosa', { modelField });
		const run = await stage.run({ ...create, additionalFields: { model_key: modelField } }, [
			await stage.recording('order-id.mp3'),
		]);
		expect(run.error).toBeUndefined();
		const [created] = await stage.sandbox.requests(CREATE);
		expect(configSchema.parse(created?.body).config).toEqual({ [modelField]: 'stt-general', wait: false });
	});

	it('is "engine" by default', async () => {
		await stage.run(create, [await stage.recording('order-id.mp3')]);
		const [created] = await stage.sandbox.requests(CREATE);
		expect(configSchema.parse(created?.body).config).toMatchObject({ engine: 'stt-general' });
	});
});

it.each(['model', 'engine'])(
	'#2 the name of the model in responses under %s determines the language',
	async (jobConfigModel) => {
		const item = await transcribed({ jobConfigModel, jobObject: 'minimal' });
		expect(item?.language).toBe('id');
	},
);

it.each(['transcript', 'words'])('#3 the text of a segment under %s', async (segmentText) => {
	await transcribed({ segmentText });
});

it.each(['speaker_tag', 'speaker'])('#4 the speaker under %s', async (segmentSpeaker) => {
	const item = await transcribed({ segmentSpeaker });
	const { segments } = z.object({ segments: z.array(z.object({ speaker: z.string() })) }).parse(item);
	expect(new Set(segments.map(({ speaker }) => speaker))).toEqual(new Set(['1', '2']));
});

it('#5 accepts segments without a channel', async () => {
	await transcribed({ segmentChannel: 'missing' });
});

it('#6 sends the recording as request.data', async () => {
	await stage.run(create, [await stage.recording('order-id.mp3')]);
	const [created] = await stage.sandbox.requests(CREATE);
	const { request } = z.object({ request: z.record(z.string(), z.unknown()) }).parse(created?.body);
	expect(Object.keys(request)).toEqual(['label', 'data']);
});

it('#7 accepts the bare result of a synchronous request', async () => {
	const item = await transcribed({ waitAnswer: 'bare' });
	expect(item?.jobId).toBe('short-audio');
	expect(await stage.sandbox.requests({ method: 'GET' })).toEqual([]);
});

it.each(['dashed', 'hex'])('#8 accepts job IDs that are %s', async (jobId) => {
	const options = { wait: 'never' };
	const item = await transcribed({ jobId }, { options });
	expect(item?.jobId).toMatch(jobId === 'hex' ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
});

it('#9 polls after a synchronous request timed out', async () => {
	await transcribed({ waitLimitMs: 0, waitTimeoutAnswer: 'id' });
	expect((await stage.sandbox.requests({ path: '/status$' })).length).toBeGreaterThan(0);
});

it('#10 "length" is not the page size: returns all jobs from smaller pages', async () => {
	for (let i = 0; i < 3; i += 1) await createJob(stage);
	await stage.sandbox.settings('prosa', { maxPerPage: 1 });
	const run = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
	expect(run.json(NODE)).toHaveLength(3);
});

it.each(['job', 'archived'])('#11 accepts "%s" as the response to archiving', async (archiveAnswer) => {
	await stage.sandbox.settings('prosa', { archiveAnswer });
	const jobId = await createJob(stage);
	const run = await stage.run({ resource: 'job', operation: 'delete', jobId: { mode: 'id', value: jobId } });
	expect(run.json(NODE)[0]).toMatchObject({ deleted: true, jobId });
});

it.each(['docs2', 'newer'])(
	'#12 and #13 accepts the error codes of %s, with and without a context',
	async (errorCodes) => {
		for (const errorContext of ['present', 'absent']) {
			await stage.sandbox.settings('prosa', { errorCodes, errorContext });
			const id = '2fec34e1-efb1-46f7-a743-1cb35b64550d';
			const run = await stage.run({ resource: 'job', operation: 'get', jobId: { mode: 'id', value: id } });
			expect(run.error?.message).toMatch(/^Prosa\.ai: Job .*not found.*job_not_found/);
			expect(run.error?.description).toContain('Check the ID');
		}
	},
);

it.each(['docs2', 'newer', 'guess'])('#14 accepts the event names of %s', async (eventNames) => {
	await stage.sandbox.settings('prosa', { eventNames });
	const workflow = await listen(stage);
	await createJob(stage);
	await delivered(stage, 1);
	await stage.run({
		resource: 'job',
		operation: 'create',
		recordingSource: 'url',
		url: `${stage.sandbox.url}/nothing.mp3`,
	});
	await delivered(stage, 2);
	const events = (await workflow.started()).map((run) => run.json(TRIGGER)[0]?.event);
	expect(events).toEqual(['completed', 'failed']);
	await workflow.deactivate();
});

describe('#15 accepts signatures of scheme', () => {
	it.each([
		['A', 'auto'],
		['A', 't_v1_sha256'],
		['B', 'auto'],
		['B', 'hmac_sha256'],
		['B-bare', 'auto'],
		['B-bare', 'hmac_sha256'],
	])('%s, checked as %s', async (scheme, signature) => {
		await stage.sandbox.settings('prosa', { signature: scheme });
		const workflow = await listen(stage, { options: { signature } });
		const jobId = await createJob(stage);
		await delivered(stage, 1);
		expect((await workflow.started()).map((run) => run.json(TRIGGER)[0]?.jobId)).toEqual([jobId]);
		await workflow.deactivate();
	});
});

it.each([200, 201])('#16 accepts %d as the response to a registration', async (createEndpointStatus) => {
	await stage.sandbox.settings('prosa', { createEndpointStatus });
	const workflow = await listen(stage);
	const [registered] = await stage.sandbox.requests({ method: 'POST', path: '/webhooks/endpoints$' });
	expect(registered?.status).toBe(createEndpointStatus);
	await createJob(stage);
	await delivered(stage, 1);
	expect(await workflow.started()).toHaveLength(1);
	await workflow.deactivate();
});

it.each([
	['hex', 'uuid', /^[0-9a-f]{64}$/],
	['whsec', 'prefixed', /^whsec_/],
])('#17 accepts secrets as %s, of endpoints with a %s ID', async (secretForm, endpointId, pattern) => {
	await stage.sandbox.settings('prosa', { secretForm, endpointId });
	const workflow = await listen(stage);
	const kept = z
		.object({ endpoint: z.object({ secrets: z.array(z.object({ key: z.string() })) }) })
		.parse(workflow.staticData(TRIGGER));
	expect(kept.endpoint.secrets[0]?.key).toMatch(pattern);
	await createJob(stage);
	await delivered(stage, 1);
	expect(await workflow.started()).toHaveLength(1);
	await workflow.deactivate();
});

it('#18 rejects a wrong signature with 400', async () => {
	const workflow = await listen(stage, { registration: 'manual' });
	await webhookApi(stage, 'POST', '/endpoints', { url: workflow.url(TRIGGER) });
	await stage.sandbox.speed({ retryFactor: 0.00001 });
	await createJob(stage);
	for (;;) {
		const [callback] = await stage.sandbox.callbacks();
		if (callback?.state === 'given-up') {
			expect(new Set(callback.attempts.map(({ status }) => status))).toEqual(new Set([400]));
			break;
		}
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	expect(await workflow.started()).toEqual([]);
	await workflow.deactivate();
});

it('#20 ignores the progress of a finished job', async () => {
	await transcribed({ finishedProgress: 0 }, { options: { wait: 'never' } });
});

describe('#21 and #22 URLs of recordings', () => {
	it.each([
		['https://media.example.com/rapat.mp3?x=1#y', true],
		['googledrive://1p2mVUsalFLKdSvuEcu4eCoWzYqi4lzk5', true],
		['https://drive.google.com/file/d/1p2mVUsalFLKdSvuEcu4eCoWzYqi4lzk5/view?usp=sharing', true],
		['1p2mVUsalFLKdSvuEcu4eCoWzYqi4lzk5', true],
		['http://media.example.com/rapat.mp3', true],
		['ftp://media.example.com/rapat.mp3', false],
		['rapat.mp3', false],
	])('%s is passed on unmodified: %s', async (url, taken) => {
		// Whether it can be fetched is up to the vendor.
		await stage.sandbox.faults({
			kind: 'status',
			status: 200,
			body: { job_id: 'a', status: 'queued' },
			match: { method: 'POST' },
		});
		const run = await stage.run({ ...create, recordingSource: 'url', url });
		expect(run.error?.message ?? 'taken').toMatch(
			taken ? /^taken$/ : /^"URL" must be the URL of a recording$/,
		);
		const sent = await stage.sandbox.requests(CREATE);
		expect(sent).toHaveLength(taken ? 1 : 0);
		const hints = JSON.stringify(run.data.resultData.runData[NODE]?.[0]?.hints ?? []);
		expect(hints.includes('only documents downloads from https')).toBe(url.startsWith('http:'));
	});

	it('are sent to the vendor unmodified', async () => {
		const uri = 'googledrive://1p2mVUsalFLKdSvuEcu4eCoWzYqi4lzk5';
		await stage.run({ ...create, recordingSource: 'url', url: ` ${uri} ` });
		const [created] = await stage.sandbox.requests(CREATE);
		expect(created?.body).toMatchObject({ request: { uri } });
	});
});
