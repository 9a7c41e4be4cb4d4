import { sleepUnlessAborted, withTimeout } from '../n8n/pause';
import { LONGEST_RETRY_AFTER_MS, pauseMs } from './backoff';

/** So many temporary failures in a row, of any items, are an outage: with one failure in ten, about one in a thousand. */
const FAILURES_IN_A_ROW = 3;

/** Pauses between two probes double up to this step of `pauseMs`, which is 4 s. */
const LONGEST_STEP = 3;

/** How long a request waits for the end of an outage, if it has no time limit of its own. */
const PATIENCE_MS = 120_000;

/** The same if the vendor has not been reached in the run: the address may be wrong, or the vendor down for longer. */
const FIRST_PATIENCE_MS = 20_000;

/** After this many successes, the next outage begins with a short pause again. */
const STABLE_AFTER = 20;

/** If nothing at all has arrived since a short request was sent, the vendor hangs. */
const HANGS_AFTER_MS = 10_000;

/** A request that the vendor may hold has been accepted if it has not failed after this time. */
const HELD_AFTER_MS = 1_000;

/** Node.js runs a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How a request proceeds: with the others, alone to see whether the outage is over, or because it cannot wait longer. */
export type Pass = 'go' | 'probe' | 'late';

/** A request in progress. */
export interface Flight {
	/** In the order in which requests are sent. */
	readonly id: number;
	readonly duration: Duration;
	/** Resolves when the response will not come. */
	readonly abandoned: Promise<undefined>;
	readonly abandon: () => void;
}

/** `short`: the response comes at once. `held`: the vendor may hold it. `any`: it may take long, or costs money. */
export type Duration = 'short' | 'held' | 'any';

interface Waiter {
	/** Whether it changes nothing at the vendor, so that it can be used as a probe without a risk. */
	readonly isSafe: boolean;
	proceed: (pass: Pass) => void;
}

/** The outage in progress. */
interface Closure {
	readonly since: number;
	/** The first request that is sent during it. */
	readonly firstId: number;
	readonly isHang: boolean;
	nextProbeAt: number;
	isAwaited: boolean;
	/** In the order in which they came. */
	readonly waiters: Set<Waiter>;
}

/**
 * What all items of a run know about the vendor's failures. After several failures in a row, or if the vendor limits the
 * rate, no item sends requests; after a pause, one request is sent as a probe, and only if it is answered do all continue.
 * Thus an outage costs a few requests instead of a few for each item.
 */
export class Outage {
	private nextId = 1;

	private failuresInARow = 0;

	private successes = 0;

	private step = 0;

	/** The latest request that was answered. */
	private answeredUpTo = 0;

	private closure: Closure | undefined;

	/** The request that ended the last outage: failures of earlier ones say nothing new. */
	private reopenedBy = 0;

	private readonly flights = new Set<Flight>();

	/** Whether a request of the run has succeeded, or met a rate limit. */
	private isReachable = false;

	/**
	 * @param signal of the run: ends the wait of all items
	 * @param onBegin called when an outage begins: requests that wait for a slot must wait for its end instead, because
	 * requests that hang keep the slots
	 */
	constructor(
		private readonly signal: AbortSignal | undefined,
		private readonly onBegin: () => void = () => undefined,
	) {}

	get isClosed(): boolean {
		return this.closure !== undefined;
	}

	/**
	 * Waits until a request may be sent.
	 * @param until in ms since 1970; default: two minutes after the outage began, or 20 seconds if the vendor has not been
	 * reached yet
	 */
	async enter(isSafe: boolean, until: number | undefined): Promise<Pass> {
		const { closure } = this;
		if (closure === undefined) return 'go';
		const latest = until ?? closure.since + (this.isReachable ? PATIENCE_MS : FIRST_PATIENCE_MS);
		if (Date.now() >= latest || this.signal?.aborted === true) return 'late';
		const waiter: Waiter = { isSafe, proceed: () => undefined };
		const turn = new Promise<Pass>((resolve) => (waiter.proceed = resolve));
		closure.waiters.add(waiter);
		if (!closure.isAwaited) void this.sendProbes(closure);
		const pass = await withTimeout(turn, Math.min(LONGEST_TIMER_MS, latest - Date.now()));
		closure.waiters.delete(waiter);
		return pass ?? 'late';
	}

	/** Whether the next probe would be a request that is not safe, or that the vendor may hold. */
	get lacksProbe(): boolean {
		return this.closure !== undefined && safeOf(this.closure) === undefined;
	}

	/** Registers a request that is sent now. */
	begin(duration: Duration): Flight {
		let abandon = (): void => undefined;
		const abandoned = new Promise<undefined>((resolve) => {
			abandon = () => resolve(undefined);
		});
		const flight = { id: this.nextId, duration, abandoned, abandon };
		this.nextId += 1;
		this.flights.add(flight);
		return flight;
	}

	/** The response; `undefined` if it does not come within this time, or will not come because the vendor had hung. */
	async responseWithin<T>(flight: Flight, response: Promise<T>, limitMs: number): Promise<T | undefined> {
		const { duration, abandoned } = flight;
		if (duration === 'any') return await withTimeout(response, limitMs);
		const firstMs = Math.min(limitMs, duration === 'held' ? HELD_AFTER_MS : HANGS_AFTER_MS);
		const first = await withTimeout(response, firstMs);
		if (first !== undefined) return first;
		if (duration === 'short' && this.answeredUpTo < flight.id) this.close(true);
		if (duration === 'held' && this.closure?.isHang === false) this.reopen(flight);
		return await withTimeout(Promise.race([response, abandoned]), limitMs - firstMs);
	}

	/** The vendor answered, whatever it said, unless the failure is temporary. */
	succeeded(flight: Flight): void {
		this.end(flight, true);
		this.isReachable = true;
		this.failuresInARow = 0;
		if (this.closure === undefined) {
			this.successes += 1;
			if (this.successes >= STABLE_AFTER) this.step = 0;
			return;
		}
		this.reopen(flight);
	}

	/** The request failed temporarily. */
	failed(
		flight: Flight,
		{ isLimit, isAnswered, askedMs }: { isLimit: boolean; isAnswered: boolean; askedMs: number | undefined },
	): void {
		this.end(flight, isAnswered);
		if (isLimit) this.isReachable = true;
		if (flight.id < this.reopenedBy) return;
		this.failuresInARow += 1;
		if (isLimit || this.failuresInARow >= FAILURES_IN_A_ROW) this.close(false);
		if (this.closure === undefined || askedMs === undefined || askedMs > LONGEST_RETRY_AFTER_MS) return;
		this.closure.nextProbeAt = Math.max(this.closure.nextProbeAt, Date.now() + Math.ceil(askedMs));
	}

	/** The request ended in a way that says nothing about the vendor, e.g. because a file cannot be read. */
	ended(flight: Flight): void {
		this.flights.delete(flight);
	}

	private end(flight: Flight, isAnswered: boolean): void {
		this.flights.delete(flight);
		// An answer to an earlier request, which the vendor may have held, says nothing about later ones.
		if (isAnswered) this.answeredUpTo = Math.max(this.answeredUpTo, flight.id);
	}

	/** Ends the outage if this request was sent during it. */
	private reopen(flight: Flight): void {
		const { closure } = this;
		if (closure === undefined || flight.id < closure.firstId) return;
		this.closure = undefined;
		this.reopenedBy = flight.id;
		this.failuresInARow = 0;
		this.successes = 0;
		for (const { proceed } of closure.waiters) proceed('go');
		if (!closure.isHang) return;
		for (const { id, duration, abandon } of this.flights) {
			if (id < flight.id && duration !== 'any') abandon();
		}
	}

	private close(isHang: boolean): void {
		if (this.closure !== undefined) return;
		this.closure = {
			since: Date.now(),
			firstId: this.nextId,
			isHang,
			nextProbeAt: Date.now() + this.nextPauseMs(),
			isAwaited: false,
			waiters: new Set(),
		};
		this.onBegin();
	}

	private nextPauseMs(): number {
		const pause = pauseMs(this.step, undefined, Math.random()) ?? 0;
		this.step = Math.min(LONGEST_STEP, this.step + 1);
		// Timers have whole milliseconds.
		return Math.ceil(pause);
	}

	/**
	 * Lets one request after the other proceed as a probe until one is answered. A probe without a response does not keep
	 * the next one back.
	 */
	private async sendProbes(closure: Closure): Promise<void> {
		closure.isAwaited = true;
		while (this.closure === closure && closure.waiters.size > 0) {
			await sleepUnlessAborted(Math.max(0, closure.nextProbeAt - Date.now()), this.signal);
			if (this.closure !== closure) return;
			if (this.signal?.aborted === true) {
				for (const { proceed } of closure.waiters) proceed('late');
				return;
			}
			if (Date.now() >= closure.nextProbeAt) this.sendProbe(closure);
		}
		closure.isAwaited = false;
	}

	private sendProbe(closure: Closure): void {
		const [first] = closure.waiters;
		const probe = safeOf(closure) ?? first;
		if (probe === undefined) return;
		closure.waiters.delete(probe);
		closure.nextProbeAt = Date.now() + this.nextPauseMs();
		probe.proceed('probe');
	}
}

/** The first request that can be used as a probe without a risk. */
function safeOf({ waiters }: Closure): Waiter | undefined {
	return [...waiters].find(({ isSafe }) => isSafe);
}
