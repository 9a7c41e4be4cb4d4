import { setTimeout as delay } from 'timers/promises';

/** What to wait for, and for how long. */
export interface WaitOptions {
	/** What is waited for; part of the error message on a timeout. */
	what: string;
	timeoutMs: number;
	intervalMs?: number;
}

/**
 * Calls `ask` at intervals until it returns a value other than `undefined`, and returns that value.
 *
 * Throws an `Error` that names what was waited for after the timeout.
 */
export async function waitFor<T>(
	ask: () => Promise<T | undefined>,
	{ what, timeoutMs, intervalMs = 250 }: WaitOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) {
			throw new Error(`Timed out after ${Math.round(timeoutMs / 1000)} s while waiting for ${what}`);
		}
		await delay(intervalMs);
	}
}
