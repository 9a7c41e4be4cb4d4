/** Work done between two looks at n8n's event loop, in ms; a tenth of what a person would notice. */
const TURN_MS = 10;

/** Tells when it is time to let others run; call `pause` between small pieces of long work. */
export class EventLoopYielder {
	private since = Date.now();

	private hasPaused = false;

	/** @param turnMs how long to work at a stretch; longer is faster, shorter is kinder */
	constructor(private readonly turnMs = TURN_MS) {}

	/** Resolves at once most of the time, after one turn of the event loop when the time is up. */
	async pause(): Promise<void> {
		if (this.due) await this.yield();
	}

	get due(): boolean {
		return Date.now() - this.since >= this.turnMs;
	}

	async yield(): Promise<void> {
		await nextTurn();
		this.hasPaused = true;
		this.since = Date.now();
	}

	/** Ends work that took several turns with one more pause, so that the caller begins with a fresh one. */
	async finish(): Promise<void> {
		if (this.hasPaused) await this.yield();
	}
}

/** Like `Array.map` with the index, but lets n8n's event loop turn every few milliseconds. */
export async function mapYielding<A, B>(
	list: readonly A[],
	map: (element: A, index: number) => B,
	slice = 256,
): Promise<B[]> {
	const yielder = new EventLoopYielder();
	const result: B[] = [];
	for (let from = 0; from < list.length; from += slice) {
		const to = Math.min(list.length, from + slice);
		list.slice(from, to).forEach((element, offset) => {
			result.push(map(element, from + offset));
		});
		if (yielder.due) await yielder.yield();
	}
	return result;
}

/** One turn of the event loop. Timers are not open to node code; a message comes with the next turn, after I/O. */
async function nextTurn(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	await new Promise<void>((resolve) => {
		port1.once('message', resolve);
		port2.postMessage(undefined);
	});
	port1.close();
}
