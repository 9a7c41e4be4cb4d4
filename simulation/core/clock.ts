import type { Random } from './random';

/** An event that is scheduled for a time. */
interface Appointment {
	at: number;
	/** Decides the order of events at the same time. */
	tie: number;
	owner: object | undefined;
	act: () => void;
	isCancelled: boolean;
}

/** How a run of the clock ended. */
export type ClockEnd = 'done' | 'nothing left' | 'too late';

/**
 * When this resolves, all promises that could continue have done so: nothing in a life waits for the real event loop.
 */
const settled = async (): Promise<void> =>
	await new Promise((resolve) => {
		setImmediate(resolve);
	});

/**
 * Virtual time in ms since 1970. It jumps from one event to the next; the seed decides the order of events at the same
 * time.
 */
export class Clock {
	private readonly heap: Appointment[] = [];

	private readonly ended = new WeakSet();

	constructor(
		private current: number,
		private readonly order: Random,
	) {}

	get now(): number {
		return this.current;
	}

	/**
	 * Calls `act` after `delayMs`; the time is always an integer, like that of real clocks.
	 * @param owner whose end cancels the event, see `end`
	 * @returns cancels it
	 */
	after(delayMs: number, act: () => void, owner?: object): () => void {
		const at = this.current + Math.max(0, Math.trunc(delayMs));
		const appointment = { at, tie: this.order.next(), owner, act, isCancelled: false };
		this.push(appointment);
		return () => {
			appointment.isCancelled = true;
		};
	}

	async sleep(delayMs: number, owner?: object): Promise<void> {
		await new Promise<void>((resolve) => {
			this.after(delayMs, resolve, owner);
		});
	}

	/** Cancels all events of this owner. */
	end(owner: object): void {
		this.ended.add(owner);
	}

	/** Advances the time until `isDone`, or until the last event at or before `latest`. */
	async run(isDone: () => boolean, latest: number): Promise<ClockEnd> {
		for (;;) {
			await settled();
			if (isDone()) return 'done';
			const next = this.nextLive();
			if (next === undefined) return 'nothing left';
			if (next.at > latest) return 'too late';
			this.current = next.at;
			next.act();
		}
	}

	private nextLive(): Appointment | undefined {
		let next = this.pop();
		while (next?.isCancelled === true || (next?.owner !== undefined && this.ended.has(next.owner))) {
			next = this.pop();
		}
		return next;
	}

	private push(appointment: Appointment): void {
		const { heap } = this;
		let at = heap.length;
		heap.push(appointment);
		while (at > 0) {
			const parent = (at - 1) >> 1;
			const above = heap[parent];
			if (above === undefined || !isBefore(appointment, above)) break;
			heap[at] = above;
			at = parent;
		}
		heap[at] = appointment;
	}

	private pop(): Appointment | undefined {
		const { heap } = this;
		const [first] = heap;
		const last = heap.pop();
		if (last === undefined || first === last) return first;
		let at = 0;
		for (;;) {
			const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
			const child =
				right !== undefined && left !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
			const below = heap[child];
			if (below === undefined || !isBefore(below, last)) break;
			heap[at] = below;
			at = child;
		}
		heap[at] = last;
		return first;
	}
}

function isBefore(a: Appointment, b: Appointment): boolean {
	return a.at < b.at || (a.at === b.at && a.tie < b.tie);
}
