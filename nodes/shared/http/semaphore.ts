interface Waiter {
	readonly isFlushable: boolean;
	readonly proceed: (hasSlot: boolean) => void;
}

/**
 * Runs at most `limit` tasks at a time, in the order in which they were added. Waiting for a job is not a task: a poll
 * only occupies a slot during its request.
 */
export class Semaphore {
	private running = 0;

	private queue: Waiter[] = [];

	constructor(private readonly limit: number) {}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.running >= this.limit) await this.slot(false);
		else this.running += 1;
		return await this.runInSlot(work);
	}

	/** The same; `undefined` if `flush` was called before there was a slot. */
	async runUnlessFlushed<T>(work: () => Promise<T>): Promise<T | undefined> {
		if (this.running < this.limit) this.running += 1;
		else if (!(await this.slot(true))) return undefined;
		return await this.runInSlot(work);
	}

	/** Lets all tasks of `runUnlessFlushed` that wait for a slot give up. */
	flush(): void {
		const waiting = this.queue;
		this.queue = waiting.filter(({ isFlushable }) => !isFlushable);
		for (const { isFlushable, proceed } of waiting) if (isFlushable) proceed(false);
	}

	/** Whether there is a slot after waiting for one. */
	private async slot(isFlushable: boolean): Promise<boolean> {
		return await new Promise<boolean>((proceed) => {
			this.queue.push({ isFlushable, proceed });
		});
	}

	private async runInSlot<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} finally {
			const next = this.queue.shift();
			if (next) next.proceed(true);
			else this.running -= 1;
		}
	}
}
