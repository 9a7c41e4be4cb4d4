import { setBounded } from '../core/boundedMap';

/** Number of deliveries to remember; a vendor repeats within minutes, not after thousands of others. */
const CAPACITY = 10_000;

/** How long to remember them, in ms; the longest retry schedule of the vendors (Prosa.ai) ends after 2.6 hours. */
const MEMORY_MS = 6 * 60 * 60 * 1000;

/**
 * Remembers the deliveries to this process. n8n loses the static data of a trigger if the same request starts an
 * execution. In a cluster with several processes, use Remove Duplicates by `deliveryId`.
 */
export class Deduplicator {
	private readonly seen = new Map<string, number>();

	/** Whether this delivery is new; it is not from now on. */
	isNew(key: string, now = Date.now()): boolean {
		const before = this.seen.get(key);
		if (before !== undefined && now - before < MEMORY_MS) return false;
		setBounded(this.seen, key, now, CAPACITY);
		return true;
	}

	/** Forgets a delivery that could not be handled, so that its repetition is handled. */
	forget(key: string): void {
		this.seen.delete(key);
	}
}
