import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { storeCredentials } from '../../platform/credentials';
import { startN8n, type RunningN8n } from '../../platform/n8n';
import { testDataFolder } from '../../platform/paths';
import { freePort } from '../../platform/ports';
import {
	failureOf,
	N8nClient,
	outputOf,
	type Execution,
	type StoredCredential,
	type Workflow,
} from '../../platform/rest';
import { demoOwner } from '../../platform/stage';
import { isAtLeast } from '../../platform/versions';
import { waitFor } from '../../platform/wait';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import { fetchFileOfItem, inARow, items, MANUAL, manualStart, splitOut } from './support/workflows';

const RECORDINGS = ['dialogue-en.mp3', 'dialogue-en.ogg', 'stereo-en.wav'];

/** Longer than any test: such jobs end when the test says so. */
const NEVER_MS = 600_000;

/** How long n8n waits for its executions when it is stopped. */
const SHUTDOWN_SECONDS = 3;

/**
 * Up to 2.20.12, n8n stores an execution in the moment in which it is stopped or times out: with the context of the
 * node that is running, but not always as a node to run, and then a retry of a timed-out execution runs no node of any
 * package. In 2.41.1, it first waits for its database: a timed-out execution is stored with the node, a stopped one
 * without its context (`hookFunctionsSave`).
 */
const STORES_LATER = '2.21.0';

/** Options of Transcribe that a vendor makes another job of. */
const OTHER_OPTIONS: Readonly<Record<string, object>> = {
	assemblyai: { additionalParameters: '{"speaker_labels": true}' },
	botlhale: { additionalParameters: '{"diarization": "true"}' },
	prosa: { additionalParameters: '{"config": {"speaker_count": 2}}' },
	speechmatics: { jobConfig: '{"transcription_config": {"language": "de"}}' },
};

let stage: Surroundings;
let n8n: RunningN8n;
let client: N8nClient;
let credentials: StoredCredential[];
let userFolder: string;
const env = { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS) };

beforeAll(async () => {
	stage = await openStage();
	userFolder = join(testDataFolder, `paid-once-${stage.runtime.version}`);
	await rm(userFolder, { recursive: true, force: true });
	const { runtime, tarball: packageTarball } = stage;
	n8n = await startN8n({ runtime, port: await freePort(), userFolder, packageTarball, env });
	client = new N8nClient(n8n.url);
	await client.signIn(demoOwner);
	credentials = await storeCredentials(client, stage.secrets);
});

beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: NEVER_MS });
});

afterAll(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 300 });
	await n8n.stop();
	await rm(userFolder, { recursive: true, force: true });
});

describe.each(vendors)('three recordings for $displayName', (facts) => {
	it('make three jobs under Retry On Fail, and no more when the execution is retried', async () => {
		const stored = await client.createWorkflow(transcribing(facts, { timeLimit: 0.02 }, retrying));
		const failed = await client.finished(await client.run(stored.id, MANUAL));
		expect(failureOf(failed)).toMatch(/did not finish within 1 seconds/);
		const first = await jobs(facts);
		expect(first).toHaveLength(RECORDINGS.length);
		expect(unnamed(first, await storedText(failed.id))).toEqual([]);
		expect(unnamed(first, await readFile(n8n.logFile, 'utf8'))).toEqual([]);

		await client.retry(failed.id, 'original');
		expect(await jobs(facts)).toEqual(first);

		const others = { timeLimit: 0.02, ...OTHER_OPTIONS[facts.name] };
		await client.updateWorkflow(stored.id, transcribing(facts, others, retrying));
		await client.retry(failed.id, 'saved');
		expect(await jobs(facts)).toHaveLength(2 * RECORDINGS.length);

		await stage.sandbox.finish();
		await client.updateWorkflow(stored.id, transcribing(facts, {}, retrying));
		await expectTexts(await client.retry(failed.id, 'saved'));
		expect(await jobs(facts)).toHaveLength(2 * RECORDINGS.length);
	});

	it('make three jobs when the workflow times out and is retried', async () => {
		const { id } = await client.createWorkflow(transcribing(facts, {}, {}, { executionTimeout: 5 }));
		const timedOut = await client.finished(await client.run(id, MANUAL));
		const first = await jobs(facts);
		expect(first).toHaveLength(RECORDINGS.length);
		expect(unnamed(first, await storedText(timedOut.id))).toEqual([]);
		await stage.sandbox.finish();
		const retried = await client.retry(timedOut.id, 'original');
		if (isAtLeast(stage.runtime.version, STORES_LATER)) await expectTexts(retried);
		expect(await jobs(facts)).toEqual(first);
	});

	it('are named in the log when the execution is stopped', async () => {
		const { id } = await client.createWorkflow(transcribing(facts));
		const executionId = await client.run(id, MANUAL);
		const made = await allJobs(facts);
		await client.stop(executionId);
		const stopped = await client.finished(executionId);
		expect(stopped.status).toBe('canceled');
		expect(unnamed(made, await readFile(n8n.logFile, 'utf8'))).toEqual([]);
		if (isAtLeast(stage.runtime.version, STORES_LATER)) {
			expect(unnamed(made, await storedText(stopped.id))).toEqual(made);
		}
	});
});

it('names the jobs of every vendor in the log when n8n is terminated', async () => {
	const running: Array<{ facts: VendorFacts; executionId: string }> = [];
	for (const facts of vendors) {
		const { id } = await client.createWorkflow(transcribing(facts));
		running.push({ facts, executionId: await client.run(id, MANUAL) });
	}
	const made = (await Promise.all(vendors.map(allJobs))).flat();
	await n8n.stop();
	expect(unnamed(made, await readFile(n8n.logFile, 'utf8'))).toEqual([]);

	n8n = await startN8n({ runtime: stage.runtime, port: Number(new URL(n8n.url).port), userFolder, env });
	await client.signIn(demoOwner);
	for (const { facts, executionId } of running) {
		const { status } = await client.finished(executionId);
		expect(status).toBe('crashed');
		const own = await jobs(facts);
		expect(own).toHaveLength(RECORDINGS.length);
		expect(unnamed(own, await storedText(executionId))).toEqual(own);
	}
});

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** Transcribes the recordings in one node. */
function transcribing(
	facts: VendorFacts,
	options: object = {},
	more: object = {},
	settings: object = {},
): Workflow {
	const workflow = inARow(`Paid once, ${facts.displayName}`, { credentials }, [
		manualStart,
		items(RECORDINGS.map((file) => ({ url: stage.sandbox.recordingUrl(file) }))),
		splitOut,
		fetchFileOfItem,
		{
			name: 'Transcribe',
			type: typeOf({ name: facts.node }),
			parameters: {
				resource: 'transcript',
				operation: 'transcribe',
				output: 'text',
				...facts.fromFile,
				options: { ...facts.pollingOptions, ...options },
			},
		},
	]);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => (node.name === 'Transcribe' ? { ...node, ...more } : node)),
		settings: { ...workflow.settings, ...settings },
	};
}

const jobs = async ({ name }: VendorFacts): Promise<string[]> => await stage.sandbox.jobs(name);

/** The jobs of all recordings as soon as there are so many. */
async function allJobs(facts: VendorFacts): Promise<string[]> {
	return await waitFor(
		async () => {
			const made = await jobs(facts);
			return made.length === RECORDINGS.length ? made : undefined;
		},
		{ what: `the jobs of ${facts.displayName}`, timeoutMs: 60_000 },
	);
}

/** Everything that n8n has stored of an execution, as text: its errors refer to themselves. */
async function storedText(executionId: string): Promise<string> {
	return await (await client.request('GET', `/rest/executions/${executionId}`)).text();
}

/** The jobs that a text does not name. Prosa.ai writes its IDs with and without hyphens. */
function unnamed(ids: string[], text: string): string[] {
	const plain = text.replaceAll('-', '');
	return ids.filter((id) => !plain.includes(id.replaceAll('-', '')));
}

async function expectTexts(executionId: string): Promise<void> {
	const execution: Execution = await client.execution(executionId);
	expect(failureOf(execution)).toBeUndefined();
	expect(outputOf(execution, 'Transcribe').map(({ json }) => json.text)).toEqual(
		RECORDINGS.map(() => expect.stringMatching(/\w+ \w+/)),
	);
}
