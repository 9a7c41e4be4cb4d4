const FIRST_STEP_MS = 500;
const LONGEST_STEP_MS = 20_000;

/** A vendor that asks for a longer pause than this is not waited for within one request. */
const LONGEST_RETRY_AFTER_MS = 120_000;

/**
 * Milliseconds that a `Retry-After` header asks for; `undefined` without one or with nonsense.
 * Both forms of RFC 9110 section 10.2.3: seconds or an HTTP date.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const value = header?.trim();
	if (!value) return undefined;
	if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Pause before attempt `attempt + 1` (the first is 0): what the vendor asks for, else doubling steps with
 * full jitter on their upper half. `undefined` where the vendor asks for more than two minutes: that is
 * for a person to decide.
 */
export function pauseMs(attempt: number, asked: number | undefined, random: number): number | undefined {
	if (asked !== undefined) return asked > LONGEST_RETRY_AFTER_MS ? undefined : asked;
	const step = Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** attempt);
	return step / 2 + (step / 2) * random;
}
