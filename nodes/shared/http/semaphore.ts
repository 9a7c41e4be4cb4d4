/**
 * Runs at most `limit` tasks at a time, in the order in which they were added. Waiting for a job is not a task: a poll
 * only occupies a slot during its request.
 */
export class Semaphore {
	private running = 0;

	private readonly queue: Array<() => void> = [];

	constructor(private readonly limit: number) {}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.running >= this.limit) {
			await new Promise<void>((resolve) => {
				this.queue.push(resolve);
			});
		} else {
			this.running += 1;
		}
		try {
			return await work();
		} finally {
			const next = this.queue.shift();
			if (next) next();
			else this.running -= 1;
		}
	}
}
