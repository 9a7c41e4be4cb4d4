import type { VendorClient } from '../http/client';
import { asError, httpStatusOf, wasResponseLost } from '../http/errors';

/**
 * Deletes a job; gives what the vendor says of it. Where an answer was lost and the vendor no longer knows the
 * job when it is asked again (404, 410), the first attempt has deleted it: `undefined`.
 * @throws NodeApiError
 */
export async function deleteOnce<T>(client: VendorClient, remove: () => Promise<T>): Promise<T | undefined> {
	const [attempt] = await Promise.allSettled([remove()]);
	if (attempt.status === 'fulfilled') return attempt.value;
	const status = httpStatusOf(attempt.reason);
	if (wasResponseLost(attempt.reason) && (status === 404 || status === 410)) return undefined;
	throw asError(client.context.getNode(), attempt.reason);
}
