import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { storeCredentials } from '../../platform/credentials';
import { startN8n } from '../../platform/n8n';
import { testDataFolder } from '../../platform/paths';
import { freePort } from '../../platform/ports';
import { failureOf, N8nClient, outputOf, type Workflow } from '../../platform/rest';
import { demoOwner } from '../../platform/stage';
import { waitFor } from '../../platform/wait';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import {
	bringRecording,
	createAndSuspend,
	inARow,
	items,
	MANUAL,
	manualStart,
	splitOut,
	type Step,
} from './support/workflows';

const RECORDINGS = ['dialogue-en.flac', 'dialogue-en.ogg', 'stereo-en.wav'];

/** Longer than any test, so that these jobs end when the test ends them. */
const NEVER_MS = 600_000;

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

beforeEach(async () => await stage.sandbox.speed({ processingMs: NEVER_MS }));

afterAll(async () => await stage.sandbox.speed({ processingMs: 300 }));

describe.each(vendors.filter(({ suspends, needsPublished }) => suspends && !needsPublished))(
	'waiting for $displayName',
	(facts) => {
		it('suspends the execution and resumes it with all items', async () => {
			const { client, sandbox } = stage;
			const { id } = await client.createWorkflow(suspending(facts, manualStart));
			const suspended = await client.suspended(await client.run(id, MANUAL));
			expect(suspended.status).toBe('waiting');
			await sandbox.finish();
			const execution = await client.finished(suspended.id);
			expect(failureOf(execution)).toBeUndefined();
			expectEveryItem(execution);
		});

		it('lets you cancel a suspended execution', async () => {
			const { client } = stage;
			const { id } = await client.createWorkflow(suspending(facts, manualStart));
			const suspended = await client.suspended(await client.run(id, MANUAL));
			expect(suspended.status).toBe('waiting');
			await client.stop(suspended.id);
			expect((await client.finished(suspended.id)).status).toBe('canceled');
		});
	},
);

it.each(vendors)('lets you cancel a polling Transcribe of $displayName', async (facts) => {
	const { client, sandbox } = stage;
	const before = (await sandbox.jobs(facts.name)).length;
	const { id } = await client.createWorkflow(
		inARow(`Cancel ${facts.displayName}`, stage, [
			manualStart,
			bringRecording(stage, facts.recording.file),
			{
				name: 'Transcribe',
				type: typeOf({ name: facts.node }),
				parameters: { resource: 'transcript', operation: 'transcribe', ...facts.fromFile },
			},
		]),
	);
	const executionId = await client.run(id, MANUAL);
	await waitFor(
		async () => {
			const [found] = await client.executionsOf(id);
			expect(found?.status).toBe('running');
			return (await sandbox.jobs(facts.name)).length > before ? true : undefined;
		},
		{ what: 'the job', timeoutMs: 30_000 },
	);
	await client.stop(executionId);
	const execution = await client.finished(executionId, 20_000);
	expect(execution.status).toBe('canceled');
	await sandbox.finish();
});

it('returns all items of suspended executions of every vendor although n8n was killed in the meantime', async () => {
	const userFolder = join(testDataFolder, `killed-${stage.runtime.version}`);
	await rm(userFolder, { recursive: true, force: true });
	const options = { runtime: stage.runtime, port: await freePort(), userFolder };
	const first = await startN8n({ ...options, packageTarball: stage.tarball });
	const client = new N8nClient(first.url);
	let second: typeof first | undefined;
	try {
		await client.signIn(demoOwner);
		const credentials = await storeCredentials(client, stage.secrets);
		const asleep: string[] = [];
		for (const facts of vendors.filter(({ suspends }) => suspends)) {
			asleep.push(await putToSleep(client, facts, credentials));
		}
		expect(asleep.length).toBeGreaterThan(1);
		await first.kill();
		expect(first.isRunning()).toBe(false);
		second = await startN8n(options);
		await stage.sandbox.finish();
		await client.signIn(demoOwner);
		for (const id of asleep) {
			const execution = await client.finished(id);
			expect(failureOf(execution)).toBeUndefined();
			expectEveryItem(execution);
		}
	} finally {
		await (second ?? first).stop();
		await rm(userFolder, { recursive: true, force: true });
	}
});

/** Starts a published workflow by its webhook and waits until it is suspended; returns the ID of the execution. */
async function putToSleep(
	client: N8nClient,
	facts: VendorFacts,
	credentials: Surroundings['credentials'],
): Promise<string> {
	const path = `start-${facts.name}`;
	const start: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
	};
	const workflow = await client.createWorkflow(suspending(facts, start, credentials));
	await client.activate(workflow);
	await waitFor(
		async () => ((await fetch(`${client.url}/webhook/${path}`, { method: 'POST' })).ok ? true : undefined),
		{ what: 'the webhook', timeoutMs: 30_000 },
	);
	const { id } = await waitFor(async () => (await client.executionsOf(workflow.id))[0], {
		what: 'the execution',
		timeoutMs: 30_000,
	});
	expect((await client.suspended(id)).status).toBe('waiting');
	return id;
}

/** Creates a job for each recording, suspends until all have ended, and returns their texts. */
function suspending(facts: VendorFacts, start: Step, credentials = stage.credentials): Workflow {
	return inARow(`Suspend ${facts.displayName}`, { credentials }, [
		start,
		items(RECORDINGS.map((file) => ({ file, url: stage.sandbox.recordingUrl(file) }))),
		splitOut,
		...createAndSuspend(facts),
		{
			name: 'Paired',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: ['file', 'text'].map((name) => ({
						id: name,
						name,
						value: name === 'file' ? "={{ $('Split out').item.json.file }}" : '={{ $json.text }}',
						type: 'string',
					})),
				},
				options: {},
			},
		},
	]);
}

function expectEveryItem(execution: Parameters<typeof outputOf>[0]): void {
	expect(outputOf(execution, 'Paired').map(({ json }) => json)).toEqual(
		RECORDINGS.map((file) => ({ file, text: expect.stringMatching(/\w+ \w+/) })),
	);
}
