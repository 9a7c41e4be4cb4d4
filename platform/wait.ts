import { setTimeout as delay } from 'timers/promises';

/** What to wait for, and for how long. */
export interface WaitOptions {
	/** Names the thing in the error when time runs out. */
	what: string;
	timeoutMs: number;
	intervalMs?: number;
}

/**
 * Asks again and again until there is an answer other than `undefined`, and returns it.
 *
 * Throws an `Error` that names what was waited for when time runs out.
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
			throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s for ${what}, in vain`);
		}
		await delay(intervalMs);
	}
}
