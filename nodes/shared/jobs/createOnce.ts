import type { VendorClient } from '../http/client';
import { asError, httpStatusOf, isTransientError } from '../http/errors';

/** Clocks of n8n and of the vendor may differ this much, in ms. */
const CLOCK_SKEW_MS = 10_000;

/** Looks for what a create may have made since a time, in ms. */
type Look<T> = (since: number) => Promise<T>;

/**
 * Creates a job once. Where the answer is lost after the vendor may have taken the job, `find` looks for it by
 * something that no other job has: found, it goes on as if nothing had happened. Else the error stands, which
 * tells the person to look. `create` gets what tells whether there is such a job already, for its repetitions: `find`,
 * or `hasAlike` where nothing tells this job from others like it.
 * @throws NodeApiError
 */
export async function createOnce<T>(
	client: VendorClient,
	create: (mayAlreadyExist?: () => Promise<boolean>) => Promise<T>,
	find?: Look<T | undefined>,
	hasAlike?: Look<boolean>,
): Promise<T> {
	const since = Date.now() - CLOCK_SKEW_MS;
	const look: Look<boolean> | undefined = find ? async (time) => (await find(time)) !== undefined : hasAlike;
	const mayAlreadyExist = look && (async () => await unlessSure(look(since)));
	const [attempt] = await Promise.allSettled([create(mayAlreadyExist)]);
	if (attempt.status === 'fulfilled') return attempt.value;
	// A success whose body cannot be read is no proof either way.
	const status = httpStatusOf(attempt.reason);
	const unsure = isTransientError(attempt.reason) || (status !== undefined && status >= 200 && status < 300);
	if (find && unsure) {
		const [search] = await Promise.allSettled([find(since)]);
		if (search.status === 'fulfilled' && search.value !== undefined) return search.value;
	}
	throw asError(client.context.getNode(), attempt.reason);
}

/** A search that fails leaves it open, and then nothing must be made again. */
async function unlessSure(look: Promise<boolean>): Promise<boolean> {
	const [search] = await Promise.allSettled([look]);
	return search.status === 'rejected' || search.value;
}
