import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchClient } from '@speechmatics/batch-client';
import { z } from 'zod/v4';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { startHost, type SpeechmaticsHost } from '../support/speechmaticsHost';

const DIALOGUE = new Uint8Array(readFileSync(join(RECORDINGS, 'dialogue-en.mp3')));
const spoken = z
	.object({
		words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number(), speaker: z.string() })),
	})
	.parse(JSON.parse(readFileSync(join(RECORDINGS, 'dialogue-en.json'), 'utf8'))).words;

let sandbox: SandboxHandle;
let host: SpeechmaticsHost;
beforeAll(async () => {
	sandbox = await startSandbox();
	host = await startHost(sandbox);
});
afterAll(async () => {
	await host.close();
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

function client(apiKey = 'account-one'): BatchClient {
	return new BatchClient({ apiKey, apiUrl: host.apiUrl, appId: 'contract-test' });
}

function dialogue(): { data: Blob; fileName: string } {
	return { data: new Blob([DIALOGUE]), fileName: 'dialogue-en.mp3' };
}

const english = (config: Record<string, unknown> = {}) => ({
	transcription_config: { language: 'en', ...config },
});

describe('the official client, pointed at the sandbox', () => {
	it('transcribes a file: every word, with its times and its speaker', async () => {
		const transcript = await client().transcribe(dialogue(), english({ diarization: 'speaker' }), 'json-v2');
		if (typeof transcript === 'string') throw new Error('json-v2 is no text');
		const words = transcript.results.filter((result) => result.type === 'word');
		expect(
			words.map(({ alternatives, start_time, end_time }) => [
				alternatives?.[0]?.content,
				start_time,
				end_time,
				alternatives?.[0]?.speaker,
			]),
		).toEqual(
			spoken.map(({ text, start, end, speaker }) => [
				text.replace(/[.,?!]+$/, ''),
				Number((start / 1000).toFixed(2)),
				Number((end / 1000).toFixed(2)),
				speaker === 'A' ? 'S1' : 'S2',
			]),
		);
		expect(transcript.job).toMatchObject({ data_name: 'dialogue-en.mp3', duration: 27 });
	});

	it('returns text with punctuation attached as in the recording', async () => {
		const api = client();
		const { id } = await api.createTranscriptionJob(dialogue(), english());
		await sandbox.finish();
		expect(await api.getJobResult(id, 'text')).toBe(spoken.map((word) => word.text).join(' '));
		expect(await api.getJobResult(id, 'srt')).toMatch(/^1\n00:00:00,300 --> /);
	});

	it.each(['wav', 'flac', 'mp3', 'ogg'])('reads the %s file of the same recording', async (format) => {
		const bytes = new Uint8Array(readFileSync(join(RECORDINGS, `dialogue-en.${format}`)));
		const api = client();
		const { id } = await api.createTranscriptionJob(
			{ data: new Blob([bytes]), fileName: `dialogue-en.${format}` },
			english(),
		);
		await sandbox.finish();
		expect(await api.getJobResult(id, 'text')).toMatch(
			/^Good morning, Karoo Dental, this is Nadia speaking\./,
		);
		const [upload] = await sandbox.requests({ vendor: 'speechmatics', method: 'POST' });
		expect(upload?.details).toMatchObject({
			data_file: { filename: `dialogue-en.${format}`, bytes: bytes.length },
		});
	});

	it('fetches a URL and identifies the language', async () => {
		const transcript = await client().transcribe(
			{ url: sandbox.recordingUrl('order-id.mp3') },
			{
				transcription_config: { language: 'auto' },
				language_identification_config: { expected_languages: ['en', 'id'] },
			},
			'json-v2',
		);
		if (typeof transcript === 'string') throw new Error('json-v2 is no text');
		expect(transcript.results[0]?.alternatives?.[0]).toMatchObject({ content: 'Selamat', language: 'id' });
		expect(transcript.metadata.language_identification).toEqual({ predicted_language: 'id' });
	});

	it('throws the errors of a rejected job', async () => {
		await expect(
			client().transcribe({ url: `${sandbox.vendorUrl('speechmatics')}/nothing` }, english(), 'text'),
		).rejects.toEqual(
			Array(4).fill({
				message: 'unable to fetch audio: http status code 404',
				timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
			}),
		);
	});

	it('lists, gets and deletes', async () => {
		const api = client();
		const ids: string[] = [];
		for (let i = 0; i < 3; i++) ids.unshift((await api.createTranscriptionJob(dialogue(), english())).id);
		expect(ids.every((id) => /^[a-z0-9]{10}$/.test(id))).toBe(true);
		await sandbox.finish();
		expect((await api.listJobs()).jobs.map((job) => job.id)).toEqual(ids);
		expect((await api.listJobs({ limit: 2 })).jobs.map((job) => job.id)).toEqual(ids.slice(0, 2));
		const [first = ''] = ids;
		expect((await api.getJob(first)).job).toMatchObject({ id: first, status: 'done' });
		expect((await api.deleteJob(first)).job.status).toBe('deleted');
		expect((await api.listJobs()).jobs.map((job) => job.id)).toEqual(ids.slice(1));
		expect((await api.listJobs({ include_deleted: true })).jobs.map((job) => job.status)).toEqual([
			'deleted',
			'done',
			'done',
		]);
	});

	it('gets errors in the words that it knows', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const api = client();
		const { id } = await api.createTranscriptionJob(dialogue(), english());
		await expect(api.deleteJob(id)).rejects.toMatchObject({
			name: 'SpeechmaticsResponseError',
			error: 'Resource Locked',
			response: { code: 423 },
		});
		await expect(api.getJobResult(id)).rejects.toMatchObject({ error: 'Transcription not ready' });
		expect((await api.deleteJob(id, true)).job.status).toBe('deleted');
		await expect(api.getJob('nothing00a')).rejects.toMatchObject({ error: 'Job not found' });
		await expect(api.createTranscriptionJob(dialogue(), english({ language: 'xx' }))).rejects.toMatchObject({
			error: 'Job rejected',
			response: { detail: expect.stringContaining('xx') },
		});
		await sandbox.settings('speechmatics', { unauthorized: 'permission-denied' });
		await expect(client('bad').listJobs()).rejects.toMatchObject({ error: 'Permission Denied' });
	});

	it('reads the list of features', async () => {
		const features = z
			.looseObject({ batch: z.looseObject({ languageid: z.array(z.unknown()) }) })
			.parse(await client().getFeatureDiscovery());
		expect(features.batch.languageid).toHaveLength(1);
	});
});
