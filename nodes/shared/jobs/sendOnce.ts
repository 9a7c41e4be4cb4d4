import { DEFAULT_REQUEST_SETTINGS, type VendorClient } from '../http/client';
import { asError, VendorError } from '../http/explainedError';
import { sleepUnlessAborted } from '../n8n/pause';

/** What a look for something whose response was lost came to. */
export type Found<T> = { made: T } | 'absent' | 'unknown';

/** Pauses before the vendor is asked for what may have been made, in ms: its list may lag behind. */
export const SETTLE_MS = [500, 1_500, 4_000];

/**
 * Sends what must be made once. Where the outcome is unknown it is looked up; it is sent again only if it surely was
 * not made and nothing can still be under way: `isConclusive` says that a search which finds nothing proves that.
 * @throws what `send` failed with
 */
export async function sendOnce<T>(
	client: VendorClient,
	send: () => Promise<T>,
	search: () => Promise<Found<T>>,
	{ isConclusive = false }: { isConclusive?: boolean } = {},
): Promise<T> {
	const { retries } = client.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	for (let round = 0; ; round += 1) {
		const [attempt] = await Promise.allSettled([send()]);
		if (attempt.status === 'fulfilled') return attempt.value;
		const error = asError(attempt.reason);
		if (!isOutcomeUnknown(error)) throw error;
		const found = await lookUp(client, search, SETTLE_MS);
		if (typeof found === 'object') return found.made;
		const isStopped = client.options.signal?.aborted === true;
		const mayComeLater = error.details.mayStillRun && !isConclusive;
		if (found === 'unknown' || mayComeLater || isStopped || round >= retries) throw error;
	}
}

/**
 * Whether a failed request may have created something that costs money. A free request on the way, such as an upload, has
 * been retried already and proves nothing.
 */
export function isOutcomeUnknown(error: unknown): error is VendorError {
	return error instanceof VendorError && error.details.isPaid && error.details.outcome === 'unknown';
}

/** Searches after each of the pauses, until something is found. A search that fails leaves it unknown. */
export async function lookUp<T>(
	client: VendorClient,
	search: () => Promise<Found<T>>,
	pauses: readonly number[],
): Promise<Found<T>> {
	for (const pause of pauses) {
		await sleepUnlessAborted(pause, client.options.signal);
		if (client.options.signal?.aborted === true) return 'unknown';
		const [result] = await Promise.allSettled([search()]);
		if (result.status === 'rejected') return 'unknown';
		if (result.value !== 'absent') return result.value;
	}
	return 'absent';
}
