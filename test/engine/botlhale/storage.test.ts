import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { RECORDINGS, type RequestEntry } from '../../support/sandbox';
import { NODE, type Stage } from '../../support/stage';
import { botlhaleStage, kindOf } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const STORAGE = { vendor: 'botlhale', method: 'POST', path: '^/$' };
const create = { resource: 'job', operation: 'create' };
const transcribe = { resource: 'transcript', operation: 'transcribe', output: 'text' };

async function requests(kind: string): Promise<RequestEntry[]> {
	return (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === kind);
}

const formSchema = z.object({
	order: z.array(z.string()),
	fields: z.record(z.string(), z.string()),
	bytes: z.number(),
	sha256: z.string(),
});

describe('disagreements 10, 12 and 13: the form of the storage', () => {
	it.each([
		[
			'A',
			[
				'key',
				'policy',
				'x-amz-algorithm',
				'x-amz-credential',
				'x-amz-date',
				'x-amz-security-token',
				'x-amz-signature',
			],
		],
		['B', ['AWSAccessKeyId', 'key', 'policy', 'signature']],
		['C', ['AWSAccessKeyId', 'key', 'policy', 'signature', 'x-amz-security-token']],
	])(
		'%s: all fields are copied unchanged, followed by the file and nothing else',
		async (uploadForm, names) => {
			await stage.sandbox.settings('botlhale', { uploadForm });
			const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
			expect(run.error).toBeUndefined();
			const [upload] = await requests('storage');
			const form = formSchema.parse(upload?.details);
			expect([...form.order].sort()).toEqual([...names, 'file'].sort());
			expect(form.order.at(-1)).toBe('file');
			expect(run.json(NODE)[0]?.jobId).toBe(form.fields.key);
			const file = await readFile(join(RECORDINGS, 'dialogue-en.wav'));
			expect(form.bytes).toBe(file.length);
			expect(form.sha256).toBe(createHash('sha256').update(file).digest('hex'));
		},
	);
});

it('is sent without the token and with its exact length', async () => {
	await stage.run(create, [await stage.recording('dialogue-en.wav')]);
	const [upload] = await requests('storage');
	expect(upload?.headers).not.toHaveProperty('authorization');
	expect(upload?.headers).not.toHaveProperty('transfer-encoding');
	expect(upload?.headers['content-length']).toMatch(/^43\d{4}$/);
	expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=/);
	expect(upload?.status).toBe(204);
});

describe('an error of the storage in XML is shown', () => {
	const xml = (code: string, message: string) =>
		`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

	it.each<[string, number, string, string, RegExp]>([
		[
			'a wrong signature',
			403,
			'SignatureDoesNotMatch',
			'The request signature we calculated does not match',
			/other fields/,
		],
		[
			'a field too many',
			403,
			'AccessDenied',
			'Invalid according to Policy: Extra input fields: acl',
			/other fields/,
		],
		['too large', 400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', /Compress/],
	])('%s', async (_what, status, code, message, hint) => {
		await stage.sandbox.faults({ kind: 'status', status, body: xml(code, message), match: STORAGE });
		const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.message).toBe(`Botlhale AI: ${message} (${status}, ${code})`);
		expect(run.error?.description).toMatch(hint);
		expect(await requests('storage')).toHaveLength(1);
	});

	it.each<[string, number, string | object]>([
		['denied', 403, xml('AccessDenied', 'Access Denied')],
		['denied without a reason', 403, ''],
		['denied by a proxy', 403, '<html><body>Forbidden</body></html>'],
		['unauthorized', 401, { message: 'Unauthorized' }],
		['not found', 404, xml('NoSuchBucket', 'The specified bucket does not exist')],
	])('and is not about the credential: %s', async (_what, status, body) => {
		await stage.sandbox.faults({ kind: 'status', status, body, match: STORAGE });
		const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.description).toMatch(
			/^The storage rejected the upload, .*not related to the credential/,
		);
		expect(run.error?.description).not.toMatch(/key|token|permission|job ID/i);
	});

	it('for the limit of the sandbox', async () => {
		await stage.sandbox.settings('botlhale', { maxUploadBytes: 1000 });
		const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.message).toMatch(/\(400, EntityTooLarge\)$/);
	});
});

describe('an expired upload slot', () => {
	it('is requested again once', async () => {
		const expired =
			'<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>';
		await stage.sandbox.faults({ kind: 'status', status: 403, body: expired, match: STORAGE });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('move my appointment');
		expect(await requests('storage')).toHaveLength(2);
	});

	it('fails if the new slot has expired too', async () => {
		await stage.sandbox.settings('botlhale', { slotSeconds: 0 });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.message).toMatch(/expired.*\(403, AccessDenied\)/i);
		expect(await requests('slot')).toHaveLength(2);
	});
});

describe('an upload that fails', () => {
	it('with 503 is sent from the beginning again', async () => {
		const body = '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';
		await stage.sandbox.faults({ kind: 'status', status: 503, body, times: 2, match: STORAGE });
		const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		expect(run.json(NODE)[0]?.text).toContain('move my appointment');
		const uploads = await requests('storage');
		expect(uploads.map(({ status }) => status)).toEqual([503, 503, 204]);
		expect(uploads.at(-1)?.details).toMatchObject({ bytes: 433_112 });
		expect(await requests('slot')).toHaveLength(1);
	});

	it.each(['not-found', 'empty'])(
		'halfway is sent from the beginning again once it is certain that no file arrived (%s)',
		async (awaitingUpload) => {
			await stage.sandbox.settings('botlhale', { awaitingUpload });
			await stage.sandbox.faults({ kind: 'reset-in-upload', afterBytes: 1000, match: STORAGE });
			const run = await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
			expect(run.json(NODE)[0]?.text).toContain('move my appointment');
			const uploads = await requests('storage');
			expect(uploads).toHaveLength(2);
			expect(uploads.at(-1)?.details).toMatchObject({ bytes: 433_112 });
		},
	);

	it.each(['not-found', 'empty', 'running'])(
		'after the complete file is not sent again, because the job exists (others: %s)',
		async (awaitingUpload) => {
			await stage.sandbox.settings('botlhale', { awaitingUpload });
			await stage.sandbox.faults({ kind: 'reset-before-answer', effect: true, match: STORAGE });
			const run = await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
			expect(run.error).toBeUndefined();
			expect(run.json(NODE)[0]?.text).toMatch(/\w/);
			expect(await requests('storage')).toHaveLength(1);
		},
	);

	it.each([408, 502, 504])(
		'with %i from a gateway after the complete file is not sent again, because the job exists',
		async (status) => {
			await stage.sandbox.settings('botlhale', { awaitingUpload: 'not-found' });
			await stage.sandbox.faults({ kind: 'status', status, effect: true, match: STORAGE });
			const run = await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
			expect(run.error).toBeUndefined();
			expect(await requests('storage')).toHaveLength(1);
		},
	);

	it('with 502 from a gateway that forwarded nothing is sent to another slot', async () => {
		await stage.sandbox.settings('botlhale', { awaitingUpload: 'not-found' });
		await stage.sandbox.faults({ kind: 'status', status: 502, match: STORAGE });
		const run = await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
		expect(run.error).toBeUndefined();
		expect(await requests('storage')).toHaveLength(2);
	});

	it('after the complete file fails with the job ID if it is unknown whether the job exists', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		await stage.sandbox.faults({ kind: 'reset-before-answer', effect: true, match: STORAGE });
		const run = await stage.run(transcribe, [await stage.recording('order-af.ogg')]);
		expect(run.error?.message).toMatch(/^Botlhale AI: the connection was lost/);
		expect(run.error?.context.jobId).toMatch(/asr_/);
		expect(await requests('storage')).toHaveLength(1);
		await stage.sandbox.finish();
		const jobId = run.error?.context.jobId;
		const later = await stage.run({ resource: 'job', operation: 'wait', jobId });
		expect(later.json(NODE)[0]).toMatchObject({ status: 'completed' });
	});

	it('twice is reported as an error', async () => {
		await stage.sandbox.settings('botlhale', { awaitingUpload: 'not-found' });
		await stage.sandbox.faults({ kind: 'reset-before-answer', match: STORAGE, times: null });
		const run = await stage.run({ ...transcribe, options: { retries: 1 } }, [
			await stage.engine.binaryItem({ data: Buffer.alloc(2000, 1), fileName: 'a.wav' }),
		]);
		expect(run.error?.message).toMatch(/connection was lost/);
		expect(run.error?.context.jobId).toMatch(/asr_/);
	});
});

it('escapes a file name with special characters, so that it cannot change the headers', async () => {
	const data = await readFile(join(RECORDINGS, 'order-af.ogg'));
	const fileName = 'a"b\r\nX-Evil: 1\u2028ümlaut.ogg';
	const run = await stage.run(transcribe, [await stage.engine.binaryItem({ data, fileName })]);
	expect(run.error).toBeUndefined();
	const [upload] = await requests('storage');
	expect(upload?.details).toMatchObject({ bytes: data.length });
	expect(upload?.headers).not.toHaveProperty('x-evil');
});

it('does not send a recording unencrypted to another machine', async () => {
	await stage.sandbox.faults({
		kind: 'wrong-shape',
		body: { url: 'http://storage.example.com/', fields: { key: 'a.wav' } },
		match: { path: '/asr/async/upload' },
	});
	const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
	expect(run.error?.message).toMatch(/does not start with https:/);
});
