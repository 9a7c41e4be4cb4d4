import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod/v4';
import type { Speed } from '../../sandbox/core/clock';
import type { FaultInput } from '../../sandbox/core/faults/schema';

export type { FaultInput, Speed };

const requestEntry = z.object({
	id: z.number(),
	at: z.string(),
	vendor: z.string(),
	method: z.string(),
	/** Below the vendor's prefix, without the query. */
	path: z.string(),
	query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
	headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
	/** The JSON body, if there was one of moderate size. */
	body: z.unknown(),
	/** What the vendor module adds: size and hash of an upload, multipart fields. */
	details: z.record(z.string(), z.unknown()).optional(),
	status: z.number().nullable(),
	fault: z.string().optional(),
	ms: z.number().optional(),
	aborted: z.literal(true).optional(),
});

const callbackEntry = z.object({
	id: z.number(),
	at: z.string(),
	vendor: z.string(),
	jobId: z.string(),
	url: z.string(),
	method: z.string(),
	headers: z.record(z.string(), z.string()),
	body: z.string(),
	attempts: z.array(
		z.object({ at: z.string(), status: z.number().nullable(), error: z.string().optional(), ms: z.number() }),
	),
	state: z.enum(['pending', 'held', 'delivered', 'given-up', 'lost']),
	fault: z.string().optional(),
});

const countsSchema = z.object({
	requests: z.number(),
	jobs: z.number(),
	callbacks: z.number(),
	pendingCallbacks: z.number(),
});

/** What the sandbox counts, also of entries that it no longer lists. */
type Counts = z.output<typeof countsSchema>;
/** One request to a vendor, as the sandbox logs it. */
export type RequestEntry = z.output<typeof requestEntry>;
/** One callback with its attempts, as the sandbox logs it. */
export type CallbackEntry = z.output<typeof callbackEntry>;

const ROOT = join(__dirname, '..', '..');

/** Where the shipped recordings are, for tests that upload one. */
export const RECORDINGS = join(ROOT, 'sandbox', 'recordings');

/** The control API of a running sandbox. */
export interface SandboxControl {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	/** Base URL of a vendor (`assemblyai`) or of another of its hosts (`assemblyai-gateway`). */
	vendorUrl(name: string): string;
	/** URL of a shipped recording, e.g. `dialogue-en.mp3`; as a copy with another name if there is one. */
	recordingUrl(file: string, copy?: string): string;
	/** The requests to vendors so far, oldest first; `path` is a regular expression. */
	requests(filter?: { vendor?: string; method?: string; path?: string }): Promise<RequestEntry[]>;
	/** IDs of the jobs that a vendor has created since the last reset, oldest first, including deleted ones. */
	jobs(vendor: string): Promise<string[]>;
	/** How many requests, jobs, callbacks and undelivered callbacks a vendor has had since the last reset. */
	counts(vendor: string): Promise<Counts>;
	/** The callbacks so far, oldest first. */
	callbacks(): Promise<CallbackEntry[]>;
	/** Releases the callbacks that a `callback-reordered` fault holds. */
	releaseCallbacks(): Promise<void>;
	/** Adds faults. */
	faults(...faults: FaultInput[]): Promise<void>;
	clearFaults(): Promise<void>;
	/** How often each fault that was added has struck. */
	struck(): Promise<number[]>;
	speed(change: Partial<Speed>): Promise<void>;
	/** Ends the oldest running jobs now, by default all. */
	finish(count?: number): Promise<void>;
	/** Changes settings of one vendor. */
	settings(vendor: string, change: Record<string, unknown>): Promise<void>;
	/** Deletes jobs, files, logs, faults and settings; keeps the speed. */
	reset(): Promise<void>;
}

/** A sandbox in a process of its own, and its control API. */
export interface SandboxHandle extends SandboxControl {
	/** Ends the process; resolves when it is gone. */
	stop(): Promise<void>;
}

/**
 * Starts a sandbox on a free port. Jobs take no time and callbacks are repeated a hundred times faster than at the
 * vendor unless `speed` says otherwise. Rejects with what the process wrote if it does not start.
 */
export async function startSandbox(options: { speed?: Partial<Speed> } = {}): Promise<SandboxHandle> {
	const main = join(ROOT, 'sandbox', 'main.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', '--until-stdin-ends'], {
		cwd: ROOT,
		stdio: ['pipe', 'pipe', 'pipe'],
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	const handle: SandboxHandle = {
		...controlSandbox(await readUrl(child)),
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await gone;
		},
	};
	await handle.speed({ queuedMs: 0, processingMs: 0, retryFactor: 0.01, ...options.speed });
	return handle;
}

/** The control API of the sandbox at this address. */
export function controlSandbox(url: string): SandboxControl {
	const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		const answer = await fetch(`${url}/__sandbox${path}`, {
			method,
			headers: {
				// The sandbox may close a connection that was kept open at the moment it is used again.
				connection: 'close',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return JSON.parse(text);
	};
	const tell = async (method: string, path: string, body?: unknown): Promise<void> => {
		await call(method, path, body);
	};

	return {
		url,
		vendorUrl: (name) => `${url}/${name}`,
		recordingUrl: (file, copy) =>
			[`${url}/__sandbox/recordings`, file, ...(copy === undefined ? [] : [copy])].join('/'),
		async requests(filter = {}) {
			const query = new URLSearchParams(filter).toString();
			return z.object({ requests: z.array(requestEntry) }).parse(await call('GET', `/requests?${query}`))
				.requests;
		},
		jobs: async (vendor) =>
			z.object({ jobs: z.record(z.string(), z.array(z.string())) }).parse(await call('GET', '/jobs')).jobs[
				vendor
			] ?? [],
		async counts(vendor) {
			const { counts } = z
				.object({ counts: z.record(z.string(), countsSchema) })
				.parse(await call('GET', '/counts'));
			return counts[vendor] ?? { requests: 0, jobs: 0, callbacks: 0, pendingCallbacks: 0 };
		},
		callbacks: async () =>
			z.object({ callbacks: z.array(callbackEntry) }).parse(await call('GET', '/callbacks')).callbacks,
		releaseCallbacks: async () => await tell('POST', '/callbacks/release'),
		faults: async (...faults) => await tell('POST', '/faults', faults),
		clearFaults: async () => await tell('DELETE', '/faults'),
		struck: async () =>
			z
				.object({ faults: z.array(z.object({ struck: z.number() })) })
				.parse(await call('GET', '/faults'))
				.faults.map((fault) => fault.struck),
		speed: async (change) => await tell('POST', '/speed', change),
		finish: async (count) => await tell('POST', '/finish', { count }),
		settings: async (vendor, change) => await tell('POST', `/settings/${vendor}`, change),
		reset: async () => await tell('POST', '/reset'),
	};
}

/** The address on the first line of the process's output. */
async function readUrl(child: ChildProcess): Promise<string> {
	const { stdout, stderr } = child;
	if (stdout === null || stderr === null) throw new Error('the sandbox has no output');
	let complaints = '';
	stderr.on('data', (chunk: Buffer) => {
		complaints += chunk.toString();
	});
	return await new Promise<string>((resolve, reject) => {
		child.once('exit', (code) => {
			reject(new Error(`the sandbox ended with code ${String(code)}: ${complaints}`));
		});
		createInterface({ input: stdout }).once('line', (line) => {
			resolve(z.object({ url: z.string() }).parse(JSON.parse(line)).url);
		});
	});
}
