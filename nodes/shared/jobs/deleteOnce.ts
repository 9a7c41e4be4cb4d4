import { asError, httpStatusOf, wasResponseLost } from '../http/explainedError';

/**
 * Deletes a job and returns the vendor's response; `undefined` if a response was lost and the retry returned 404 or 410,
 * because then the earlier attempt deleted the job.
 * @throws VendorError
 */
export async function deleteOnce<T>(remove: () => Promise<T>): Promise<T | undefined> {
	const [attempt] = await Promise.allSettled([remove()]);
	if (attempt.status === 'fulfilled') return attempt.value;
	const status = httpStatusOf(attempt.reason);
	if (wasResponseLost(attempt.reason) && (status === 404 || status === 410)) return undefined;
	throw asError(attempt.reason);
}
