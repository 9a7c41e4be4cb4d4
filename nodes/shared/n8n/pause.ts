import { sleep } from 'n8n-workflow';

/**
 * Sleeps unless the signal is aborted first; resolves either way. Before n8n 2.34, `sleep` ignores the signal, so the
 * signal is observed here as well.
 */
export async function sleepUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
	if (signal?.aborted === true) return;
	const sleeping = sleep(ms, signal).catch(() => undefined);
	await (signal === undefined ? sleeping : untilAborted(sleeping, signal));
}

/** Node.js would create an error with a stack for every chunk of a body. */
const DONE = new Error('The work is done.');

/** The result of the work, or `undefined` if it takes longer than this; the work itself continues. */
export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
	const done = new AbortController();
	const limit = sleep(ms, done.signal).then(
		() => undefined,
		() => undefined,
	);
	try {
		return await Promise.race([work, limit]);
	} finally {
		done.abort(DONE);
	}
}

/** Resolves when the work or the signal ends, whichever is first. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
	let onAbort: () => void = () => undefined;
	const aborted = new Promise<void>((resolve) => {
		onAbort = resolve;
	});
	signal.addEventListener('abort', onAbort, { once: true });
	await Promise.race([work, aborted]);
	signal.removeEventListener('abort', onAbort);
}
