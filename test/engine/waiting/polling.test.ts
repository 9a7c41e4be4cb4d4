import type { IDataObject } from 'n8n-workflow';

import type { RequestEntry } from '../../support/sandbox';
import { firstText, NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const RECORDINGS = 50;

/** Longer than any test, so that these jobs end when the test ends them. */
const NEVER_MS = 600_000;

/** How long the sandbox holds each request in the tests that count requests in progress. */
const CALL_MS = 250;

describe.each(testedVendors)('waiting for $name by polling', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: NEVER_MS });
	});

	const transcribe = {
		resource: 'transcript',
		operation: 'transcribe',
		output: 'text',
		...vendor.fromFile,
		options: vendor.pollingOptions,
	};
	const wait = { resource: 'job', operation: 'wait', output: 'text' };
	const options = (more: IDataObject): IDataObject => ({
		options: { ...vendor.pollingOptions, ...more },
	});
	/** The jobs that were created. A create in progress has not created one yet. */
	const creates = async (): Promise<RequestEntry[]> =>
		(await stage.sandbox.requests({ vendor: vendor.name, ...vendor.creates })).filter(
			({ status }) => status !== null,
		);

	async function until(what: () => Promise<boolean>): Promise<void> {
		while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
	}

	it(`waits for ${RECORDINGS} recordings concurrently and keeps their order`, async () => {
		const recording = await stage.recording(vendor.recording);
		const running = stage.run(
			transcribe,
			Array.from({ length: RECORDINGS }, (_, number) => ({ ...recording, json: { number } })),
		);
		// No job ends before the last one is created. One after the other, they would never all be created.
		await until(async () => (await creates()).length === RECORDINGS);
		await stage.sandbox.finish();
		const run = await running;
		expect(run.error).toBeUndefined();
		expect(run.pairs(NODE)).toEqual(Array.from({ length: RECORDINGS }, (_, item) => [item]));
		expect(new Set(run.json(NODE).map(({ jobId }) => jobId)).size).toBe(RECORDINGS);
	});

	it.each([
		{ chosen: 2, most: 2 },
		{ chosen: undefined, most: 10 },
	])('has at most $most requests in progress if the concurrency is $chosen', async ({ chosen, most }) => {
		await stage.sandbox.speed({ processingMs: 0, callMs: CALL_MS });
		const recording = await stage.recording(vendor.recording);
		const run = await stage.run(
			{ ...transcribe, ...(chosen === undefined ? {} : options({ concurrency: chosen })) },
			Array.from({ length: 3 * Math.min(most, 4) }, () => recording),
		);
		await stage.sandbox.speed({ callMs: 0 });
		expect(run.error).toBeUndefined();
		const atOnce = mostAtOnce(await creates());
		expect(atOnce).toBeGreaterThan(1);
		expect(atOnce).toBeLessThanOrEqual(most);
		if (chosen === undefined) expect(atOnce).toBeGreaterThan(2);
	});

	it('ends at the time limit with the job ID, and continues with that ID without further costs', async () => {
		const item = await stage.recording(vendor.recording);
		const stopped = await stage.run({ ...transcribe, ...options({ timeLimit: 0.01 }) }, [item]);
		const jobId = jobIdIn(stopped.error?.message);
		expect(stopped.error?.description).toContain('Job: Wait for Completion');
		const [made] = await creates();
		expect(made).toBeDefined();

		const kept = await stage.run({ ...transcribe, ...options({ timeLimit: 0.01 }) }, [item], {
			onError: 'continueRegularOutput',
		});
		const [failed] = kept.json(NODE);
		expect(failed?.error).toContain(failed?.jobId);
		expect(await creates()).toHaveLength(2);

		await stage.sandbox.finish();
		const ids = [jobId, firstText(kept, 'jobId')];
		const done = await stage.run(
			wait,
			ids.map((id) => ({ json: { jobId: id } })),
		);
		expect(done.error).toBeUndefined();
		expect(done.json(NODE)).toEqual(
			ids.map((id) => expect.objectContaining({ jobId: id, text: expect.stringMatching(/\S/) })),
		);
		expect(await creates()).toHaveLength(2);
	});

	it('leaves the old state of the job out of the item of a wait that failed', async () => {
		const created = await stage.run({ resource: 'job', operation: 'create', ...vendor.fromFile }, [
			await stage.recording(vendor.recording),
		]);
		const [job] = created.json(NODE);
		expect(job).toHaveProperty('status');
		const run = await stage.run(
			{ ...wait, options: { timeLimit: 0.01 } },
			[{ json: { ...job, file: 'a.wav' } }],
			{
				onError: 'continueRegularOutput',
			},
		);
		const [failed] = run.json(NODE);
		expect(failed).toEqual(
			expect.objectContaining({ jobId: job?.jobId, file: 'a.wav', error: expect.any(String) }),
		);
		for (const field of ['status', 'vendorStatus', 'completedAt', 'errorMessage']) {
			expect(failed).not.toHaveProperty(field);
		}
	});

	it('does not end because of 429, 500 or a broken connection', async () => {
		const { method, path } = vendor.looks;
		const match = { vendor: vendor.name, method, path };
		await stage.sandbox.faults(
			{ kind: 'status', status: 429, headers: { 'retry-after': '0' }, match },
			{ kind: 'reset-before-answer', match },
			{ kind: 'status', status: 500, match },
			{ kind: 'status', status: 503, match },
		);
		await stage.sandbox.speed({ processingMs: 200 });
		const run = await stage.run(transcribe, [await stage.recording(vendor.recording)]);
		expect(run.error).toBeUndefined();
		expect(await stage.sandbox.struck()).toEqual([1, 1, 1, 1]);
		expect(firstText(run, 'text')).not.toBe('');
	});

	it('ends without a further check when the execution is cancelled', async () => {
		const looks = async (): Promise<RequestEntry[]> =>
			await stage.sandbox.requests({ vendor: vendor.name, ...vendor.looks });
		const running = stage.engine.start({
			nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, stage.node(transcribe)],
			connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
			input: [await stage.recording(vendor.recording)],
		});
		await until(async () => (await looks()).length > 0);
		running.cancel();
		expect((await running.result).status).toBe('canceled');
		const count = (await looks()).length;
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		expect(await looks()).toHaveLength(count);
	});

	// The last one: all later requests with this credential wait for the announced pause.
	it('ends at the time limit also if the vendor asks for a later retry', async () => {
		const { method, path } = vendor.looks;
		await stage.sandbox.faults({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '60' },
			times: null,
			match: { vendor: vendor.name, method, path },
		});
		const began = Date.now();
		const run = await stage.run({ ...transcribe, ...options({ timeLimit: 0.02 }) }, [
			await stage.recording(vendor.recording),
		]);
		expect(run.error?.message).toMatch(/did not finish within 1 seconds; its status could not be read/);
		expect(Date.now() - began).toBeLessThan(30_000);
	});
});

/** The ID at the end of a message. */
function jobIdIn(message: string | undefined): string {
	const [, jobId = ''] = /\(job (\S+)\)$/.exec(message ?? '') ?? [];
	expect(jobId).not.toBe('');
	return jobId;
}

/** How many of these requests the sandbox held at the same time. */
function mostAtOnce(calls: RequestEntry[]): number {
	const begins = calls.map(({ at }) => Date.parse(at));
	return Math.max(
		...begins.map((now) => begins.filter((begin) => begin <= now && now < begin + CALL_MS).length),
	);
}
