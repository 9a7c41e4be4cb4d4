import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { currentGuide, EXAMPLE_VENDOR, filesInGuide, GUIDE } from '../../scripts/docs/guide';
import { EchoSpeechApi } from '../fixtures/fifthVendor/credentials/EchoSpeechApi.credentials';
import { EchoSpeech } from '../fixtures/fifthVendor/nodes/EchoSpeech/EchoSpeech.node';
import { KEY, startEchoSpeech } from '../fixtures/fifthVendor/server';
import { createEngine, type Engine, type RunResult } from '../support/engine';

const RECORDING = 'https://example.com/interview.mp3';

describe('docs/fifth-vendor.md', () => {
	it('contains the code that runs here; `npm run docs` updates it', () => {
		expect(readFileSync(GUIDE, 'utf8')).toBe(currentGuide());
	});

	it('contains every file of the example except the server', () => {
		const files = readdirSync(EXAMPLE_VENDOR, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ parentPath, name }) => relative(EXAMPLE_VENDOR, join(parentPath, name)));
		expect([...filesInGuide(), 'server.ts'].sort()).toEqual(files.sort());
	});
});

describe('the vendor of the guide', () => {
	let vendor: Awaited<ReturnType<typeof startEchoSpeech>>;
	let engine: Engine;

	beforeAll(async () => {
		vendor = await startEchoSpeech();
		engine = await createEngine({
			nodeTypes: { 'guide.echoSpeech': new EchoSpeech() },
			credentialTypes: { echoSpeechApi: new EchoSpeechApi() },
			credentials: { echoSpeechApi: { apiKey: KEY, baseUrl: vendor.url } },
		});
	});
	afterAll(async () => {
		await engine.close();
		await vendor.close();
	});

	const run = async (resource: string, operation: string, parameters: IDataObject): Promise<RunResult> =>
		await engine.runNode({
			name: 'Node',
			type: 'guide.echoSpeech',
			parameters: JSON.parse(JSON.stringify({ resource, operation, ...parameters })),
		});

	const first = async (
		resource: string,
		operation: string,
		parameters: IDataObject,
	): Promise<IDataObject> => {
		const result = await run(resource, operation, parameters);
		expect(result.error).toBeUndefined();
		return result.json('Node')[0] ?? {};
	};

	it('transcribes a recording with one operation', async () => {
		expect(await first('transcript', 'transcribe', { url: RECORDING })).toMatchObject({
			vendor: 'echospeech',
			text: 'Good morning. Morning!',
			words: [{ start: 0, end: 0.3 }, { text: 'morning.' }, { speaker: 'B', start: 1.2 }],
			segments: [
				{ speaker: 'A', text: 'Good morning.' },
				{ speaker: 'B', text: 'Morning!' },
			],
		});
	});

	it('returns the same step by step with one job', async () => {
		const before = vendor.jobs();
		const { jobId, ...created } = await first('job', 'create', { url: RECORDING });
		expect(created).toMatchObject({ status: 'queued', vendorStatus: 'waiting' });
		expect(await first('job', 'get', { jobId })).toMatchObject({ status: 'running' });
		const text = { text: 'Good morning. Morning!' };
		expect(await first('job', 'wait', { jobId, output: 'text' })).toMatchObject(text);
		expect(await first('transcript', 'get', { jobId })).toMatchObject(text);
		expect(await first('transcript', 'getCaptions', { jobId })).toMatchObject({
			captions: expect.stringContaining('00:00:00,000 --> '),
		});
		expect(await first('transcript', 'searchWords', { jobId, terms: 'morning' })).toMatchObject({ count: 2 });
		expect(vendor.jobs()).toEqual([...before, jobId]);
	});

	it('passes on the errors of the vendor', async () => {
		const unknown = await run('job', 'get', { jobId: 'echo-999' });
		expect(unknown.error?.message).toContain('No such job');
		const refused = { status: 'Error', message: 'Echo Speech rejected this key' };
		const wrong = { apiKey: 'wrong', baseUrl: vendor.url };
		expect(await engine.testCredential('echoSpeechApi', wrong)).toEqual(refused);
		expect(await engine.testCredential('echoSpeechApi')).toMatchObject({ status: 'OK' });
	});
});
