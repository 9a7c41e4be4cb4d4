import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemContext } from '../../nodes/shared/execution/runItems';
import type { ClientOptions, VendorClient } from '../../nodes/shared/http/client';
import { VendorError, type RequestFacts } from '../../nodes/shared/http/explainedError';
import { Semaphore } from '../../nodes/shared/http/semaphore';
import type { Job } from '../../nodes/shared/jobs/model';
import type { CreatedJob, JobVendor } from '../../nodes/shared/jobs/vendor';

/** The replacement for n8n in unit tests of `jobs`. */
export interface FakeExecution {
	/** n8n's `getContext('node')`: the same for all attempts of an execution. */
	nodeContext: Record<string, unknown>;
	/** Lines of n8n's log at level "info". */
	log: string[];
	/** Lines at level "warn". */
	warnings: string[];
	context: IExecuteFunctions;
}

export interface ExecutionSettings {
	parameters?: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	type?: string;
	/** More functions of n8n's context. */
	functions?: Record<string, unknown>;
}

function isContext(value: object): value is IExecuteFunctions {
	return 'getNode' in value;
}

export function fakeExecution({
	parameters = {},
	credentials = { acmeApi: { id: 'c1', name: 'Acme' } },
	type = 'acme',
	functions = {},
}: ExecutionSettings = {}): FakeExecution {
	const nodeContext: Record<string, unknown> = {};
	const log: string[] = [];
	const warnings: string[] = [];
	const context = {
		getContext: (type: string) => (type === 'node' ? nodeContext : {}),
		getExecutionId: () => '1234',
		getNode: () => ({
			id: 'n1',
			name: 'Acme',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials,
		}),
		getNodeParameter: (name: string, _itemIndex: number, fallback: unknown) =>
			Object.hasOwn(parameters, name) ? parameters[name] : fallback,
		logger: {
			info: (line: string) => log.push(line),
			warn: (line: string) => warnings.push(line),
		},
		...functions,
	};
	if (!isContext(context)) throw new Error('This is not a context');
	return { nodeContext, log, warnings, context };
}

export interface FakeItem extends ItemContext {
	/** The job IDs that were passed to `recordJob`. */
	recorded: Array<string | undefined>;
	/** The job that was recorded last, if it cannot be fetched. */
	unfetchable: Array<string | undefined>;
}

/** One item of an execution, in one attempt of n8n. */
export function fakeItem(
	{ context }: FakeExecution,
	{ itemIndex = 0, runIndex = 0 }: { itemIndex?: number; runIndex?: number } = {},
): FakeItem {
	const recorded: Array<string | undefined> = [];
	const unfetchable: Array<string | undefined> = [];
	return {
		context,
		itemIndex,
		runIndex,
		recorded,
		unfetchable,
		recordJob: (jobId, isFetchable) => {
			recorded.push(jobId);
			unfetchable.splice(0, 1, ...(isFetchable === false ? [jobId] : []));
		},
		semaphore: new Semaphore(1),
		signal: new AbortController().signal,
		abort: undefined,
		settings: { timeoutMs: 1_000, retries: 4 },
	};
}

export interface ClientSettings extends ClientOptions {
	clockAheadMs?: number;
	outcomeUnknownHint?: string;
}

function isClient(value: object): value is VendorClient {
	return 'vendor' in value;
}

/** A client for code that sends requests only by functions that are passed to it. */
export function fakeClient(settings: ClientSettings = {}): VendorClient {
	const { clockAheadMs, outcomeUnknownHint, ...options } = settings;
	const client = {
		vendor: {
			id: 'acme',
			displayName: 'Acme',
			...(outcomeUnknownHint === undefined ? {} : { outcomeUnknownHint }),
		},
		options,
		clockAheadMs: () => clockAheadMs,
		sharingReads: () => fakeClient(settings),
		forJob: (jobId: string) => fakeClient({ ...settings, jobId }),
		until: (latestRetry: number) => fakeClient({ ...settings, latestRetry }),
	};
	if (!isClient(client)) throw new Error('This is not a client');
	return client;
}

/** A vendor that is checked every 1 to 10 seconds, with the methods that a test defines; all others throw. */
export function fakeVendor(changes: Partial<JobVendor>): JobVendor {
	const notGiven = async () => await Promise.reject(new Error('The test gave the vendor no such request'));
	return {
		http: {
			id: 'acme',
			displayName: 'Acme',
			credentialType: 'acmeApi',
			secretFields: [],
			baseUrl: () => 'https://acme.example',
			parseError: () => ({}),
		},
		polling: { firstMs: 1_000, ceilingMs: 10_000 },
		longPollSeconds: 0,
		getJob: notGiven,
		getTranscript: notGiven,
		...changes,
	};
}

/** A request that failed: paid, permanently and certainly without a result unless a test says otherwise. */
export function failedRequest(
	changes: Partial<RequestFacts> = {},
	message = 'The request failed',
): VendorError {
	return new VendorError(
		{ message, advice: 'Do something.' },
		{
			request: 'POST /jobs',
			outcome: 'notProcessed',
			isPaid: true,
			mayStillRun: false,
			transient: false,
			responseLost: false,
			...changes,
		},
	);
}

/** A paid request whose response was lost, at a vendor that has stopped working on it. */
export const lostResponse = (changes: Partial<RequestFacts> = {}): VendorError =>
	failedRequest({ outcome: 'unknown', transient: true, ...changes }, 'The response was lost');

export function jobOf(jobId: string, changes: Partial<Job> = {}): Job {
	return {
		vendor: 'acme',
		jobId,
		status: 'running',
		vendorStatus: changes.status ?? 'running',
		createdAt: '2026-01-01T00:00:00.000Z',
		completedAt: null,
		name: 'talk.mp3',
		duration: 60,
		errorMessage: null,
		...changes,
	};
}

export const createdJob = (jobId: string, changes: Partial<Job> = {}): CreatedJob => ({
	job: jobOf(jobId, changes),
	raw: { id: jobId },
});
