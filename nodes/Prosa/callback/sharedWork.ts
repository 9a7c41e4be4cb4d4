import { createHash } from 'crypto';

import type { VendorClient } from '../../shared/http/client';
import { asError } from '../../shared/http/explainedError';

/** Work in progress for an account. */
interface InProgress<T> {
	current: Promise<T>;
	/** Begins when `current` has ended, with the client of the first call that waits for it. */
	next?: { result: Promise<T>; client: VendorClient };
}

/**
 * Work on an account of which calls share the result, so that a burst of callbacks costs few requests. The result is
 * always of work that began after the call: calls that arrive while the work is in progress share the next one.
 */
export function sharedByAccount<T>(
	work: (client: VendorClient) => Promise<T>,
): (client: VendorClient) => Promise<T> {
	const byAccount = new Map<string, InProgress<T>>();

	async function start(client: VendorClient, account: string): Promise<T> {
		const entry: InProgress<T> = { current: work(client) };
		byAccount.set(account, entry);
		try {
			return await entry.current;
		} finally {
			if (byAccount.get(account) === entry && entry.next === undefined) byAccount.delete(account);
		}
	}

	return async function run(client) {
		const account = accountOf(client);
		const running = byAccount.get(account);
		if (!running) return await start(client, account);
		const next = async () => await start(client, account);
		running.next ??= { result: running.current.then(next, next), client };
		const shared = running.next;
		const [result] = await Promise.allSettled([shared.result]);
		if (result.status === 'fulfilled') return result.value;
		if (wasAbortedBy(shared.client, client)) return await run(client);
		throw asError(result.reason);
	};
}

/** Whether a shared request failed because the execution that made it was stopped, and not that of this client. */
export function wasAbortedBy(other: VendorClient, client: VendorClient): boolean {
	return isStopped(other) && !isStopped(client);
}

function isStopped({ context }: VendorClient): boolean {
	return 'getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted === true;
}

/** Identifies the account of a client. */
export function accountOf({ baseUrl, credential }: VendorClient): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, credential.apiKey]))
		.digest('hex');
}
