const FIRST_STEP_MS = 500;
const LONGEST_STEP_MS = 20_000;

/** If a vendor asks for a longer pause, the request fails instead of waiting. */
export const LONGEST_RETRY_AFTER_MS = 120_000;

/**
 * Milliseconds that a `Retry-After` header asks for; `undefined` if there is none or it is not valid.
 * Both forms of RFC 9110, section 10.2.3: seconds or an HTTP date.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	if (header === undefined) return undefined;
	const value = header.trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
	// `Date.parse` takes "5 minutes" for a day in May.
	if (!/\d:\d/.test(value)) return undefined;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Pause in ms before the next attempt: what the vendor asks for, otherwise steps that double up to 20 seconds, with
 * jitter on their upper half. `undefined` if the vendor asks for more than two minutes: you decide then.
 * @param attempt number of the attempt that failed, starting at 0
 * @param asked what the vendor asks for, in ms
 * @param random from 0 to 1
 */
export function pauseMs(attempt: number, asked: number | undefined, random: number): number | undefined {
	if (asked !== undefined) return asked > LONGEST_RETRY_AFTER_MS ? undefined : asked;
	const step = Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** attempt);
	return step / 2 + (step / 2) * random;
}
