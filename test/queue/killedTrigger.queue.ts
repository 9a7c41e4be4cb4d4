import { testedVendors, type TestedVendor } from '../support/vendors';
import { recordingsOf, type Recording } from './support/recordings';
import { openStage, type Stage } from './support/stage';
import {
	active,
	itemsOf,
	node,
	publish,
	publishLater,
	recordingNodes,
	resultNode,
	text,
	triggerNode,
	vendorNode,
	type LiveWorkflow,
} from './support/workflows';

const FILES = 4;
const JOBS = 2 * FILES;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

interface Line {
	vendor: TestedVendor;
	recordings: Recording[];
	listener: LiveWorkflow;
	creator: LiveWorkflow;
}

/** One workflow creates, another has the trigger; processing a transcript takes a while. */
async function lineOf(vendor: TestedVendor): Promise<Line> {
	const listener = await publish(stage, [
		triggerNode(stage, vendor, { output: 'text' }),
		node('Work', 'n8n-nodes-base.wait', { amount: 30, unit: 'seconds' }, { typeVersion: 1.1 }),
		resultNode(),
	]);
	const creator = await publish(stage, [
		...recordingNodes(stage),
		vendorNode(stage, vendor, 'Create', {
			resource: 'job',
			operation: 'create',
			...(vendor.subscribes ? {} : { callback: 'trigger', triggerUrl: listener.url }),
			...vendor.fromFile,
		}),
		resultNode(),
	]);
	return { vendor, recordings: recordingsOf(vendor, FILES), listener, creator };
}

/** Each line creates its jobs for the nth time. */
async function startAll(lines: Line[], nth: number): Promise<void> {
	await Promise.all(lines.map(async ({ creator, recordings }) => await creator.start(recordings)));
	for (const { creator } of lines) await creator.ended(nth);
}

const idsIn = (items: ReturnType<typeof itemsOf>) => items.map((item) => text(item, 'jobId'));

it('starts one execution for each job although all workers are killed in between, and finds what was lost', async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, retryFactor: 0.05, timeoutFactor: 10 });
	await stage.sandbox.faults({ kind: 'callback-doubled', times: null });
	const lines = await Promise.all(testedVendors.map(lineOf));

	// The jobs that were created last end first, so that the workers process those of every vendor while the callbacks
	// of the others arrive.
	await stage.sandbox.speed({ processingMs: 600_000 });
	await startAll(lines, 1);
	await stage.sandbox.speed({ processingMs: 0 });
	await startAll(lines, 2);
	for (const { listener } of lines) {
		await listener.until('it to work', ({ running = 0 }) => running === FILES);
	}
	await stage.sandbox.finish();
	for (const { listener } of lines) {
		await listener.until('all callbacks', (states) => active(states) === JOBS);
	}
	stage.kill('worker-1', 'worker-2');
	await stage.allUp();

	for (const line of lines) {
		const made = idsIn(itemsOf(await line.creator.ended(2)));
		expect(made).toHaveLength(JOBS);
		const good = await line.listener.ended(JOBS);
		const { success = 0, error = 0, crashed = 0, ...others } = await line.listener.states();
		expect(others).toEqual({});
		expect(success + error + crashed).toBe(JOBS);
		// A kill without effect would prove nothing.
		expect(error + crashed).toBeGreaterThanOrEqual(FILES);
		const heard = idsIn(itemsOf(good));
		expect(new Set(heard).size).toBe(success);
		expect(heard.every((id) => made.includes(id))).toBe(true);

		const missing = made.filter((id) => !heard.includes(id));
		expect(missing).toHaveLength(error + crashed);
		const later = await publishLater(stage, line.vendor);
		await later.start(missing.map((file) => ({ file, says: /./ })));
		const found = itemsOf(await later.ended(1));
		expect(idsIn(found)).toEqual(missing);
		expect(found.every((item) => line.recordings.some(({ says }) => says.test(text(item, 'text'))))).toBe(
			true,
		);
		for (const workflow of [line.listener, line.creator, later]) await workflow.deactivate();
	}
	for (const { vendor } of lines) {
		const creates = await stage.sandbox.requests({ vendor: vendor.name, ...vendor.creates });
		expect(creates).toHaveLength(JOBS);
	}
});
