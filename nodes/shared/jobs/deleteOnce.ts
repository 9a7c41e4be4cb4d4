import { asError, httpStatusOf, wasResponseLost } from '../http/explainedError';

/**
 * Deletes a job and returns what the vendor says of it. Where a response was lost and the vendor no longer knows the
 * job when it is asked again (404, 410), the first attempt has deleted it: `undefined`.
 * @throws VendorError
 */
export async function deleteOnce<T>(remove: () => Promise<T>): Promise<T | undefined> {
	const [attempt] = await Promise.allSettled([remove()]);
	if (attempt.status === 'fulfilled') return attempt.value;
	const status = httpStatusOf(attempt.reason);
	if (wasResponseLost(attempt.reason) && (status === 404 || status === 410)) return undefined;
	throw asError(attempt.reason);
}
