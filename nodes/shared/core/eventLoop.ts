/** Working time between two turns of the event loop, in ms; a tenth of what a user would notice. */
const TURN_MS = 10;

/** Lets n8n's event loop run during long work; call `pause` between small steps. */
export class EventLoopYielder {
	private since = Date.now();

	private hasPaused = false;

	/** @param turnMs working time between two turns; longer is faster, shorter keeps n8n more responsive */
	constructor(private readonly turnMs = TURN_MS) {}

	/** Yields if the working time is used up, otherwise resolves immediately. */
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

	/** Yields once more after work that took several turns, so that the caller starts with a full turn. */
	async finish(): Promise<void> {
		if (this.hasPaused) await this.yield();
	}
}

/**
 * `Array.map` that yields to the event loop every few milliseconds.
 * @param slice number of elements between two checks of the clock
 */
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

/** Resolves in the next turn of the event loop, after I/O. n8n's rules allow nodes no timers, so it sends a message. */
async function nextTurn(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	await new Promise<void>((resolve) => {
		port1.once('message', resolve);
		port2.postMessage(undefined);
	});
	port1.close();
}
