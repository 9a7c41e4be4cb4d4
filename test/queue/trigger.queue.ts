import { randomUUID } from 'crypto';

import { sandboxCredentials } from '../../platform/credentials';
import { waitFor } from '../../platform/wait';
import { testedVendors } from '../support/vendors';
import { recordingsOf } from './support/recordings';
import { openStage, type Stage } from './support/stage';
import {
	itemsOf,
	publish,
	recordingNodes,
	removeDuplicatesNode,
	resultNode,
	START,
	text,
	triggerNode,
	vendorNode,
} from './support/workflows';

const EXECUTIONS = 3;
const FILES = 4;
const JOBS = EXECUTIONS * FILES;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

beforeEach(async () => {
	await stage.sandbox.reset();
	// A vendor that sends each callback only once must not stop because the machine is busy.
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 500, retryFactor: 0.05, timeoutFactor: 10 });
});

describe.each(testedVendors)('Create here and trigger there at $name', (vendor) => {
	it('starts one execution for each job, with its transcript, although each callback is duplicated', async () => {
		await stage.sandbox.faults({ kind: 'callback-doubled', times: null });
		const listener = await publish(stage, [triggerNode(stage, vendor, { output: 'text' }), resultNode()]);
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
		const recordings = recordingsOf(vendor, FILES);
		await Promise.all(Array.from({ length: EXECUTIONS }, async () => await creator.start(recordings)));
		const created = itemsOf(await creator.ended(EXECUTIONS)).map((item) => text(item, 'jobId'));
		expect(created).toHaveLength(JOBS);
		const heard = itemsOf(await listener.ended(JOBS));
		await allSent(2 * JOBS);
		expect(await listener.states()).toEqual({ success: JOBS });
		expect(heard.map((item) => text(item, 'jobId')).sort()).toEqual(created.sort());
		expect(heard.every((item) => recordings.some(({ says }) => says.test(text(item, 'text'))))).toBe(true);
		await listener.deactivate();
		await creator.deactivate();
	});
});

it('requires Remove Duplicates if two processes receive the same callback', async () => {
	const [vendor] = testedVendors;
	if (!vendor) throw new Error('No vendor');
	const listener = await publish(stage, [
		triggerNode(stage, vendor, { output: 'callback' }),
		removeDuplicatesNode(),
		resultNode(),
	]);
	const jobId = randomUUID();
	const credential = sandboxCredentials(stage.sandbox.url).find(({ type }) => type === vendor.credentialType);
	const secret = String(credential?.data.webhookSecret);
	const send = async (process: string) =>
		await fetch(listener.url.replace(stage.webhookUrl, process), {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-transcription-webhook-secret': secret,
			},
			body: JSON.stringify({ transcript_id: jobId, status: 'completed' }),
		}).then(({ status }) => status);
	const [first = '', second = ''] = stage.webhookProcessUrls;
	expect(await send(first)).toBe(200);
	await listener.ended(1);
	expect(await send(first)).toBe(200);
	expect(await send(second)).toBe(200);
	const executions = await listener.ended(2);
	expect(itemsOf(executions, START)).toHaveLength(2);
	expect(itemsOf(executions)).toHaveLength(1);
	await listener.deactivate();
});

/** Waits until the sandbox has sent this many callbacks and none is pending, so that no late one is missed. */
async function allSent(count: number): Promise<void> {
	await waitFor(
		async () => {
			const callbacks = await stage.sandbox.callbacks();
			return (callbacks.length >= count && callbacks.every(({ state }) => state !== 'pending')) || undefined;
		},
		{ what: `${count} callbacks`, timeoutMs: 60_000 },
	);
}
