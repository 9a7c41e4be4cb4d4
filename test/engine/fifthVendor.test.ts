import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { currentGuide, EXAMPLE_VENDOR, filesInGuide, GUIDE } from '../../scripts/docs/guide';
import { forgeriesBySecret, json, withSecretInQuery } from '../faults/callbacks/bySecret';
import { deliver, hangUp } from '../faults/callbacks/deliver';
import { SECRET as FORGED_FOR } from '../faults/callbacks/vendor';
import { EchoSpeechTranscriptionApi } from '../fixtures/fifthVendor/credentials/EchoSpeechTranscriptionApi.credentials';
import { SwiftSpeechTranscriptionApi } from '../fixtures/fifthVendor/credentials/SwiftSpeechTranscriptionApi.credentials';
import { EchoSpeech } from '../fixtures/fifthVendor/nodes/EchoSpeech/EchoSpeech.node';
import { SwiftSpeech } from '../fixtures/fifthVendor/nodes/SwiftSpeech/SwiftSpeech.node';
import { SwiftSpeechTrigger } from '../fixtures/fifthVendor/nodes/SwiftSpeech/SwiftSpeechTrigger.node';
import { KEY, startEchoSpeech } from '../fixtures/fifthVendor/server';
import { KEY as SWIFT_KEY, startSwiftSpeech } from '../fixtures/fifthVendor/synchronousServer';
import { createEngine, send, type Engine, type RunResult } from '../support/engine';

const RECORDING = 'https://example.com/interview.mp3';

describe('docs/fifth-vendor.md', () => {
	it('contains the code that runs here; `npm run docs` updates it', () => {
		expect(readFileSync(GUIDE, 'utf8')).toBe(currentGuide());
	});

	it('contains imports that are right in the folders of a vendor', () => {
		const guide = readFileSync(GUIDE, 'utf8');
		const imports = [...guide.matchAll(/from '(\.[^']+)\/shared\//g)].map(([, path = '']) => path);
		expect([...new Set(imports)].sort()).toEqual(['..', '../..', '../../..', '../nodes']);
	});

	it('has nodes that n8n shows and explains like those of the other vendors', () => {
		const descriptions = [new EchoSpeech(), new SwiftSpeech(), new SwiftSpeechTrigger()].map(
			({ description }) => description,
		);
		for (const { description, builderHint } of descriptions) {
			expect(description).toMatch(/transcribe.+captions.+search.+start a workflow/i);
			expect(builderHint?.searchHint).toMatch(/Transcribe/);
		}
		expect(descriptions[1]?.description).toBe(descriptions[2]?.description);
	});

	it('contains every file of the examples except the servers', () => {
		const files = readdirSync(EXAMPLE_VENDOR, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ parentPath, name }) => relative(EXAMPLE_VENDOR, join(parentPath, name)));
		expect([...filesInGuide(), 'server.ts', 'synchronousServer.ts'].sort()).toEqual(files.sort());
	});
});

describe('the vendor with jobs', () => {
	let vendor: Awaited<ReturnType<typeof startEchoSpeech>>;
	let engine: Engine;

	beforeAll(async () => {
		vendor = await startEchoSpeech();
		engine = await createEngine({
			nodeTypes: { 'guide.echoSpeech': new EchoSpeech() },
			credentialTypes: { echoSpeechTranscriptionApi: new EchoSpeechTranscriptionApi() },
			credentials: { echoSpeechTranscriptionApi: { apiKey: KEY, baseUrl: vendor.url } },
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
		expect(await first('transcript', 'transcribe', { url: RECORDING, output: 'words' })).toMatchObject({
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
		expect(await first('transcript', 'searchWords', { jobId, terms: 'morning' })).toMatchObject({
			text: expect.stringMatching(/morning/i),
		});
		expect(vendor.jobs()).toEqual([...before, jobId]);
	});

	it('passes on the errors of the vendor', async () => {
		const unknown = await run('job', 'get', { jobId: 'echo-999' });
		expect(unknown.error?.message).toContain('No such job');
		const refused = { status: 'Error', message: 'Echo Speech rejected this key' };
		const wrong = { apiKey: 'wrong', baseUrl: vendor.url };
		expect(await engine.testCredential('echoSpeechTranscriptionApi', wrong)).toEqual(refused);
		expect(await engine.testCredential('echoSpeechTranscriptionApi')).toMatchObject({ status: 'OK' });
	});
});

describe('the synchronous vendor', () => {
	const SECRET = 'a webhook secret & more';
	const TEXT = 'Good morning.';

	let vendor: Awaited<ReturnType<typeof startSwiftSpeech>>;
	let engine: Engine;

	beforeAll(async () => {
		vendor = await startSwiftSpeech();
		engine = await createEngine({
			nodeTypes: {
				'guide.swiftSpeech': new SwiftSpeech(),
				'guide.swiftSpeechTrigger': new SwiftSpeechTrigger(),
			},
			credentialTypes: { swiftSpeechTranscriptionApi: new SwiftSpeechTranscriptionApi() },
			credentials: {
				swiftSpeechTranscriptionApi: { apiKey: SWIFT_KEY, baseUrl: vendor.url, webhookSecret: SECRET },
			},
		});
	});
	afterAll(async () => {
		await engine.close();
		await vendor.close();
	});
	beforeEach(() => {
		vendor.answer('words');
		vendor.transcriptions.length = 0;
	});

	const run = async (
		operation: string,
		parameters: IDataObject,
		items: INodeExecutionData[] = [{ json: {} }],
		settings: { retryOnFail?: boolean } = {},
	): Promise<RunResult> =>
		await engine.runNode(
			{
				name: 'Node',
				type: 'guide.swiftSpeech',
				parameters: JSON.parse(JSON.stringify({ resource: 'transcript', operation, ...parameters })),
				...settings,
			},
			items,
		);

	const fromUrl = { recordingSource: 'url', url: RECORDING };

	it('transcribes a file, and sends a list as repeated query keys', async () => {
		const file = await engine.binaryItem({
			data: Buffer.from('RIFF…'),
			fileName: 'a.wav',
			mimeType: 'audio/wav',
		});
		const result = await run('transcribe', { additionalFields: { terms: ['Kestrel', 'Ålesund & more'] } }, [
			file,
		]);
		expect(result.json('Node')).toEqual([
			expect.objectContaining({ vendor: 'swiftspeech', jobId: 'swift-1', text: TEXT, duration: 1 }),
		]);
		expect(vendor.transcriptions).toEqual([
			{ query: '?term=Kestrel&term=%C3%85lesund%20%26%20more', contentType: 'audio/wav', body: 'RIFF…' },
		]);
	});

	it('transcribes a URL, as text and as the unmodified response', async () => {
		const text = await run('transcribe', { ...fromUrl, output: 'text' });
		expect(text.json('Node')).toEqual([expect.objectContaining({ text: TEXT })]);
		const response = await run('transcribe', { ...fromUrl, output: 'vendor' });
		expect(response.json('Node')).toEqual([vendor.resultOf('swift-2')]);
		expect(vendor.transcriptions[0]).toMatchObject({ body: JSON.stringify({ url: RECORDING }) });
	});

	it('returns a response that cannot be converted with the reason, because it is paid for', async () => {
		vendor.answer('unknownForm');
		const result = await run('transcribe', fromUrl);
		expect(result.error).toBeUndefined();
		expect(result.json('Node')).toEqual([
			expect.objectContaining({
				jobId: 'swift-1',
				errorMessage: expect.stringContaining('"words"'),
				response: { id: 'swift-1', seconds: 1, words: TEXT },
			}),
		]);
		const unmodified = await run('transcribe', { ...fromUrl, output: 'vendor' });
		expect(unmodified.json('Node')).toEqual([{ id: 'swift-2', seconds: 1, words: TEXT }]);
	});

	it('does not pay twice when the response is lost', async () => {
		vendor.answer('nothing');
		const result = await run('transcribe', fromUrl, [{ json: {} }], { retryOnFail: true });
		expect(result.error?.description).toContain('may have been transcribed and charged for anyway');
		expect(vendor.transcriptions).toHaveLength(1);
	});

	it('keeps the transcripts of other items when n8n retries the node', async () => {
		const items = [{ json: { url: RECORDING } }, { json: { url: 'https://example.com/refused' } }];
		const parameters = { ...fromUrl, url: '={{ $json.url }}', options: { concurrency: 1 } };
		const result = await run('transcribe', parameters, items, { retryOnFail: true });
		expect(result.error?.message).toContain('Not a recording');
		expect(vendor.transcriptions).toHaveLength(1);
	});

	it('makes captions, text and matches of a transcript or a response from an earlier node', async () => {
		const [transcript] = (await run('transcribe', { ...fromUrl, output: 'words' })).items('Node');
		const items = [transcript ?? { json: {} }, { json: vendor.resultOf('swift-9') }];
		const captions = await run('getCaptions', {}, items);
		expect(captions.json('Node')).toEqual([
			expect.objectContaining({ captions: expect.stringContaining(TEXT) }),
			expect.objectContaining({ captions: expect.stringContaining(TEXT), jobId: 'swift-9' }),
		]);
		const found = await run('searchWords', { terms: 'morning', options: { split: 'term' } }, items);
		expect(found.json('Node')).toEqual([
			expect.objectContaining({ count: 1 }),
			expect.objectContaining({ count: 1 }),
		]);
		const converted = await run('convert', { output: 'markdown' }, items);
		expect(converted.json('Node')).toEqual([
			expect.objectContaining({ text: expect.stringContaining(TEXT) }),
			expect.objectContaining({ text: expect.stringContaining(TEXT) }),
		]);
		const other = await run('convert', {}, [{ json: { text: 'something else' } }]);
		expect(other.error?.message).toContain('"Transcript" is not a transcript');
		expect(vendor.transcriptions).toHaveLength(1);
	});

	it('sends the transcript to the trigger, which only accepts callbacks with the secret', async () => {
		const workflow = await engine.activate({
			nodes: [{ name: 'Trigger', type: 'guide.swiftSpeechTrigger', parameters: { output: 'text' } }],
		});
		const callbackUrl = `${workflow.url('Trigger')}?customer=42`;
		const started = await run('transcribeInBackground', { ...fromUrl, callbackUrl });
		expect(started.json('Node')).toEqual([
			expect.objectContaining({ jobId: 'swift-1', status: 'queued', vendor: 'swiftspeech' }),
		]);
		const sent = new URLSearchParams(vendor.transcriptions[0]?.query).get('callback') ?? '';
		expect(Object.fromEntries(new URL(sent).searchParams)).toEqual({
			customer: '42',
			webhook_secret: SECRET,
		});

		expect(await send(callbackUrl, { json: vendor.resultOf('swift-1') })).toMatchObject({ status: 401 });
		expect(await send(sent, { json: { hello: 'world' } })).toMatchObject({ status: 422 });
		expect(await send(sent, { json: vendor.resultOf('swift-1') })).toMatchObject({ status: 200 });
		expect(await send(sent, { json: vendor.resultOf('swift-1') })).toMatchObject({ status: 200 });
		expect(await send(sent, { json: { id: 'swift-2', failure: 'No speech' } })).toMatchObject({
			status: 200,
		});
		expect(await send(sent, { json: { id: 'swift-3', words: 7 } })).toMatchObject({ status: 200 });
		const runs = (await workflow.started()).flatMap((each) => each.json('Trigger'));
		const query = { customer: '42' };
		expect(runs).toEqual([
			expect.objectContaining({ text: TEXT, jobId: 'swift-1', deliveryId: 'swift-1', query }),
			expect.objectContaining({ status: 'failed', errorMessage: 'No speech', jobId: 'swift-2', query }),
			expect.objectContaining({
				errorMessage: expect.stringContaining('"words"'),
				response: { id: 'swift-3', words: 7 },
			}),
		]);
		expect(JSON.stringify([started.json('Node'), runs])).not.toContain('webhook secret');
	});

	it('starts nothing for a forged callback', async () => {
		engine.setCredential('swiftSpeechTranscriptionApi', {
			apiKey: SWIFT_KEY,
			baseUrl: vendor.url,
			webhookSecret: FORGED_FOR,
		});
		const workflow = await engine.activate({
			nodes: [{ name: 'Trigger', type: 'guide.swiftSpeechTrigger', parameters: { output: 'text' } }],
		});
		const callback = (id: string | number) => ({
			headers: json,
			body: JSON.stringify(vendor.resultOf(String(id))),
		});
		const valid = withSecretInQuery(callback('valid'), FORGED_FOR);
		expect(await deliver(workflow.url('Trigger'), valid)).toBe(200);
		const wrong: string[] = [];
		for (const forgery of forgeriesBySecret(callback, valid, withSecretInQuery)) {
			for (let index = 0; index < 3; index += 1) {
				const answered = await deliver(workflow.url('Trigger'), forgery.make(index));
				if (answered !== forgery.status) wrong.push(`${forgery.title}: ${answered}`);
			}
		}
		hangUp();
		expect(wrong).toEqual([]);
		expect((await workflow.started()).flatMap((each) => each.json('Trigger'))).toEqual([
			expect.objectContaining({ jobId: 'valid' }),
		]);
	});

	it('sends no secret to other URLs, and nothing to a trigger without one', async () => {
		const options = { sendSecret: false };
		await run('transcribeInBackground', { ...fromUrl, callbackUrl: 'https://example.com/done', options });
		expect(vendor.transcriptions[0]?.query).toBe('?callback=https%3A%2F%2Fexample.com%2Fdone');

		engine.setCredential('swiftSpeechTranscriptionApi', { apiKey: SWIFT_KEY, baseUrl: vendor.url });
		const refused = await run('transcribeInBackground', {
			...fromUrl,
			callbackUrl: 'https://example.com/done',
		});
		expect(refused.error?.message).toContain('"Callback URL" requires a webhook secret in the credential');
		expect(vendor.transcriptions).toHaveLength(1);
	});
});
