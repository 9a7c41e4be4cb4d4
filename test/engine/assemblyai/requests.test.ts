import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { NODE, type Stage } from '../../support/stage';
import { assemblyAiStage, KEY, SECRET } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 0, callMs: 0 });
});

const transcribe = {
	resource: 'transcript',
	operation: 'transcribe',
	recordingSource: 'binary',
	output: 'text',
};
const CREATE = { vendor: 'assemblyai', method: 'POST', path: '/v2/transcript$' };

async function jobsCreated(): Promise<number> {
	const run = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
	return run.json(NODE).length;
}

async function recordings(count: number): Promise<INodeExecutionData[]> {
	const items = Array.from({ length: count }, async () => await stage.recording('dialogue-en.mp3'));
	return await Promise.all(items);
}

it.each<[string, unknown]>([
	['JSON text', '={{ JSON.stringify(["Karoo Dental", "Nadia"]) }}'],
	['a list in a row', ['={{ ["Karoo Dental", "Nadia"] }}']],
	['JSON text in a row', ['["Karoo Dental", "Nadia"]']],
	['lines', 'Karoo Dental\nNadia'],
])('reads key terms from %s', async (_what, terms) => {
	await stage.run({
		resource: 'job',
		operation: 'create',
		recordingSource: 'url',
		url: stage.sandbox.recordingUrl('dialogue-en.mp3'),
		additionalFields: { keyterms_prompt: terms },
	});
	const [created] = await stage.sandbox.requests(CREATE);
	expect(created?.body).toMatchObject({ keyterms_prompt: ['Karoo Dental', 'Nadia'] });
});

describe('an upload', () => {
	it.each(['memory', 'filesystem'] as const)('is sent completely in %s mode', async (mode) => {
		const other = await assemblyAiStage(mode);
		try {
			const run = await other.run(transcribe, [await other.recording('dialogue-en.wav')]);
			expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
			const [upload] = await other.sandbox.requests({ path: '/v2/upload' });
			expect(upload?.headers['content-length']).toBe('433112');
		} finally {
			await other.close();
			// The engine has one binary data service per process.
			await stage.run({ resource: 'job', operation: 'getMany' });
		}
	});

	it('starts again if the connection is interrupted', async () => {
		await stage.sandbox.faults({
			kind: 'reset-in-upload',
			afterBytes: 1000,
			times: 2,
			match: { path: '/v2/upload' },
		});
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
	});
});

describe('a create', () => {
	it.each([
		['429', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
		['503', { kind: 'status', status: 503 }],
	] as const)('is sent again after %s, because AssemblyAI did not process it', async (_status, fault) => {
		await stage.sandbox.faults({ ...fault, match: CREATE });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await jobsCreated()).toBe(1);
	});

	it.each([
		['500', { kind: 'status', status: 500 }],
		['a broken connection', { kind: 'reset-before-answer' }],
		['a truncated response', { kind: 'truncated' }],
		['HTML', { kind: 'html', status: 200 }],
		['a success without a body', { kind: 'status', status: 204 }],
		['503', { kind: 'status', status: 503 }],
	] as const)('whose response is lost through %s is found by its upload', async (_what, fault) => {
		await stage.sandbox.faults({ ...fault, effect: true, match: CREATE });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await jobsCreated()).toBe(1);
	});

	it.each([
		[true, /may have been created/],
		[false, undefined],
	])(
		'by URL is sent again after 503 unless the list has such a job (created: %j)',
		async (effect, warning) => {
			await stage.sandbox.faults({ kind: 'status', status: 503, effect, match: CREATE });
			const url = stage.sandbox.recordingUrl('dialogue-en.mp3');
			const run = await stage.run({ resource: 'job', operation: 'create', recordingSource: 'url', url });
			if (warning) expect(run.error?.description).toMatch(warning);
			else expect(run.error).toBeUndefined();
			expect(await jobsCreated()).toBe(1);
		},
	);

	it('is sent again after 500 if the list shows that no job was created', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, match: CREATE });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await jobsCreated()).toBe(1);
	});

	it('is not sent again, with a warning, if its outcome is unknown and there is no list', async () => {
		await stage.sandbox.faults(
			{ kind: 'status', status: 500, match: CREATE },
			{ kind: 'status', status: 500, times: null, match: { method: 'GET', path: '/v2/transcript' } },
		);
		const run = await stage.run({ ...transcribe, options: { retries: 1 } }, await recordings(1));
		expect(run.error?.message).toMatch(/^AssemblyAI: .*500/);
		expect(run.error?.description).toMatch(/may have been created/);
		expect(await stage.sandbox.requests(CREATE)).toHaveLength(1);
	});
});

it('describes the speakers by their roles', async () => {
	const additionalFields = {
		speaker_type: 'role',
		described_speakers: {
			rows: [
				{ value: 'Receptionist', description: 'Answers the phone' },
				{ value: 'Patient', description: '' },
			],
		},
	};
	await stage.run({ ...transcribe, speakers: 'channel', additionalFields }, await recordings(1));
	const [sent] = await stage.sandbox.requests(CREATE);
	expect(sent?.body).toMatchObject({
		speech_understanding: {
			request: {
				speaker_identification: {
					speaker_type: 'role',
					speakers: [{ role: 'Receptionist', description: 'Answers the phone' }, { role: 'Patient' }],
				},
			},
		},
	});
	const both = await stage.run({
		...transcribe,
		speakers: 'channel',
		additionalFields: { ...additionalFields, known_values: ['Patient'] },
	});
	expect(both.error?.message).toMatch(/Additional Fields: Identify Speakers: Descriptions/);
});

it('rejects a language together with its detection before anything is sent', async () => {
	const options = { additionalParameters: '{"language_detection": true}' };
	const run = await stage.run({ ...transcribe, language: 'id', options }, await recordings(1));
	expect(run.error?.message).toBe('"Language" cannot be combined with "language_detection" turned on');
	expect(await stage.sandbox.requests()).toEqual([]);
});

describe('a field that needs a switch', () => {
	const create = async (additionalFields: IDataObject) =>
		await stage.run({ ...transcribe, additionalFields }, await recordings(1));

	it.each([
		['Speech Understanding: Include Decisions', { include_decisions: true }],
		['Speech Understanding: Include Decisions', { action_items: false, include_decisions: true }],
		['Speech Understanding: Action Items Effort', { action_items_effort: 'medium' }],
	])('is rejected without it before anything is sent, naming both: %s %j', async (label, fields) => {
		const run = await create(fields);
		expect(run.error?.message).toContain(label);
		expect(run.error?.message).toContain('works only with "Speech Understanding: Action Items"');
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('requests nothing if it is off itself', async () => {
		await create({ include_decisions: false });
		const [sent] = await stage.sandbox.requests(CREATE);
		expect(sent?.body).not.toHaveProperty('speech_understanding');
	});

	it('is sent with it', async () => {
		await create({ action_items: true, include_decisions: true, action_items_effort: 'medium' });
		const [sent] = await stage.sandbox.requests(CREATE);
		expect(sent?.body).toMatchObject({
			speech_understanding: {
				request: { action_items: { include_decisions: true, effort: 'medium' } },
			},
		});
	});
});

it('polling survives 429, 403 for too many requests, 500, HTML, a truncated response and a broken connection', async () => {
	await stage.sandbox.speed({ processingMs: 1500 });
	const match = { vendor: 'assemblyai', method: 'GET', path: '/v2/transcript/' };
	await stage.sandbox.faults(
		{ kind: 'status', status: 429, headers: { 'retry-after': '0' }, match },
		{ kind: 'status', status: 403, body: { error: 'Too many requests' }, match },
		{ kind: 'status', status: 500, match },
		{ kind: 'truncated', match },
		{ kind: 'reset-in-body', match },
		{ kind: 'html', status: 502, match },
	);
	const run = await stage.run(transcribe, await recordings(1));
	expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
	expect(await stage.sandbox.struck()).toEqual([1, 1, 1, 1, 1, 1]);
});

it('fifty items wait concurrently and stay in order', async () => {
	await stage.sandbox.speed({ processingMs: 1500 });
	const before = Date.now();
	const run = await stage.run(transcribe, await recordings(50));
	expect(run.pairs(NODE)).toEqual(Array.from({ length: 50 }, (_each, index) => [index]));
	// One after the other they would take 75 s. This is not a measurement, it only distinguishes the two.
	expect(Date.now() - before).toBeLessThan(40_000);
});

it('names every job created so far when one item stops the run', async () => {
	const items = [
		...(await recordings(2)),
		await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.txt' }),
	];
	const run = await stage.run(transcribe, items);
	const listed = await stage.run({ resource: 'job', operation: 'getMany' });
	const said = `${run.error?.message} ${run.error?.description}`;
	for (const { jobId } of listed.json(NODE)) expect(said).toContain(jobId);
	expect(run.error?.context.itemIndex).toBe(2);
});

it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'continues with the other items (%s); the failed one has its job ID',
	async (onError) => {
		const items = [
			await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.txt', json: { row: 7 } }),
			...(await recordings(1)),
		];
		const run = await stage.run(transcribe, items, { onError });
		const failed = onError === 'continueErrorOutput' ? run.json(NODE, 1)[0] : run.json(NODE)[0];
		expect(failed).toMatchObject({
			row: 7,
			error: expect.stringMatching(/^The job failed: .*\(job [\w-]+, /),
		});
		expect(JSON.stringify(failed)).toMatch(/"jobId":"[\w-]+"/);
		expect(run.json(NODE).at(-1)?.text).toContain('Karoo Dental');
	},
);

it('stops immediately when the execution is cancelled', async () => {
	await stage.sandbox.speed({ processingMs: 60_000 });
	const cancel = new AbortController();
	const running = stage.engine.runNode(stage.node(transcribe), await recordings(2), {
		signal: cancel.signal,
	});
	while ((await stage.sandbox.requests({ method: 'GET', path: '/v2/transcript/' })).length < 2) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	cancel.abort();
	const run = await running;
	expect(run.status).toBe('canceled');
	const polls = (await stage.sandbox.requests({ method: 'GET' })).length;
	await new Promise((resolve) => setTimeout(resolve, 1500));
	expect((await stage.sandbox.requests({ method: 'GET' })).length).toBe(polls);
});

describe('an error', () => {
	const get = (jobId: string): IDataObject => ({
		resource: 'job',
		operation: 'get',
		jobId: { mode: 'id', value: jobId },
		options: { retries: 0 },
	});

	it.each<[number, RegExp]>([
		[400, /.+/],
		[401, /key/],
		[403, /key|requests/],
		[404, /ID/],
		[429, /Concurrency|later/],
		[500, /later/],
	])('for status %d says what to do and contains no secret', async (status, hint) => {
		await stage.sandbox.faults({
			kind: 'status',
			status,
			body: { error: `Nope ${KEY} ${SECRET}` },
			times: null,
			match: { method: 'GET' },
		});
		const run = await stage.run(get('abc'));
		expect(run.error?.message).toMatch(new RegExp(`^AssemblyAI: Nope \\*{3} \\*{3} \\(${status}\\)`));
		expect(run.error?.description).toMatch(hint);
		expect(JSON.stringify(run.data)).not.toContain(KEY);
		expect(JSON.stringify(run.data)).not.toContain(SECRET);
		expect(run.error?.stack).not.toContain(KEY);
	});

	it('names the unexpected member of a response', async () => {
		await stage.sandbox.faults({
			kind: 'wrong-shape',
			body: { id: 'abc', status: 7 },
			match: { method: 'GET' },
		});
		const run = await stage.run(get('abc'));
		expect(run.error?.message).toMatch(/"status"/);
	});

	it.each(['.', '..', ' '])('names the field of the invalid ID "%s"', async (jobId) => {
		const run = await stage.run(get(jobId));
		expect(run.error?.message).toMatch(/^"Job ID" /);
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('lists the available binary properties', async () => {
		const item = await stage.recording('dialogue-en.mp3');
		const run = await stage.run({ ...transcribe, binaryPropertyName: 'file' }, [item]);
		expect(run.error?.message).toMatch(/^"Input Data Field Name" is "file"/);
		expect(run.error?.description).toMatch(/Available: data/);
	});

	it('comes before anything is sent if parameters exclude each other', async () => {
		const run = await stage.run(
			{ ...transcribe, speakers: 'voice', options: { dual_channel: true } },
			await recordings(1),
		);
		expect(run.error?.message).toMatch(/^"Speakers".*Dual Channel/);
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it.each(['../transcript', 'a/b', 'a?b=c', 'a#b', '%2e%2e'])(
		'does not change the path for an ID such as %s',
		async (jobId) => {
			const run = await stage.run(get(jobId));
			expect(run.error?.message).toMatch(/transcript id not found|Not found/i);
			const [request] = await stage.sandbox.requests();
			expect(request?.query).toEqual({});
			expect(request?.path).toMatch(/^\/v2\/transcript\/[^/]+$/);
		},
	);
});
