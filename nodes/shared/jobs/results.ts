import { JobError } from './jobError';
import type { CreatedJob } from './vendor';

/** Number of results to keep. */
const CAPACITY = 200;

/** Total length of their recordings in seconds: ten hours of speech are about 100,000 words, or 50 MB. */
const CAPACITY_SECONDS = 10 * 60 * 60;

/** Assumed length of a recording whose response does not contain it. */
const DEFAULT_SECONDS = 60;

const results = new Map<string, CreatedJob>();

/**
 * Keeps the result of a request that creates no job, for a retry by n8n in this process: the vendor stores nothing that
 * could be fetched again. The oldest results are removed when the limits are reached, but never the newest.
 */
export function keepResult(digest: string, handle: string, created: CreatedJob): void {
	const key = `${digest} ${handle}`;
	results.delete(key);
	results.set(key, created);
	let seconds = [...results.values()].reduce((sum, each) => sum + secondsOf(each), 0);
	for (const [oldest, each] of results) {
		if (results.size <= CAPACITY && seconds <= CAPACITY_SECONDS) break;
		if (oldest === key) break;
		results.delete(oldest);
		seconds -= secondsOf(each);
	}
}

function secondsOf({ job }: CreatedJob): number {
	return job.duration ?? DEFAULT_SECONDS;
}

/** The result of an earlier attempt; `undefined` if another process received it or it was removed. */
export function keptResult(digest: string, handle: string): CreatedJob | undefined {
	return results.get(`${digest} ${handle}`);
}

/** The error for a result that is no longer kept. `reason` is a sentence about the vendor. */
export function lostResultError(jobId: string, reason: string): JobError {
	return new JobError(
		jobId,
		'The vendor responded to an earlier attempt, whose result is no longer available',
		`${reason} To send the request again, start a new execution.`,
		true,
	);
}
