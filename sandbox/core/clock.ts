/** The speed of the sandbox. Times are in milliseconds. */
export interface Speed {
	/** How long a new job stays queued. */
	queuedMs: number;
	/** How long a job is processed after it leaves the queue. */
	processingMs: number;
	/** Added to every request to a vendor before it is processed. */
	callMs: number;
	/** Multiplies the pauses between callback attempts; 0.01 turns 10 s into 100 ms. */
	retryFactor: number;
	/** Multiplies the timeout of a callback attempt. */
	timeoutFactor: number;
}

export const DEFAULT_SPEED: Speed = {
	queuedMs: 500,
	processingMs: 2500,
	callMs: 0,
	retryFactor: 1,
	timeoutFactor: 1,
};

type JobPhase = 'queued' | 'processing' | 'ended';

/** The timing of a job. `Outcome` is the result of its work. */
export interface TimedJob<Outcome> {
	/** Epoch milliseconds. */
	readonly createdAt: number;
	/** Whether the job waits for its turn in its lane. */
	readonly held: boolean;
	/** The current phase, determined by the times of the job and by whether its work is done. */
	phase(): JobPhase;
	/** The completed share, from 0 to 1. */
	progress(): number;
	/** The end in epoch milliseconds; `null` before it. */
	endedAt(): number | null;
	/** The outcome if the phase is `ended`, otherwise `null`. */
	outcome(): Outcome | null;
	/** Resolves when the job has ended, or after `limitMs` if that is earlier; for vendors with long polling. */
	settled(limitMs?: number): Promise<void>;
	/** Clears the timers, so that the job never ends. */
	cancel(): void;
}

export interface JobOptions<Outcome> {
	/** Runs immediately (downloads, media detection, generation of words); must not reject. */
	work: () => Promise<Outcome> | Outcome;
	/** Runs once when the job has ended, e.g. to send callbacks. */
	onEnd?: (outcome: Outcome) => void;
	/** Jobs of a lane that exceed `limit` wait for their turn (first in, first out). */
	lane?: { name: string; limit: number };
	/** Times of this job that differ from the sandbox's speed. */
	times?: Partial<Pick<Speed, 'queuedMs' | 'processingMs'>>;
}

interface Running {
	/** Whether it was asked to finish, and only its work is not done. */
	readonly finishing: boolean;
	finish(): void;
	cancel(): void;
}

/** The timing of all jobs of all vendors. */
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
			// setTimeout may fire slightly early, so the check is repeated.
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
			get finishing() {
				return hurried;
			},
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

	/** Finishes the oldest running jobs, by default all, as soon as their work is done (`POST /__sandbox/finish`). */
	finish(count = this.running.size): void {
		const going = [...this.running].filter(({ finishing }) => !finishing);
		for (const job of going.slice(0, count)) job.finish();
	}

	/** Removes every job (`POST /__sandbox/reset`). */
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
