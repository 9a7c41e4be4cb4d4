import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Speed } from './clock';
import type { CallbackFault, FaultBook } from './faults/book';

const KEEP_ENTRIES = 20_000;
const BODY_LOG_LIMIT = 64 * 1024;

/** How a vendor delivers callbacks: its timeout and its retries. */
export interface CallbackPolicy {
	/** Milliseconds for one attempt, before the sandbox's `timeoutFactor`. */
	timeoutMs: number;
	/** Including the first one. */
	maxAttempts: number;
	/** Milliseconds to wait before attempt `attempt` (2, 3, …), before the sandbox's `retryFactor`. */
	waitMs: (attempt: number) => number;
	/** Whether the vendor retries after this status; `null` means no response. Not called after a success. */
	retryOn: (status: number | null) => boolean;
	/** Which status the vendor considers a success. Default: 2xx. */
	success?: (status: number) => boolean;
}

export interface CallbackRequest {
	vendor: string;
	jobId: string;
	url: string;
	method?: 'POST' | 'GET' | 'PUT';
	/** Sent with every attempt, or created for each attempt, e.g. for a signature that contains the time. */
	headers: Record<string, string> | (() => Record<string, string>);
	body: string | Buffer | null;
	policy: CallbackPolicy;
	/** Called with the status after every attempt; `null` if there was no response. */
	onAttempt?: (status: number | null) => void;
}

interface CallbackAttempt {
	/** ISO 8601. */
	at: string;
	status: number | null;
	error?: string;
	ms: number;
}

/** One callback in `/__sandbox/callbacks`. */
export interface CallbackEntry {
	readonly id: number;
	readonly at: string;
	readonly vendor: string;
	readonly jobId: string;
	readonly url: string;
	readonly method: string;
	readonly headers: Record<string, string>;
	/** The first 64 KiB as text. */
	readonly body: string;
	readonly attempts: CallbackAttempt[];
	/** `lost`: never sent because of a fault. `given-up`: sent, but rejected or not answered. */
	state: 'pending' | 'held' | 'delivered' | 'given-up' | 'lost';
	fault?: string;
}

/** Sends callbacks as the vendors do, with timeouts, retries and pauses. Redirects are not followed. */
export class CallbackSender {
	private entries: CallbackEntry[] = [];
	private next = 1;
	private held: Array<() => void> = [];
	private readonly agent = new Agent();
	private stop = new AbortController();

	constructor(
		private readonly speed: Speed,
		private readonly faults: FaultBook,
	) {}

	/** Returns immediately; the delivery continues in the background. */
	send(callback: CallbackRequest): void {
		const fault = this.faults.takeCallback({ vendor: callback.vendor, url: callback.url });
		if (fault?.kind === 'callback-lost') {
			this.log(callback, fault).state = 'lost';
			return;
		}
		const deliveries = fault?.kind === 'callback-doubled' ? 2 : 1;
		for (let i = 0; i < deliveries; i++) {
			const entry = this.log(callback, fault);
			void this.run(entry, callback, fault, this.stop.signal);
		}
	}

	list(): readonly CallbackEntry[] {
		return this.entries;
	}

	/** The number of callbacks of a vendor, and of those that are still to be delivered. */
	counts(vendor: string): { callbacks: number; pendingCallbacks: number } {
		const own = this.entries.filter((entry) => entry.vendor === vendor);
		return {
			callbacks: own.length,
			pendingCallbacks: own.filter(({ state }) => state === 'pending').length,
		};
	}

	/** Sends the callbacks that a `callback-reordered` fault holds back. */
	release(): void {
		const held = this.held;
		this.held = [];
		for (const go of held) go();
	}

	reset(): void {
		this.stop.abort();
		this.stop = new AbortController();
		this.release();
		this.entries = [];
		this.next = 1;
	}

	async close(): Promise<void> {
		this.reset();
		await this.agent.destroy();
	}

	private log(callback: CallbackRequest, fault: CallbackFault | null): CallbackEntry {
		const entry: CallbackEntry = {
			id: this.next++,
			at: new Date().toISOString(),
			vendor: callback.vendor,
			jobId: callback.jobId,
			url: callback.url,
			method: callback.method ?? 'POST',
			headers: headersOf(callback),
			body: (callback.body ?? '').toString().slice(0, BODY_LOG_LIMIT),
			attempts: [],
			state: 'pending',
			...(fault === null ? {} : { fault: fault.kind }),
		};
		this.entries.push(entry);
		if (this.entries.length > KEEP_ENTRIES) this.entries.shift();
		return entry;
	}

	private async run(
		entry: CallbackEntry,
		callback: CallbackRequest,
		fault: CallbackFault | null,
		signal: AbortSignal,
	): Promise<void> {
		try {
			if (fault?.kind === 'callback-delayed') await sleep(fault.ms, undefined, { signal });
			if (fault?.kind === 'callback-reordered') {
				entry.state = 'held';
				await new Promise<void>((resolve) => {
					this.held.push(resolve);
				});
				entry.state = 'pending';
			}
			await this.deliver(entry, callback, signal);
		} catch {
			entry.state = 'given-up';
		}
		if (fault?.kind !== 'callback-reordered') this.release();
	}

	private async deliver(entry: CallbackEntry, callback: CallbackRequest, signal: AbortSignal): Promise<void> {
		const { policy } = callback;
		const success = policy.success ?? ((status: number) => status >= 200 && status <= 299);
		for (let attempt = 1; attempt <= policy.maxAttempts; attempt++) {
			if (attempt > 1) {
				await sleep(policy.waitMs(attempt) * this.speed.retryFactor, undefined, { signal });
			}
			const status = await this.attempt(entry, callback, signal);
			signal.throwIfAborted();
			callback.onAttempt?.(status);
			if (status !== null && success(status)) {
				entry.state = 'delivered';
				return;
			}
			if (!policy.retryOn(status)) break;
		}
		entry.state = 'given-up';
	}

	private async attempt(
		entry: CallbackEntry,
		callback: CallbackRequest,
		signal: AbortSignal,
	): Promise<number | null> {
		const began = Date.now();
		const log: CallbackAttempt = { at: new Date(began).toISOString(), status: null, ms: 0 };
		entry.attempts.push(log);
		try {
			const limit = Math.max(1, callback.policy.timeoutMs * this.speed.timeoutFactor);
			const answer = await request(callback.url, {
				method: callback.method ?? 'POST',
				headers: headersOf(callback),
				body: callback.body,
				dispatcher: this.agent,
				signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
			});
			await answer.body.dump();
			log.status = answer.statusCode;
		} catch (error) {
			log.error = error instanceof Error ? error.message : String(error);
		}
		log.ms = Date.now() - began;
		return log.status;
	}
}

function headersOf(callback: CallbackRequest): Record<string, string> {
	return typeof callback.headers === 'function' ? callback.headers() : callback.headers;
}
