/** How fast the sandbox is. Times are milliseconds. */
export interface Speed {
	/** How long a new job stays queued. */
	queuedMs: number;
	/** How long a job is processed once it left the queue. */
	processingMs: number;
	/** Added to every vendor call before it is handled. */
	callMs: number;
	/** Multiplies the waits between callback attempts; 0.01 turns 10 s into 100 ms. */
	retryFactor: number;
	/** Multiplies the time limit of one callback attempt. */
	timeoutFactor: number;
}

export const DEFAULT_SPEED: Speed = {
	queuedMs: 500,
	processingMs: 2500,
	callMs: 0,
	retryFactor: 1,
	timeoutFactor: 1,
};

export type JobPhase = 'queued' | 'processing' | 'ended';

/** One job in time. `Outcome` is what the work gave, known once it is done. */
export interface TimedJob<Outcome> {
	/** Epoch milliseconds. */
	readonly createdAt: number;
	/** Whether the job waits for a free place in its lane. */
	readonly held: boolean;
	/** The phase at this moment, from the times the job was created with and from whether the work is done. */
	phase(): JobPhase;
	/** Share of the whole that is done, 0 to 1. */
	progress(): number;
	/** Epoch milliseconds of the end, or `null` before it. */
	endedAt(): number | null;
	/** The outcome once the phase is `ended`, else `null`. */
	outcome(): Outcome | null;
	/** Resolves when the job has ended, or after `limitMs` if that is sooner; for vendors with long polls. */
	settled(limitMs?: number): Promise<void>;
	/** Forgets the timers; the job never ends. */
	cancel(): void;
}

export interface JobOptions<Outcome> {
	/** Runs at once (downloads, probing, making up words); must not reject. */
	work: () => Promise<Outcome> | Outcome;
	/** Runs once, when the job has ended: the place to send callbacks. */
	onEnd?: (outcome: Outcome) => void;
	/** Jobs of one lane beyond `limit` wait their turn (first in, first out). */
	lane?: { name: string; limit: number };
	/** Other times than the sandbox's speed for this job. */
	times?: Partial<Pick<Speed, 'queuedMs' | 'processingMs'>>;
}

interface Running {
	finish(): void;
	cancel(): void;
}

/** Keeps the time of all jobs of all vendors. */
export class JobClock {
	private readonly running = new Set<Running>();
	private readonly lanes = new Map<string, { busy: number; waiting: Array<() => void> }>();

	constructor(readonly speed: Speed) {}

	start<Outcome>(options: JobOptions<Outcome>): TimedJob<Outcome> {
		const createdAt = Date.now();
		const queuedMs = options.times?.queuedMs ?? this.speed.queuedMs;
		const processingMs = options.times?.processingMs ?? this.speed.processingMs;
		let releasedAt: number | null = null;
		let hurried = false;
		let cancelled = false;
		let done: { outcome: Outcome; at: number } | null = null;
		let announced = false;
		let timer: NodeJS.Timeout | undefined;
		const waiters = new Set<() => void>();
		const lane = options.lane === undefined ? null : this.lane(options.lane.name);

		const dueAt = (): number => {
			if (hurried) return 0;
			return releasedAt === null ? Number.POSITIVE_INFINITY : releasedAt + queuedMs + processingMs;
		};
		const ended = (): boolean => done !== null && !cancelled && Date.now() >= dueAt();
		const announce = (): void => {
			if (announced || !ended() || done === null) return;
			announced = true;
			clearTimeout(timer);
			this.running.delete(handle);
			if (lane !== null && releasedAt !== null) {
				lane.busy -= 1;
				lane.waiting.shift()?.();
			}
			for (const wake of [...waiters]) wake();
			options.onEnd?.(done.outcome);
		};
		const arm = (): void => {
			clearTimeout(timer);
			if (cancelled || announced || done === null || dueAt() === Number.POSITIVE_INFINITY) return;
			// setTimeout may fire a fraction of a millisecond early, so the check is made again there
			timer = setTimeout(() => (ended() ? announce() : arm()), Math.max(1, dueAt() - Date.now()));
		};
		const release = (): void => {
			if (cancelled || announced) {
				lane?.waiting.shift()?.();
				return;
			}
			if (lane !== null) lane.busy += 1;
			releasedAt = Date.now();
			arm();
		};
		const handle: Running = {
			finish: () => {
				hurried = true;
				if (ended()) announce();
				else arm();
			},
			cancel: () => {
				if (cancelled || announced) return;
				cancelled = true;
				clearTimeout(timer);
				this.running.delete(handle);
				if (lane !== null && releasedAt !== null) {
					lane.busy -= 1;
					lane.waiting.shift()?.();
				}
				for (const wake of [...waiters]) wake();
			},
		};
		this.running.add(handle);
		if (lane !== null && options.lane !== undefined && lane.busy >= options.lane.limit) {
			lane.waiting.push(release);
		} else {
			release();
		}

		const settle = (outcome: Outcome): void => {
			done = { outcome, at: Date.now() };
			arm();
		};
		const result = options.work();
		if (result instanceof Promise) void result.then(settle);
		else settle(result);

		return {
			createdAt,
			get held() {
				return releasedAt === null && !hurried;
			},
			phase() {
				if (ended()) return 'ended';
				if (releasedAt === null) return 'queued';
				return Date.now() < releasedAt + queuedMs ? 'queued' : 'processing';
			},
			progress() {
				if (ended()) return 1;
				if (releasedAt === null) return 0;
				const whole = queuedMs + processingMs;
				return whole === 0 ? 0 : Math.min(0.99, (Date.now() - releasedAt) / whole);
			},
			endedAt() {
				if (!ended() || done === null) return null;
				return hurried ? done.at : Math.max(done.at, dueAt());
			},
			outcome: () => (ended() && done !== null ? done.outcome : null),
			async settled(limitMs) {
				if (ended() || cancelled) return;
				await new Promise<void>((resolve) => {
					const wake = (): void => {
						clearTimeout(limit);
						waiters.delete(wake);
						resolve();
					};
					const limit = limitMs === undefined ? undefined : setTimeout(wake, limitMs);
					waiters.add(wake);
				});
			},
			cancel() {
				handle.cancel();
			},
		};
	}

	/** Ends every running job as soon as its work is done (`POST /__sandbox/finish`). */
	finishAll(): void {
		for (const job of [...this.running]) job.finish();
	}

	/** Forgets every job (`POST /__sandbox/reset`). */
	reset(): void {
		for (const job of [...this.running]) job.cancel();
		this.running.clear();
		this.lanes.clear();
	}

	private lane(name: string): { busy: number; waiting: Array<() => void> } {
		const known = this.lanes.get(name);
		if (known !== undefined) return known;
		const lane = { busy: 0, waiting: [] };
		this.lanes.set(name, lane);
		return lane;
	}
}
