import { z } from 'zod/v4';

import { testedVendors } from '../support/vendors';
import { recordingsOf } from './support/recordings';
import { openStage, PROCESSES, type Stage } from './support/stage';
import { createAndSuspend, itemsOf, text, type LiveWorkflow } from './support/workflows';

const EXECUTIONS = 4;
const FILES = 4;

let stage: Stage;

/** Suspended with a time limit of seconds while the other tests run, because n8n checks the limits once a minute. */
let limited: LiveWorkflow;

beforeAll(async () => {
	stage = await openStage();
	const [vendor] = testedVendors;
	if (!vendor) throw new Error('No vendor');
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 600_000 });
	limited = await createAndSuspend(stage, vendor, 0.05);
	await limited.start(recordingsOf(vendor, 2));
	await limited.until('it to sleep', ({ waiting }) => waiting === 1);
});

describe.each(testedVendors.filter(({ suspends }) => suspends))('Create and suspend at $name', (vendor) => {
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ queuedMs: 0, processingMs: 600_000, retryFactor: 0.05 });
	});

	it('is suspended by one process, resumed by another, and returns every transcript once, paired', async () => {
		await stage.sandbox.faults(
			{ kind: 'callback-reordered', times: 3 },
			{ kind: 'callback-lost', times: 2 },
			{ kind: 'callback-doubled', times: null },
		);
		const recordings = recordingsOf(vendor, FILES);
		const workflow = await createAndSuspend(stage, vendor);
		await Promise.all(Array.from({ length: EXECUTIONS }, async () => await workflow.start(recordings)));
		await workflow.until('all to sleep', ({ waiting }) => waiting === EXECUTIONS);
		await stage.sandbox.finish();
		const executions = await workflow.ended(EXECUTIONS);
		expect(executions).toHaveLength(EXECUTIONS);
		for (const execution of executions) {
			const items = itemsOf([execution], 'Wait');
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(recordings.map((_, item) => ({ item })));
			recordings.forEach(({ says }, index) => expect(text(items[index], 'text')).toMatch(says));
			expect(items.map((item) => text(item, 'jobId'))).toEqual(
				itemsOf([execution], 'Create').map((item) => text(item, 'jobId')),
			);
		}
		expect(new Set(itemsOf(executions).map((item) => text(item, 'jobId'))).size).toBe(EXECUTIONS * FILES);
		await workflow.deactivate();
	});

	// The URL of a relay contains no token of n8n.
	if (vendor.needsPublished) return;

	it('stays suspended if the callback is forged or early', async () => {
		const workflow = await createAndSuspend(stage, vendor);
		await workflow.start(recordingsOf(vendor, 1));
		await workflow.until('it to sleep', ({ waiting }) => waiting === 1);
		const told = (await stage.sandbox.requests({ vendor: vendor.name, method: 'POST' })).map(
			({ body, details }) => [body, details],
		);
		const resumeUrl = resumeUrlIn(JSON.stringify(told));
		const call = async (url: string, body: unknown) =>
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}).then(({ status }) => status);
		const unsigned = new URL(resumeUrl);
		unsigned.searchParams.set('signature', 'f'.repeat(64));
		expect(await call(unsigned.href, {})).toBe(401);
		expect(await call(resumeUrl, { transcript_id: 'another', status: 'completed' })).toBe(200);
		expect(await workflow.states()).toEqual({ waiting: 1 });
		await stage.sandbox.finish();
		expect(itemsOf(await workflow.ended(1))).toHaveLength(1);
		await workflow.deactivate();
	});
});

it('outputs the job IDs at the time limit, according to the clock of n8n', async () => {
	const [execution] = await limited.ended(1);
	if (!execution) throw new Error(`It did not end well${await limited.firstFailure()}`);
	const jobIds = itemsOf([execution], 'Create').map((item) => text(item, 'jobId'));
	expect(itemsOf([execution]).map((item) => text(item, 'jobId'))).toEqual(jobIds);
	expect(new Set(jobIds).size).toBe(2);
	await limited.deactivate();
});

it('resumes although every process was killed in the meantime', async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 600_000, retryFactor: 1, timeoutFactor: 6 });
	const lines = await Promise.all(
		testedVendors
			.filter(({ suspends }) => suspends)
			.map(async (vendor) => ({
				workflow: await createAndSuspend(stage, vendor),
				recordings: recordingsOf(vendor, FILES),
			})),
	);
	for (const { workflow, recordings } of lines) {
		await workflow.start(recordings);
		await workflow.until('it to sleep', ({ waiting }) => waiting === 1);
	}
	stage.kill(...PROCESSES);
	await stage.allUp();
	await stage.sandbox.finish();
	for (const { workflow, recordings } of lines) {
		const items = itemsOf(await workflow.ended(1));
		expect(items).toHaveLength(FILES);
		recordings.forEach(({ says }, index) => expect(text(items[index], 'text')).toMatch(says));
		await workflow.deactivate();
	}
});

/** The URL of the suspended execution, in whatever form the vendor receives it. */
function resumeUrlIn(request: string): string {
	const [found] = /https?:[^"\\\s]+webhook-waiting[^"\\\s]+/.exec(request) ?? [];
	return z.url().parse(found);
}
