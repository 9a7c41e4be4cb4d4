import { DEFAULT_REQUEST_SETTINGS, type VendorClient } from '../http/client';
import { asError, VendorError } from '../http/explainedError';
import { sleepUnlessAborted } from '../n8n/pause';

/** The result of a search for something whose response was lost. */
export type Found<T> = { made: T } | 'absent' | 'unknown';

/** Minimum pauses in ms before each search, because the vendor's list may be out of date. */
export const SETTLE_MS = [500, 1_500, 4_000];

/** Searches begin at whole seconds, so that the items of a run can share the requests. */
const TOGETHER_MS = 1_000;

/**
 * Sends a request that must be processed only once. If its outcome is unknown, searches for the result. It is only sent
 * again if nothing was created and no request can still be in progress.
 * @param isConclusive whether a search without a result proves both
 * @throws the error of `send`
 */
export async function sendOnce<T>(
	client: VendorClient,
	send: () => Promise<T>,
	search: () => Promise<Found<T>>,
	{ isConclusive = false }: { isConclusive?: boolean } = {},
): Promise<T> {
	const { settings, latestRetry = Infinity } = client.options;
	const { retries } = settings ?? DEFAULT_REQUEST_SETTINGS;
	for (let round = 0; ; round += 1) {
		const [attempt] = await Promise.allSettled([send()]);
		if (attempt.status === 'fulfilled') return attempt.value;
		const error = asError(attempt.reason);
		if (!isOutcomeUnknown(error)) throw error;
		const found = await lookUp(client, search, SETTLE_MS);
		if (typeof found === 'object') return found.made;
		const isStopped = client.options.signal?.aborted === true;
		const mayComeLater = error.details.mayStillRun && !isConclusive;
		const isLast = round >= retries || Date.now() > latestRetry;
		if (found === 'unknown' || mayComeLater || isStopped || isLast) throw error;
	}
}

/**
 * Whether a failed request may have created something that costs money. A free request that precedes it, such as an
 * upload, has already been retried and proves nothing.
 */
export function isOutcomeUnknown(error: unknown): error is VendorError {
	return error instanceof VendorError && error.details.isPaid && error.details.outcome === 'unknown';
}

/** Searches after each of the pauses, and up to a second later, until something is found. `unknown` if a search fails. */
export async function lookUp<T>(
	client: VendorClient,
	search: () => Promise<Found<T>>,
	pauses: readonly number[],
): Promise<Found<T>> {
	for (const pause of pauses) {
		const earliest = Date.now() + pause;
		const at = Math.ceil(earliest / TOGETHER_MS) * TOGETHER_MS;
		await sleepUnlessAborted(at - Date.now(), client.options.signal);
		if (client.options.signal?.aborted === true) return 'unknown';
		const [result] = await Promise.allSettled([search()]);
		if (result.status === 'rejected') return 'unknown';
		if (result.value !== 'absent') return result.value;
	}
	return 'absent';
}
