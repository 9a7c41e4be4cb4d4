import { setBounded } from '../core/boundedMap';
import type { CreatedJob } from './vendor';

/** Results belong to recordings of one minute: about 20 KB each. */
const CAPACITY = 200;

const results = new Map<string, CreatedJob>();

/**
 * Keeps the result of a request that creates no job, for a retry by n8n in this process: the vendor stores nothing that
 * could be fetched again.
 */
export function keepResult(digest: string, handle: string, created: CreatedJob): void {
	setBounded(results, `${digest} ${handle}`, created, CAPACITY);
}

/** The result of an earlier attempt; `undefined` if it was made by another process or long ago. */
export function keptResult(digest: string, handle: string): CreatedJob | undefined {
	return results.get(`${digest} ${handle}`);
}
