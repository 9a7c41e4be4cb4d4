import { setBounded } from '../core/boundedMap';

/** How many deliveries are remembered; a vendor repeats within minutes, not after thousands of others. */
const CAPACITY = 10_000;

/** How long, in ms; the longest schedule of the four vendors (Prosa.ai) ends after 2.6 hours. */
const MEMORY_MS = 6 * 60 * 60 * 1000;

/**
 * Remembers deliveries of this process. n8n loses what a trigger keeps in static data when the same call
 * starts an execution, and a cluster has several processes: there, Remove Duplicates by `deliveryId` helps.
 */
export class Deduplicator {
	private readonly seen = new Map<string, number>();

	/** Whether this delivery is new; from now on it is not. */
	isNew(key: string, now = Date.now()): boolean {
		const before = this.seen.get(key);
		if (before !== undefined && now - before < MEMORY_MS) return false;
		setBounded(this.seen, key, now, CAPACITY);
		return true;
	}

	/** Forgets a delivery that could not be handled, so that its repetition counts. */
	forget(key: string): void {
		this.seen.delete(key);
	}
}
