import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BatchClient } from '@speechmatics/batch-client';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { KEY, speechmaticsStage } from '../engine/speechmatics/stage';
import { RECORDINGS, type RequestEntry } from '../support/sandbox';
import { withoutMark } from '../support/speechmaticsForm';
import { startHost, type SpeechmaticsHost } from '../support/speechmaticsHost';
import { NODE, type Stage } from '../support/stage';

const record = z.record(z.string(), z.unknown());

/*
 * The node and Speechmatics' own client do the same thing, and the requests that the sandbox received are compared:
 * method, path, query, the parts of the form, and the key.
 */

let stage: Stage;
let host: SpeechmaticsHost;
let sdk: BatchClient;

beforeAll(async () => {
	stage = await speechmaticsStage();
	host = await startHost(stage.sandbox);
	sdk = new BatchClient({ apiKey: KEY, apiUrl: host.apiUrl, appId: 'contract-test' });
});
afterAll(async () => {
	await host.close();
	await stage.close();
});
beforeEach(async () => await stage.sandbox.reset());

type CreateJobConfig = Parameters<BatchClient['createTranscriptionJob']>[1];

const FILE = 'dialogue-en.mp3';
const input = () => ({
	data: new Blob([readFileSync(join(RECORDINGS, FILE))], { type: 'audio/mpeg' }),
	fileName: FILE,
});

/**
 * A request without what may differ: the client identifies itself in the query, and the node states how long to wait.
 */
function essence({ method, path, query, details, headers, status }: RequestEntry): object {
	const asked = Object.entries(query).filter(([name]) => !['sm-sdk', 'sm-app', 'wait'].includes(name));
	const { config, ...files } = details ?? {};
	const parsed = typeof config === 'string' ? withoutMark(record.parse(JSON.parse(config))) : undefined;
	return {
		method,
		path,
		query: Object.fromEntries(asked),
		config: parsed,
		files,
		authorization: headers.authorization,
		status,
	};
}

async function requestsOf(act: () => Promise<unknown>): Promise<object[]> {
	const before = (await stage.sandbox.requests()).length;
	await act();
	return (await stage.sandbox.requests()).slice(before).map(essence);
}

async function runNode(parameters: IDataObject, items?: INodeExecutionData[]): Promise<unknown> {
	const run = await stage.run(parameters, items);
	if (run.error !== undefined) throw run.error;
	return run.json(NODE)[0];
}

async function sameRequests(node: () => Promise<unknown>, own: () => Promise<unknown>): Promise<void> {
	const byNode = await requestsOf(node);
	expect(byNode).not.toEqual([]);
	expect(byNode).toEqual(await requestsOf(own));
}

const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };
const language = { language: 'en' };

/** Fields as the editor stores them, and the config of the client for the same job. */
const CREATES: Array<[string, IDataObject, CreateJobConfig]> = [
	['nothing but the recording', {}, { transcription_config: language }],
	[
		'speakers and vocabulary',
		{
			speakers: 'voice',
			additionalFields: {
				operating_point: 'enhanced',
				output_locale: 'en-GB',
				speaker_sensitivity: 0.6,
				prefer_current_speaker: true,
				additional_vocab: { rows: [{ content: 'Karoo', sounds_like: 'caroo, karu' }] },
				punctuation_sensitivity: 0.4,
				enable_entities: true,
			},
		},
		{
			transcription_config: {
				...language,
				operating_point: 'enhanced',
				output_locale: 'en-GB',
				diarization: 'speaker',
				speaker_diarization_config: { speaker_sensitivity: 0.6, prefer_current_speaker: true },
				additional_vocab: [{ content: 'Karoo', sounds_like: ['caroo', 'karu'] }],
				punctuation_overrides: { sensitivity: 0.4 },
				enable_entities: true,
			},
		},
	],
	[
		'intelligence, tracking and notifications',
		{
			additionalFields: {
				target_languages: ['de'],
				summarization: true,
				summary_length: 'detailed',
				summary_type: 'paragraphs',
				sentiment: true,
				topic_detection: true,
				topics: ['billing'],
				auto_chapters: true,
				audio_events: true,
				audio_event_types: ['laughter'],
				title: 'A call',
				reference: 'r1',
				tags: ['x'],
				notifications: {
					rows: [{ url: 'http://127.0.0.1:9/a', contents: ['jobinfo', 'transcript.txt'], method: 'put' }],
				},
			},
		},
		{
			transcription_config: language,
			translation_config: { target_languages: ['de'] },
			summarization_config: { summary_length: 'detailed', summary_type: 'paragraphs' },
			sentiment_analysis_config: {},
			topic_detection_config: { topics: ['billing'] },
			auto_chapters_config: {},
			audio_events_config: { types: ['laughter'] },
			tracking: { title: 'A call', reference: 'r1', tags: ['x'] },
			notification_config: [
				{ url: 'http://127.0.0.1:9/a', contents: ['jobinfo', 'transcript.txt'], method: 'put' },
			],
		},
	],
];

it.each(CREATES)('sends the same create request as the client with %s', async (_what, fields, config) => {
	await sameRequests(
		async () => await runNode({ ...create, ...fields }, [await stage.recording(FILE)]),
		async () => await sdk.createTranscriptionJob(input(), config),
	);
});

it('sends the same create request as the client for a URL', async () => {
	const url = stage.sandbox.recordingUrl(FILE);
	await sameRequests(
		async () =>
			await runNode({
				...create,
				recordingSource: 'url',
				url,
				urlHeaders: { rows: [{ name: 'X-Key', value: 'k1' }] },
			}),
		async () =>
			await sdk.createTranscriptionJob(
				{ url, auth_headers: ['X-Key: k1'] },
				{ transcription_config: language },
			),
	);
});

describe('a job', () => {
	const job = (operation: string, id: string, more: IDataObject = {}): IDataObject => ({
		operation,
		jobId: { mode: 'id', value: id },
		...more,
	});
	/** A completed job. */
	const aJob = async (): Promise<string> => {
		const { id } = await sdk.createTranscriptionJob(input(), { transcription_config: language });
		await runNode({ resource: 'job', ...job('wait', id) });
		return id;
	};

	it('is requested, listed, fetched and deleted with the same requests', async () => {
		const id = await aJob();
		await sameRequests(
			async () => await runNode({ resource: 'job', ...job('get', id) }),
			async () => await sdk.getJob(id),
		);
		await sameRequests(
			async () => await runNode({ resource: 'job', operation: 'getMany', limit: 2 }),
			async () => await sdk.listJobs({ limit: 2 }),
		);
		await sameRequests(
			async () => await runNode({ resource: 'transcript', ...job('get', id) }),
			async () => await sdk.getJobResult(id, 'json-v2'),
		);
		await sameRequests(
			async () => await runNode({ resource: 'transcript', ...job('get', id, { output: 'vendorSrt' }) }),
			async () => await sdk.getJobResult(id, 'srt'),
		);
		const [byNode] = await requestsOf(async () => await runNode({ resource: 'job', ...job('delete', id) }));
		const other = await aJob();
		const [byClient] = await requestsOf(async () => await sdk.deleteJob(other));
		expect({ ...byNode, path: '' }).toEqual({ ...byClient, path: '' });
	});

	it('returns the same transcript as the client', async () => {
		const id = await aJob();
		const byNode = await runNode({
			resource: 'transcript',
			...job('get', id, { output: 'vendor' }),
		});
		expect(byNode).toEqual(await sdk.getJobResult(id, 'json-v2'));
	});
});
