import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { EchoSpeech } from '../fixtures/fifthVendor/EchoSpeech.node';
import { EchoSpeechApi } from '../fixtures/fifthVendor/EchoSpeechApi.credentials';
import { KEY, startEchoSpeech } from '../fixtures/fifthVendor/server';
import { codeBlocks } from '../support/docs';
import { createEngine, type Engine, type RunResult } from '../support/engine';

const ROOT = join(__dirname, '..', '..');
const FIXTURE = join(ROOT, 'test', 'fixtures', 'fifthVendor');
const RECORDING = 'https://example.com/interview.mp3';

describe('docs/fifth-vendor.md', () => {
	/** As the doc prints it: indented with blanks, and importing from where a vendor's folder stands. */
	const asPrinted = (file: string) =>
		readFileSync(join(FIXTURE, file), 'utf8')
			.replace(/\t/g, '  ')
			.replaceAll(
				"'../../../nodes/shared/",
				file.includes('.credentials.') ? "'../nodes/shared/" : "'../shared/",
			);

	/** The files of the fixture but the vendor itself, and the blocks that the doc has of each. */
	const files = readdirSync(FIXTURE).filter((file) => file !== 'server.ts');
	const blocks = codeBlocks(readFileSync(join(ROOT, 'docs', 'fifth-vendor.md'), 'utf8'), 'ts');

	it.each(blocks.map((text) => ({ text, first: text.split('\n')[0] })))(
		'shows code that is run: $first',
		({ text }) => {
			expect(files.filter((file) => asPrinted(file).includes(text))).toHaveLength(1);
		},
	);

	it.each(files)('shows %s', (file) => {
		expect(blocks.filter((text) => asPrinted(file).includes(text))).not.toHaveLength(0);
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

	it('takes the recording all the way to a transcript', async () => {
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

	it('does the same step by step, with one job', async () => {
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

	it('says what the vendor says', async () => {
		const unknown = await run('job', 'get', { jobId: 'echo-999' });
		expect(unknown.error?.message).toContain('No such job');
		const refused = { status: 'Error', message: 'Echo Speech refuses this key' };
		const wrong = { apiKey: 'wrong', baseUrl: vendor.url };
		expect(await engine.testCredential('echoSpeechApi', wrong)).toEqual(refused);
		expect(await engine.testCredential('echoSpeechApi')).toMatchObject({ status: 'OK' });
	});
});
