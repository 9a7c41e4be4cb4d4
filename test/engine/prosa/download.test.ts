import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { firstText, NODE, type Stage } from '../../support/stage';
import { credentialFor, delivered, listen, prosaStage, TRIGGER, wav } from './stage';

/** Files that are too large for a request, which Prosa.ai downloads from n8n. */

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('prosaTranscriptionApi', credentialFor(stage.sandbox));
});

const CREATE = { vendor: 'prosa', method: 'POST', path: '/stt$' };
const LABEL = '"Options: Let Prosa.ai Download Large Files"';
const TOKEN = /token=eyJ[\w.-]+/;

const large = async (own = stage) =>
	await own.engine.binaryItem({ data: wav(9_000_000), fileName: 'large.wav', mimeType: 'audio/wav' });

const download = (options: IDataObject = {}) => ({
	resource: 'transcript',
	operation: 'transcribe',
	recordingSource: 'binary',
	options: { downloadFromN8n: true, ...options },
});

const create = { ...download(), resource: 'job', operation: 'create' };

async function sentUri(): Promise<string> {
	const [sent] = await stage.sandbox.requests(CREATE);
	return z.object({ request: z.object({ uri: z.string() }) }).parse(sent?.body).request.uri;
}

it('is transcribed', async () => {
	const run = await stage.run(download(), [await large()]);
	expect(run.error).toBeUndefined();
	expect(run.json(NODE)[0]).toMatchObject({
		recording: 'large.wav',
		text: expect.stringMatching(/\w/),
		// 9 MB of 16 kHz, 16 bit.
		duration: expect.closeTo(281, 0),
	});
	expect(await sentUri()).toMatch(/^http:.*\/rest\/binary-data\/signed\?token=eyJ/);
	expect(await stage.sandbox.requests(CREATE)).toHaveLength(1);
});

it("is identified by the file: n8n's retry creates no second job, although the URL is another one", async () => {
	const match = { method: 'POST', path: '/stt$' };
	await stage.sandbox.faults({ kind: 'status', status: 503, effect: true, match });
	const run = await stage.run(download(), [await large()]);
	expect(run.error).toBeUndefined();
	expect(await stage.sandbox.requests(CREATE)).toHaveLength(1);
});

it('is not shown with its token in any output', async () => {
	const item = await large();
	const workflow = await listen(stage, { output: 'callback' });
	const jobId = firstText(await stage.run(create, [item]), 'jobId');
	const locator = { mode: 'id', value: jobId };
	const shown = await Promise.all(
		[
			{ ...create, options: { downloadFromN8n: true, simplify: false } },
			{ resource: 'job', operation: 'get', jobId: locator, simplify: false },
			{ resource: 'job', operation: 'getMany', simplify: false },
			{ resource: 'transcript', operation: 'get', jobId: locator, output: 'vendor' },
		].map(async (parameters) => (await stage.run(parameters, [item])).json(NODE)),
	);
	await delivered(stage, 1);
	const [started] = await workflow.started();
	await workflow.deactivate();
	const all = JSON.stringify([shown, started?.json(TRIGGER)]);
	expect(await sentUri()).toMatch(TOKEN);
	expect(all).toContain('/binary-data/signed?token=***');
	expect(all).not.toMatch(TOKEN);
});

it('is rejected without the option, which the error names', async () => {
	const run = await stage.run(download({ downloadFromN8n: false }), [await large()]);
	expect(run.error?.message).toMatch(/ is a file of 9\.0 MB, .* 10 MB/);
	expect(run.error).toHaveProperty('description', expect.stringContaining(LABEL.slice(10)));
	expect(await stage.sandbox.requests()).toEqual([]);
});

it('is rejected before anything is sent if Prosa.ai cannot reach n8n', async () => {
	stage.engine.setCredential('prosaTranscriptionApi', {
		...credentialFor(stage.sandbox),
		baseUrl: 'https://api.prosa.ai/v2/speech',
	});
	const run = await stage.run(download(), [await large()]);
	expect(run.error?.message).toMatch(
		/^"Options: Let Prosa\.ai Download Large Files" does not work, because Prosa\.ai cannot reach http:\/\/127\.0\.0\.1:\d+ from the Internet$/,
	);
});

it('is rejected if n8n keeps files in memory', async () => {
	const inMemory = await prosaStage('memory');
	try {
		const run = await inMemory.run(download(), [await large(inMemory)]);
		expect(run.error?.message).toBe(`${LABEL} does not work, because n8n has no URL for this file`);
		expect(await inMemory.sandbox.requests(CREATE)).toEqual([]);
	} finally {
		await inMemory.close();
	}
});
