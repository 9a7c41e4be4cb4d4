import { setBounded } from '../core/boundedMap';
import type { CreatedJob } from './vendor';

/** Results are those of recordings of a minute: about 20 KB each. */
const CAPACITY = 200;

const results = new Map<string, CreatedJob>();

/**
 * Keeps the result of a request that makes no job, for a further try of n8n in this process: the vendor keeps nothing
 * that could be fetched again.
 */
export function keepResult(digest: string, handle: string, created: CreatedJob): void {
	setBounded(results, `${digest} ${handle}`, created, CAPACITY);
}

/** The result of an earlier try, `undefined` where it was made by another process or long ago. */
export function keptResult(digest: string, handle: string): CreatedJob | undefined {
	return results.get(`${digest} ${handle}`);
}
