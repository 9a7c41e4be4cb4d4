import {
	failureOf,
	outputOf,
	type N8nClient,
	type StoredCredential,
	type Workflow,
} from '../../../platform/rest';
import { waitFor } from '../../../platform/wait';
import type { SandboxControl } from '../../support/sandbox';
import type { VendorFacts } from './vendors';
import { createAndSuspend, inARow, items, splitOut } from './workflows';

/** Longer than any test, so that the jobs end when `burst` ends them. */
const NEVER_MS = 3_600_000;

/** After an execution is suspended, it checks its jobs once more, in ms. */
const SETTLED_MS = 2_000;

/** Statuses of executions that have not ended. */
const OPEN: ReadonlySet<string> = new Set(['new', 'running', 'waiting']);

export interface Surroundings {
	client: N8nClient;
	sandbox: SandboxControl;
	credentials: StoredCredential[];
}

/** What happened after all jobs of a suspended execution had ended at once. */
export interface Burst {
	/** Requests to the vendor. */
	requests: number;
	/** Each attempt of a callback by its status; `none` if n8n did not respond before the vendor's timeout. */
	statuses: Record<string, number>;
	/** The longest time until a callback was answered, in ms. */
	slowestMs: number;
	/** From the end of the jobs until the execution ended, in ms. */
	awakeMs: number;
	/** Texts that the execution returned. */
	texts: string[];
}

/** A started workflow that creates `size` jobs and is suspended until they end. */
interface Suspended {
	workflowId: string;
	executionId: string;
}

/** A published workflow. */
interface Published {
	workflowId: string;
	/** Starts an execution, which creates `size` jobs and is suspended until they end. */
	readonly start: () => Promise<void>;
}

/** Publishes a workflow that creates `size` jobs and is suspended until they end. */
export async function publishBurst(
	{ client, sandbox, credentials }: Surroundings,
	facts: VendorFacts,
	size: number,
): Promise<Published> {
	await sandbox.speed({ processingMs: NEVER_MS, retryFactor: 1, timeoutFactor: 1 });
	const path = `burst-${facts.name}-${size}-${Date.now()}`;
	const workflow = await client.createWorkflow(workflowOf(facts, path, size, { sandbox, credentials }));
	await client.activate(workflow);
	const start = async (): Promise<void> => {
		await waitFor(
			async () => ((await fetch(`${client.url}/webhook/${path}`, { method: 'POST' })).ok ? true : undefined),
			{ what: 'the webhook', timeoutMs: 30_000 },
		);
	};
	return { workflowId: workflow.id, start };
}

/** Publishes a workflow, starts it by its webhook and waits until the execution is suspended. */
async function suspendBurst(
	surroundings: Surroundings,
	facts: VendorFacts,
	size: number,
): Promise<Suspended> {
	const { client } = surroundings;
	const { workflowId, start } = await publishBurst(surroundings, facts, size);
	await start();
	const { id } = await waitFor(async () => (await client.executionsOf(workflowId))[0], {
		what: 'the execution',
		timeoutMs: 60_000,
	});
	const execution = await client.suspended(id, 300_000);
	if (execution.status !== 'waiting') throw new Error(failureOf(execution) ?? 'It is not suspended');
	await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
	return { workflowId, executionId: id };
}

/** Suspends an execution that waits for `size` jobs, ends all of them at once and observes how it resumes. */
export async function burst(surroundings: Surroundings, facts: VendorFacts, size: number): Promise<Burst> {
	const { client, sandbox } = surroundings;
	await sandbox.reset();
	const { workflowId, executionId } = await suspendBurst(surroundings, facts, size);
	const before = (await sandbox.requests({ vendor: facts.name })).length;
	const began = Date.now();
	await sandbox.finish();
	await ended(client, workflowId);
	const awakeMs = Date.now() - began;
	const execution = await client.finished(executionId);
	const failure = failureOf(execution);
	if (failure !== undefined) throw new Error(failure);
	await client.deactivate(workflowId);
	const attempts = await settledCallbacks(sandbox);
	const requests = (await sandbox.requests({ vendor: facts.name })).length - before;
	const statuses: Record<string, number> = {};
	for (const { status } of attempts) {
		const key = String(status ?? 'none');
		statuses[key] = (statuses[key] ?? 0) + 1;
	}
	return {
		requests,
		statuses,
		slowestMs: Math.max(...attempts.map(({ ms }) => ms)),
		awakeMs,
		texts: outputOf(execution, 'Next').map(({ json }) => String(json.text)),
	};
}

/**
 * Waits until no execution is suspended or runs. Reads the list, because n8n would have to load all data of an
 * execution.
 */
async function ended(client: N8nClient, workflowId: string): Promise<void> {
	await waitFor(
		async () => {
			// A busy n8n responds with 503 to everyone.
			const [list] = await Promise.allSettled([client.executionsOf(workflowId)]);
			if (list.status === 'rejected') return undefined;
			return list.value.some(({ status }) => OPEN.has(status)) ? undefined : true;
		},
		{ what: 'the execution to end', timeoutMs: 300_000 },
	);
}

/** The attempts of all callbacks once each was answered or given up; those that were refused are repeated later. */
async function settledCallbacks(sandbox: SandboxControl) {
	const callbacks = await waitFor(
		async () => {
			const all = await sandbox.callbacks();
			return all.every(
				({ state, attempts }) => state !== 'pending' || attempts.some(({ status }) => status !== null),
			)
				? all
				: undefined;
		},
		{ what: 'the callbacks', timeoutMs: 120_000 },
	);
	return callbacks.flatMap(({ attempts }) => attempts);
}

function workflowOf(
	facts: VendorFacts,
	path: string,
	size: number,
	{ sandbox, credentials }: Pick<Surroundings, 'sandbox' | 'credentials'>,
): Workflow {
	const url = sandbox.recordingUrl(facts.recording.file);
	return inARow(`Burst ${facts.displayName} ${size}`, { credentials }, [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		},
		items(Array.from({ length: size }, () => ({ url }))),
		splitOut,
		...createAndSuspend(facts),
		{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
	]);
}
