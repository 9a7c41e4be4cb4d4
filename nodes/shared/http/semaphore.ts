/**
 * Lets at most `limit` pieces of work run at a time, first come, first served. Waiting for a job is
 * not work: a poll takes a place for its one call and gives it back.
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
