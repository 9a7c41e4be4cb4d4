import type { IDataObject } from 'n8n-workflow';

import { chain, send, type RunResult } from '../../support/engine';
import type { CallbackEntry } from '../../support/sandbox';
import { vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

const RECORDINGS = 12;

/** Longer than any test, so that these jobs end when the test ends them. */
const NEVER_MS = 600_000;

describe.each(testedVendors.filter(({ suspends }) => suspends))(
	'an execution that is suspended for $name',
	(vendor) => {
		let stage: Stage;

		beforeAll(async () => {
			stage = await vendorStage(vendor);
		});
		afterAll(async () => await stage.close());
		beforeEach(async () => {
			await stage.sandbox.reset();
			await stage.sandbox.speed({ processingMs: NEVER_MS });
		});

		/** Create, then Wait for Completion, then a node that outputs its input. */
		async function workflow(count: number, waitParameters: IDataObject = {}) {
			const recording = await stage.recording(vendor.recording);
			return {
				nodes: [
					...createAndSuspend(stage, vendor, { wait: waitParameters }),
					{ name: 'Next', type: 'n8n-nodes-base.noOp' },
				],
				connections: chain('Start', 'Create', 'Wait', 'Next'),
				input: Array.from({ length: count }, (_, number) => ({ ...recording, json: { number } })),
			};
		}

		const sleep = async (count: number): Promise<RunResult> => {
			const run = await stage.engine.runPublished(await workflow(count));
			expect(run.status).toBe('waiting');
			return run;
		};
		const idsOf = (run: RunResult, name: string) => run.json(name).map(({ jobId }) => jobId);

		/** The callbacks, once each was sent or lost. Some vendors repeat callbacks when no execution waits anymore. */
		async function callbacks(): Promise<CallbackEntry[]> {
			for (;;) {
				const all = await stage.sandbox.callbacks();
				if (all.every(({ state, attempts }) => state === 'lost' || attempts.length > 0)) return all;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}

		function expectAll(done: RunResult, run: RunResult): void {
			expect(done.status).toBe('success');
			expect(idsOf(done, 'Next')).toEqual(idsOf(run, 'Create'));
			expect(new Set(idsOf(done, 'Next')).size).toBe(run.json('Create').length);
			expect(done.pairs('Wait')).toEqual(run.json('Create').map((_, item) => [item]));
			expect(done.json('Next').every(({ text }) => typeof text === 'string' && text !== '')).toBe(true);
		}

		it('resumes once with all items, although all callbacks except one are lost and that one is duplicated', async () => {
			await stage.sandbox.faults(
				{ kind: 'callback-lost', times: RECORDINGS - 1 },
				{ kind: 'callback-doubled', times: null },
			);
			const run = await sleep(RECORDINGS);
			await stage.sandbox.finish();
			expectAll(await stage.engine.finished(run.executionId), run);
			const called = await callbacks();
			expect(called.filter(({ state }) => state === 'lost')).toHaveLength(RECORDINGS - 1);
			expect(called.filter(({ fault }) => fault === 'callback-doubled').length).toBeGreaterThan(0);
		});

		it('resumes once with all items if the callbacks are late and in another order', async () => {
			await stage.sandbox.faults({ kind: 'callback-reordered', times: RECORDINGS - 1 });
			const run = await sleep(RECORDINGS);
			await stage.sandbox.finish();
			expectAll(await stage.engine.finished(run.executionId), run);
			const called = await callbacks();
			expect(called.filter(({ fault }) => fault === 'callback-reordered')).toHaveLength(RECORDINGS - 1);
		});

		it('resumes once with all items if each callback is duplicated at the same time', async () => {
			await stage.sandbox.faults({ kind: 'callback-doubled', times: null });
			const run = await sleep(RECORDINGS);
			await stage.sandbox.finish();
			const done = await stage.engine.finished(run.executionId);
			expectAll(done, run);
			expect((await callbacks()).filter(({ fault }) => fault === 'callback-doubled').length).toBeGreaterThan(
				0,
			);
			expect(done.order.filter((name) => name === 'Next')).toHaveLength(1);
		});

		it("is not resumed by a callback without n8n's token, nor by an invalid body with it", async () => {
			const run = await sleep(2);
			const unsigned = new URL(run.resumeUrl);
			unsigned.searchParams.set('signature', 'f'.repeat(64));
			expect((await send(unsigned.href, { json: { status: 'completed' } })).status).toBe(401);
			unsigned.searchParams.delete('signature');
			expect((await send(unsigned.href, { json: { status: 'completed' } })).status).toBe(401);
			for (const json of [{}, [], { transcript_id: 'other', status: 'completed' }, { id: null }]) {
				expect((await stage.engine.resume(run, { json })).status).toBe(200);
			}
			await stage.sandbox.finish();
			expectAll(await stage.engine.finished(run.executionId), run);
		});

		it('keeps the position of an item without a job if failures are output as items', async () => {
			const plan = await workflow(1);
			const [recording] = plan.input;
			const run = await stage.engine.runPublished({
				...plan,
				nodes: plan.nodes.map((node) =>
					['Create', 'Wait'].includes(node.name)
						? { ...node, onError: 'continueRegularOutput' as const }
						: node,
				),
				input: [{ json: { name: 'first' } }, ...(recording ? [recording] : []), { json: { name: 'last' } }],
			});
			expect(run.status).toBe('waiting');
			await stage.sandbox.finish();
			await stage.engine.resume(run, { json: {} });
			const done = await stage.engine.finished(run.executionId);
			expect(done.pairs('Wait')).toEqual([[0], [1], [2]]);
			expect(done.json('Wait')).toEqual([
				expect.objectContaining({ error: expect.stringContaining('Job ID') }),
				expect.objectContaining({ jobId: run.json('Create')[1]?.jobId, text: expect.stringMatching(/\w/) }),
				expect.objectContaining({ error: expect.stringContaining('Job ID') }),
			]);
		});

		it('is not suspended if its jobs have already ended', async () => {
			await stage.sandbox.speed({ processingMs: 0 });
			const run = await stage.engine.runPublished(await workflow(3));
			expectAll(run, run);
		});

		it('outputs the job IDs at the time limit, and a second wait continues with them without further costs', async () => {
			const run = await sleep(3);
			const expired = await stage.engine.expireWait(run);
			expect(idsOf(expired, 'Next')).toEqual(idsOf(run, 'Create'));
			await stage.sandbox.finish();
			const again = await stage.run(
				{ resource: 'job', operation: 'wait', output: 'text' },
				expired.items('Next'),
			);
			expect(again.error).toBeUndefined();
			expect(again.items('Speech to Text').map(({ json }) => json.jobId)).toEqual(idsOf(run, 'Create'));
			expect(await stage.sandbox.jobs(vendor.name)).toHaveLength(3);
		});
	},
);
