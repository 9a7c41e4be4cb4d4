import { prosaHttp } from '../../../nodes/Prosa/api/http';
import {
	endpointSchema,
	endpointsSchema,
	jobSchema,
	listSchema,
	statusSchema,
	submitSchema,
} from '../../../nodes/Prosa/api/schemas';
import { validKeys, secretsOf } from '../../../nodes/Prosa/callback/endpoint';
import { rawJob, toJob, toStatus } from '../../../nodes/Prosa/response/job';
import { labelIn, markIn } from '../../../nodes/Prosa/response/label';
import { toTranscript } from '../../../nodes/Prosa/response/transcript';
import { transcriptSchema } from '../../../nodes/shared/transcript/model';
import { prosaBytes, prosaSample } from '../../support/prosa';

const job = (name: string) => jobSchema.parse(prosaSample(name));

describe('a transcript', () => {
	it.each([
		['job.complete.200', [null]],
		['job.complete.200.minimal', [null, null, null]],
		['job.complete.200.diarized', ['1', '2', '1']],
		['job.complete.200.multichannel', [null, null, null, null]],
		['webhook.completed', ['1', '1']],
	])('is read from %s, with words distributed over the segments', async (name, speakers) => {
		const transcript = await toTranscript(job(`${name}.json`));
		expect(transcriptSchema.parse(transcript)).toEqual(transcript);
		expect(transcript.vendor).toBe('prosa');
		expect(transcript.language).toBe('id');
		expect(transcript.segments.map(({ speaker }) => speaker)).toEqual(speakers);
		expect(transcript.words.every(({ timing }) => timing === 'estimated')).toBe(true);
		for (const segment of transcript.segments) {
			const words = transcript.words.slice(segment.words.from, segment.words.to);
			expect(words.map(({ text }) => text).join(' ')).toBe(segment.text);
			expect(words[0]?.start).toBe(segment.start);
			expect(words.at(-1)?.end).toBe(segment.end);
			expect(words.every((word, i) => word.start >= (words[i - 1]?.end ?? 0) && word.end > word.start)).toBe(
				true,
			);
		}
	});

	it('sorts interleaved channels: segments by time, the text by channel', async () => {
		const transcript = await toTranscript(job('job.complete.200.multichannel.json'));
		expect(transcript.segments.map(({ start, channel }) => [start, channel])).toEqual([
			[0, '0'],
			[0, '1'],
			[3.9, '0'],
			[3.9, '1'],
		]);
		expect(transcript.text).toBe(
			'Selamat pagi, terima kasih sudah menghubungi layanan pelanggan. ' +
				'Saya ingin menanyakan status pengiriman pesanan saya. ' +
				'Selamat pagi, Bu. Ada yang bisa saya bantu? Baik, boleh saya minta nomor pesanannya?',
		);
		expect(transcript.duration).toBe(7.42);
	});

	it('omits partial results unless they were requested', async () => {
		const raw = job('job.complete.200.json');
		const transcript = await toTranscript(raw);
		expect(transcript.text).toBe('Selamat pagi, terima kasih sudah menghubungi layanan pelanggan.');
		expect(transcript.insights).toEqual({});
		const asked = await toTranscript({ ...raw, job_config: { include_partial_results: true } });
		expect(asked.segments).toEqual(transcript.segments);
		expect(asked.insights).toEqual({ other: { partial_results: ['Hanya saja'] } });
	});

	it('keeps unknown members', async () => {
		const transcript = await toTranscript({
			job_id: 'a',
			result: { data: [{ transcript: 'Halo', time_start: 0, time_end: 1, mood: 'calm' }], topics: ['salam'] },
		});
		expect(transcript.segments[0]?.extras).toEqual({ mood: 'calm' });
		expect(transcript.insights).toEqual({ other: { topics: ['salam'] } });
	});

	it('is empty for an empty result', async () => {
		const transcript = await toTranscript({ job_id: 'a', result: { data: [] } });
		expect(transcript).toMatchObject({ text: '', words: [], segments: [], duration: null });
	});

	it('results in an error that names the invalid field', async () => {
		const data = [{ transcript: 'Halo' }, { transcript: 7 }];
		await expect(toTranscript({ job_id: 'a', result: { data } })).rejects.toThrow(
			/result\.data\.1.*transcript/,
		);
	});
});

describe('a job', () => {
	it.each([
		['created', 'queued'],
		['queued', 'queued'],
		['deferred', 'queued'],
		['in_progress', 'running'],
		['processing', 'running'],
		['complete', 'completed'],
		['completed', 'completed'],
		['failed', 'failed'],
		['error', 'failed'],
		['cancelled', 'failed'],
		['canceled', 'failed'],
		['archived', 'deleted'],
		['paused_by_moon', 'running'],
	])('%s is %s', (vendorStatus, status) => {
		expect(toJob({ job_id: 'a', status: vendorStatus })).toMatchObject({ status, vendorStatus });
	});

	it('has the reason of its failure if the vendor states it', () => {
		expect(toJob(job('job.failed.200.json'))).toMatchObject({
			status: 'failed',
			errorMessage: 'Failed to download file (asr_request_uri_download_error)',
			name: 'Rapat mingguan 2026-03-02',
			completedAt: '2026-03-02T03:15:31Z',
		});
		expect(toJob(job('job.failed.200.bare.json')).errorMessage).toBeNull();
		expect(toJob({ job_id: 'a', status: 'failed', error: 'no audio' }).errorMessage).toBe('no audio');
		expect(toJob({ job_id: 'a', status: 'failed', error: { status: 'quota_empty' } }).errorMessage).toBe(
			'quota_empty',
		);
	});

	it('is named by its label, or by the file in its URL', () => {
		expect(toJob({ job_id: 'a', request: { uri: 'https://a.example/x/Rapat%201.mp3?y' } }).name).toBe(
			'Rapat 1.mp3',
		);
		expect(toJob({ job_id: 'a', request: { uri: 'googledrive://1p2mVUsalFLKdSvuEcu4' } }).name).toBeNull();
		expect(
			toJob({ job_id: 'a', request: { uri: 'https://drive.google.com/file/d/1p2m/view' } }).name,
		).toBeNull();
		expect(toJob({ job_id: 'a', request: { uri: 'https://a.example/%zz.mp3' } }).name).toBe('%zz.mp3');
	});

	it('does not contain the recording that the vendor returns', () => {
		const raw = { job_id: 'a', request: { label: 'x', data: 'A'.repeat(9_000_000) } };
		expect(rawJob(raw)).toEqual({ job_id: 'a', request: { label: 'x', data: '<base64 encoded audio>' } });
		expect(raw.request.data).toHaveLength(9_000_000);
		expect(rawJob(job('job.complete.200.json'))).toEqual(prosaSample('job.complete.200.json'));
	});

	it.each([
		['cancelled', 'failed', { total: 0, transfer: 0, transcribe: 0 }],
		['complete', 'completed', { total: 100, transfer: 100, transcribe: 100 }],
		['created', 'queued', { total: 0, transfer: 0, transcribe: 0 }],
		['deferred', 'queued', { total: 0, transfer: 0, transcribe: 0 }],
		['failed', 'failed', { total: 0, transfer: 0, transcribe: 0 }],
		['in_progress', 'running', { total: 50, transfer: 100, transcribe: 50 }],
		['queued', 'queued', { total: 0, transfer: 0, transcribe: 0 }],
	])('contains its progress while it is %s', (vendorStatus, status, progress) => {
		const raw = statusSchema.parse(prosaSample(`status.${vendorStatus}.200.json`));
		const ended = status === 'completed' || status === 'failed';
		expect(toStatus(raw)).toEqual({
			vendor: 'prosa',
			jobId: raw.job_id,
			status,
			vendorStatus,
			createdAt: '2026-03-02T03:15:22Z',
			completedAt: ended ? '2026-03-02T03:15:31Z' : null,
			progress,
		});
	});

	it.each([
		['submit.async.created.200', 'queued'],
		['submit.async.queued.200', 'queued'],
		['submit.async.queued.200.full', 'queued'],
		['job.queued.200.null-result', 'queued'],
		['job.in_progress.200', 'running'],
	])('of %s is %s', (name, status) => {
		const raw = submitSchema.parse(prosaSample(`${name}.json`));
		expect(toJob({ ...raw, job_id: raw.job_id ?? '' })).toMatchObject({ status, completedAt: null });
	});

	it.each([
		[
			'jobs.list.200',
			[
				['06790f2e-8b11-7a90-8000-91c0d2e4f573', 'running', 'Rapat mingguan 2026-03-02'],
				['06790f1c-52a4-7c3b-8000-3f9a4b7d1e20', 'queued', 'Panggilan layanan pelanggan 118'],
				['2fec34e1efb146f7a7431cb35b64550d', 'completed', 'Rapat bulanan 2026-02-27'],
			],
		],
		['jobs.list.empty.200', []],
		['jobs.list.page2.200', [['2fec34e1efb146f7a7431cb35b64550d', 'completed', 'Rapat bulanan 2026-02-27']]],
	])('is read from the list %s', (name, jobs) => {
		const list = listSchema.parse(prosaSample(`${name}.json`));
		expect(list.data.map(toJob).map((each) => [each.jobId, each.status, each.name])).toEqual(jobs);
	});
});

describe('an endpoint', () => {
	it.each([
		['create.200', ['7d1c4e0a9b3f5862c1d7e4f0a2b96835d0c7f1e2b3a49586978877665544332f']],
		['create.201', ['whsec_q8Zt4mN1vK7rX2bD9sLw3y']],
		['get.200', ['7d1c4e0a9b3f5862c1d7e4f0a2b96835d0c7f1e2b3a49586978877665544332f']],
		['rotate.200', ['whsec_n5Hj0pR6uG2cE8kTa4Yf1o', 'whsec_q8Zt4mN1vK7rX2bD9sLw3y']],
		['update.200', ['whsec_q8Zt4mN1vK7rX2bD9sLw3y']],
	])('of %s has its secrets, the newest first', (name, keys) => {
		const endpoint = endpointSchema.parse(prosaSample(`webhook_endpoints.${name}.json`));
		expect(validKeys(secretsOf(endpoint), Date.parse('2026-03-03T00:00:00Z'))).toEqual(keys);
	});

	it('has both secrets during rotation, and one after that', () => {
		const secrets = secretsOf(endpointSchema.parse(prosaSample('webhook_endpoints.rotate.200.json')));
		expect(validKeys(secrets, Date.parse('2026-03-04T00:00:00Z'))).toHaveLength(2);
		expect(validKeys(secrets, Date.parse('2026-03-05T03:15:22Z'))).toEqual(['whsec_n5Hj0pR6uG2cE8kTa4Yf1o']);
	});

	it('has no secret in lists and after its end', () => {
		const listed = endpointsSchema.parse(prosaSample('webhook_endpoints.list.200.json'));
		expect(listed.map(secretsOf)).toEqual([[]]);
		expect(secretsOf(endpointSchema.parse(prosaSample('webhook_endpoints.delete.200.json')))).toEqual([]);
	});
});

describe('an error', () => {
	const read = (name: string) =>
		prosaHttp.parseError(Number(name.split('.')[1]), prosaBytes(`${name}.json`).toString());

	it.each([
		['400.asr_request_file_too_large', /^Request too large: 75\.2 > 60\.0/, /Split/],
		['400.asr_request_invalid_uri', /^URI not supported/, /https:\/\//],
		['400.asr_request_unsupported_media_type', /^Unsupported media type/, /\bmp3\b/],
		['400.asr_request_uri_download_error', /^Failed to download file/, /could not download/],
		['400.asr_request_waiting_not_allowed', /^Waiting is not allowed for this request/, /Never/],
		['400.quota_empty', /^Out of quota/, /quota/],
		['401.auth_unauthorized', /^Unauthorized/, /credential/],
		['404.job_not_found', /^Job not found/, /Check the ID/],
		['422.request_validation_error', /^Request validation error/, /Send Model As/],
	])('%s has its code, the message of Prosa.ai and advice', (name, message, hint) => {
		expect(read(`error.${name}`)).toMatchObject({
			code: name.split('.')[1],
			message: expect.stringMatching(message),
			hint: expect.stringMatching(hint),
		});
	});

	it('of the framework names the field', () => {
		expect(read('error.422.fastapi-detail')).toMatchObject({
			code: 'request_validation_error',
			message: 'path.job_id value is not a valid uuid',
		});
		expect(read('error.422.request_validation_error').message).toBe(
			'Request validation error: body.config.engine field required',
		);
	});

	it('includes what the message omits', () => {
		expect(read('error.400.asr_request_unsupported_media_type').message).toBe(
			'Unsupported media type (mime_type text/plain)',
		);
	});

	it('of a proxy shows no web page', () => {
		expect(prosaHttp.parseError(413, '<html><h1>413</h1></html>')).toEqual({ message: '' });
		expect(prosaHttp.parseError(502, 'bad gateway')).toEqual({ message: 'bad gateway' });
		expect(prosaHttp.parseError(401, '{"detail":"Not authenticated"}')).toMatchObject({
			message: 'Not authenticated',
		});
	});
});

describe('the mark in a label', () => {
	it.each([
		['Rapat [n8n:1:0.0:ab]', 'Rapat', 'n8n:1:0.0:ab'],
		['[n8n:1:0.0:ab]', null, 'n8n:1:0.0:ab'],
		['Rapat [n8n:a] [n8n:b]', 'Rapat [n8n:a]', 'n8n:b'],
		['Rapat', 'Rapat', undefined],
		['Rapat [n8n:]', 'Rapat [n8n:]', undefined],
		['[n8n:a] Rapat', '[n8n:a] Rapat', undefined],
		['', null, undefined],
		[null, null, undefined],
	])('of %p', (label, plain, mark) => {
		expect(labelIn(label)).toBe(plain);
		expect(markIn(label)).toBe(mark);
	});

	it('is found in a long label in linear time', () => {
		const long = '[n8n:'.repeat(400_000);
		expect(labelIn(long)).toBe(long);
		expect(markIn(`${long}1]`)).toBe('n8n:1');
	});
});
