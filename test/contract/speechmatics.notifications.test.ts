import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startReceiver, type Received, type Receiver, type Reply } from '../support/receiver';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences } from '../support/shape';
import {
	sample,
	sampleText,
	speechmaticsClient,
	transcription,
	type SpeechmaticsClient,
} from '../support/speechmatics';

const DIALOGUE = 'dialogue-en.mp3';

let sandbox: SandboxHandle;
let api: SpeechmaticsClient;
let receiver: Receiver;
let reply: (index: number) => Reply;
beforeAll(async () => {
	sandbox = await startSandbox();
	api = speechmaticsClient(sandbox);
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0, retryFactor: 0.001, timeoutFactor: 1 });
	reply = () => 200;
	receiver = await startReceiver((_request, index) => reply(index));
});
afterEach(async () => {
	await receiver.close();
});

interface Sample {
	line: string;
	headers: Record<string, string>;
	body: string;
}

/** A request of the samples, split into its parts. */
function requestSample(name: string): Sample {
	const [head = '', ...rest] = sampleText(name).split('\n\n');
	const [line = '', ...headers] = head.split('\n');
	return {
		line,
		headers: Object.fromEntries(
			headers.map((header) => {
				const [key = '', ...value] = header.split(': ');
				return [key.toLowerCase(), value.join(': ')];
			}),
		),
		body: rest.join('\n\n').replace(/\n$/, ''),
	};
}

interface Part {
	disposition: string;
	type: string;
	body: string;
}

/** The parts of a multipart body, whatever its line endings. */
function parts(body: string, contentType: string | undefined): Part[] {
	const boundary = /boundary=(.+)$/.exec(contentType ?? '')?.[1] ?? 'none';
	return body
		.replace(/\r\n/g, '\n')
		.split(new RegExp(`--${boundary}(?:--)?\n?`))
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const [head = '', ...rest] = part.split('\n\n');
			return {
				disposition: /^Content-Disposition: (.*)$/m.exec(head)?.[1] ?? '',
				type: /^Content-Type: (.*)$/m.exec(head)?.[1] ?? '',
				body: rest.join('\n\n').replace(/\n$/, ''),
			};
		});
}

/** Runs a job to its end with one notification; returns the request that it sent. */
async function notified(
	notification: Record<string, unknown>,
	submission: Partial<Parameters<SpeechmaticsClient['create']>[0]> = {},
): Promise<{ id: string; request: Received }> {
	const id = await api.create({
		data: DIALOGUE,
		...submission,
		config: {
			...transcription(),
			...(typeof submission.config === 'object' ? submission.config : {}),
			notification_config: [
				{
					url: `${receiver.url}/callback`,
					auth_headers: ['X-Webhook-Secret: example-secret'],
					...notification,
				},
			],
		},
	});
	const [request] = await receiver.until(1);
	if (request === undefined) throw new Error('nothing was received');
	return { id, request };
}

function sent(request: Received, id: string): string {
	return `${request.method} ${request.url.replace(id, 'r6sr3jlzjj')} HTTP/1.1`;
}

describe('a notification has the request line, the headers and the form of the samples', () => {
	it.each<[string, Record<string, unknown>]>([
		['contents_empty', { contents: [] }],
		['single_jobinfo', { contents: ['jobinfo'] }],
		['single_json_v2', { contents: ['transcript.json-v2'] }],
		['single_txt', { contents: ['transcript.txt'] }],
		['single_srt_put', { contents: ['transcript.srt'], method: 'put' }],
	])('%s', async (name, notification) => {
		const expected = requestSample(`webhook.${name}.http.txt`);
		const { id, request } = await notified(notification);
		expect(sent(request, id)).toBe(expected.line);
		expect(request.headers['user-agent']).toBe(expected.headers['user-agent']);
		expect(request.headers['x-webhook-secret']).toBe('example-secret');
		expect(request.headers['content-type']).toBe(expected.headers['content-type']);
		expect(request.body === '').toBe(expected.body === '');
		if (expected.body.startsWith('{"job"')) {
			expect(request.body).toMatch(/^\{"job":\{[^]*\}\}$/);
			expect(JSON.parse(request.body)).toMatchObject({ job: { id, status: 'done' } });
		} else if (expected.body.startsWith('{')) {
			expect(JSON.parse(request.body)).toEqual((await api.get(`/v2/jobs/${id}/transcript`)).json);
		} else if (expected.body !== '') {
			const format = name.includes('srt') ? 'srt' : 'txt';
			expect(request.body).toBe((await api.get(`/v2/jobs/${id}/transcript?format=${format}`)).text);
		}
	});

	it.each<[string, Record<string, unknown>]>([
		['contents_unspecified_data_file', {}],
		['multipart_jobinfo_transcript', { contents: ['jobinfo', 'transcript'] }],
	])('%s', async (name, notification) => {
		const expected = requestSample(`webhook.${name}.http.txt`);
		const { id, request } = await notified(notification);
		expect(sent(request, id)).toBe(expected.line);
		const [wanted, found] = [expected, { headers: request.headers, body: request.body }].map(
			({ headers, body }) => parts(body, headers['content-type']),
		);
		const heads = (list: Part[] = []): string[][] => list.map((part) => [part.disposition, part.type]);
		expect(heads(found)).toEqual(heads(wanted));
		expect(JSON.parse(found?.at(-1)?.body ?? '')).toEqual((await api.get(`/v2/jobs/${id}/transcript`)).json);
	});

	it('url_with_own_query: the query of the URL is kept', async () => {
		const expected = requestSample('webhook.url_with_own_query.http.txt');
		const own = await notified({ url: `${receiver.url}/callback?customer=42`, contents: [] });
		expect(sent(own.request, own.id)).toBe(expected.line);
		const signed = await api.create({
			config: transcription({
				notification_config: [{ url: `${receiver.url}/a%2Fb?signature=x%3D%3D&t=1`, contents: [] }],
			}),
			data: DIALOGUE,
		});
		expect((await receiver.until(2))[1]?.url).toBe(
			`/a%2Fb?signature=x%3D%3D&t=1&id=${signed}&status=success`,
		);
	});

	it('fetch_error_jobinfo, trim_error_empty, error_empty', async () => {
		const fetchConfig = transcription({
			fetch_data: { url: `${sandbox.vendorUrl('speechmatics')}/nothing` },
		});
		const failures = [
			['fetch_error_jobinfo', ['jobinfo'], { config: fetchConfig, data: undefined }],
			['trim_error_empty', ['transcript'], { data: Buffer.from('no media') }],
			[
				'error_empty',
				['transcript.txt'],
				{ config: transcription({}, { language: 'auto' }), data: 'order-af.ogg' },
			],
		] as const;
		for (const [index, [name, contents, { data, ...rest }]] of failures.entries()) {
			const expected = requestSample(`webhook.${name}.http.txt`);
			const id = await api.create({
				...(data === undefined ? {} : { data }),
				config: {
					...('config' in rest ? rest.config : transcription()),
					notification_config: [{ url: `${receiver.url}/callback`, contents }],
				},
			});
			const request = (await receiver.until(index + 1))[index];
			if (request === undefined) throw new Error('nothing was received');
			expect(sent(request, id)).toBe(expected.line);
			expect(request.headers['content-type']).toBe(expected.headers['content-type']);
			expect(request.body === '').toBe(expected.body === '');
		}
		const info: unknown = JSON.parse(receiver.received[0]?.body ?? '');
		expect(info).toMatchObject({ job: { status: 'rejected' } });
	});

	it('keeps the form if a job fails: a multipart with jobinfo only, or empty', async () => {
		const data = Buffer.from('no media');
		const both = await notified({ contents: ['jobinfo', 'transcript'] }, { data });
		const found = parts(both.request.body, both.request.headers['content-type']);
		expect(found.map((part) => part.disposition)).toEqual([
			'form-data; name="jobinfo"; filename="jobinfo.json"',
		]);
		await sandbox.settings('speechmatics', { jobinfo: 'bare' });
		await notified({ contents: ['jobinfo'] }, { data });
		const bare = (await receiver.until(2))[1];
		expect(JSON.parse(bare?.body ?? '')).toMatchObject({ status: 'rejected', data_name: 'call.wav' });
		await notified({}, { data });
		const none = (await receiver.until(3))[2];
		expect(none?.headers['content-type']).toMatch(/^multipart\/form-data/);
		expect(parts(none?.body ?? '', none?.headers['content-type'])).toEqual([]);
	});

	it('sends the media itself, raw or as an attachment', async () => {
		const size = readFileSync(join(RECORDINGS, DIALOGUE)).length;
		const raw = await notified({ contents: ['data'] });
		expect(raw.request.headers).toMatchObject({
			'content-type': 'application/octet-stream',
			'content-length': String(size),
		});
		await sandbox.settings('speechmatics', { dataAlone: 'multipart' });
		await notified({ contents: ['data'] });
		const attached = (await receiver.until(2))[1];
		expect(attached?.headers['content-type']).toMatch(/^multipart\/form-data/);
		expect(attached?.body).toContain('name="data"; filename="dialogue-en.mp3"');
	});

	it('sends alignments and texts, the older spelling of json-v2, and omits contents that the job does not have', async () => {
		const text = 'Good morning, Karoo Dental';
		const config = { ...sample('job.create.config.alignment.json'), transcription_config: null };
		const aligned = await notified({ contents: ['alignment'] }, { config, text });
		expect(aligned.request.headers['content-type']).toBe('text/plain');
		expect(aligned.request.body).toMatch(/^<time=0\.30>Good<time=0\.51> /);
		await notified({ contents: ['alignment.one_per_line', 'text', 'transcript'] }, { config, text });
		const several = (await receiver.until(2))[1];
		expect(parts(several?.body ?? '', several?.headers['content-type']).map((part) => part.body)).toEqual([
			`[00:00:00.3]    ${text}`,
			text,
		]);
		await notified({ contents: ['transcript:json-v2'] });
		expect(JSON.parse((await receiver.until(3))[2]?.body ?? '')).toMatchObject({ format: '2.9' });
	});
});

describe('notifications', () => {
	it('are sent up to four times, and the completed job contains the reason of the failure', async () => {
		reply = (index) => (index === 0 ? 'silence' : 500);
		await sandbox.speed({ timeoutFactor: 0.002 });
		const id = await api.create({
			config: transcription({
				fetch_data: { url: sandbox.recordingUrl(DIALOGUE) },
				notification_config: [{ url: `${receiver.url}/callback`, contents: ['transcript', 'jobinfo'] }],
			}),
		});
		await receiver.until(4);
		for (;;) {
			const [callback] = await sandbox.callbacks();
			if (callback?.state === 'given-up') break;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		const { status, errors } = await api.details(id);
		expect(status).toBe('done');
		expect(receiver.received).toHaveLength(4);
		const expected = sample('job.get.done_notification_failed.200.json');
		const plain = (message: string): string => message.replace(/"[^"]*callback[^"]*"/, '"URL"');
		const messages = (details: unknown): string[] =>
			JSON.stringify(details)
				.match(/"message":"(?:[^"\\]|\\.)*"/g)
				?.map((message) => plain(message.replace(/\\"/g, '"').slice(11, -1))) ?? [];
		expect(errors?.map((error) => plain(error.message))).toEqual(messages(expected));
		const withoutConfig = (value: unknown): unknown =>
			JSON.parse(JSON.stringify(value), (key, member: unknown) => (key === 'config' ? '' : member));
		const { json } = await api.get(`/v2/jobs/${id}`);
		const sorted = (value: unknown): unknown =>
			JSON.parse(JSON.stringify(value), (key, member: unknown) => (key === 'errors' ? [] : member));
		expect(shapeDifferences(sorted(withoutConfig(expected)), sorted(withoutConfig(json)))).toEqual([]);
	});

	it('accept any 2xx, repeat after a 4xx, and follow no redirect', async () => {
		reply = (index) =>
			[{ status: 302, headers: { location: `${receiver.url}/elsewhere` } }, 413, 204][index] ?? 200;
		const { id } = await notified({ contents: [] });
		await receiver.until(3);
		expect(receiver.received.map((request) => request.url)).toEqual(
			Array(3).fill(`/callback?id=${id}&status=success`),
		);
		for (;;) {
			const [callback] = await sandbox.callbacks();
			if (callback?.state === 'delivered') break;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect((await api.details(id)).errors?.map((error) => error.message)).toEqual([
			'Error in sending notification: unable to send notification: Response status: 302, retrying',
			'Error in sending notification: unable to send notification: Response status: 413, retrying',
		]);
	});

	it('are sent concurrently if a job has three', async () => {
		const id = await api.create({
			config: transcription({
				notification_config: ['/a', '/b', '/c'].map((path) => ({ url: receiver.url + path, contents: [] })),
			}),
			data: DIALOGUE,
		});
		const urls = (await receiver.until(3)).map((request) => request.url).sort();
		expect(urls).toEqual(['/a', '/b', '/c'].map((path) => `${path}?id=${id}&status=success`));
	});
});
