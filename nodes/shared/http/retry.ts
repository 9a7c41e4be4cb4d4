/** Statuses after which the same request may succeed later. */
const TRANSIENT = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Of these the vendor surely took nothing: it refused before it looked at the request. */
const REFUSED = new Set([429, 503]);

/** Network faults that come before anything was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Network faults that come again however often one tries. */
const FINAL = new Set(['ERR_CANCELED', 'EREDIRECT', 'EBODYTOOLARGE', 'ENOENT']);

const FIRST_STEP_MS = 500;
const LONGEST_STEP_MS = 20_000;
const LONGEST_RETRY_AFTER_MS = 120_000;

/** An answer that is no success. */
export interface StatusFailure {
	kind: 'status';
	status: number;
	/** Whether it was refused for too many requests by another status than 429. */
	limited?: boolean;
}

/** Why an attempt gave no usable answer. */
export type Failure = StatusFailure | { kind: 'network'; code: string };

export function isTransient(failure: Failure): boolean {
	if (failure.kind === 'network') return !FINAL.has(failure.code);
	return failure.limited === true || TRANSIENT.has(failure.status);
}

/** Whether the vendor surely did not take the request, so that a create may be sent again. */
export function isSafeToRetryCreate(failure: Failure): boolean {
	if (failure.kind === 'network') return NEVER_SENT.has(failure.code);
	return failure.limited === true || REFUSED.has(failure.status);
}

/** Whether the vendor, or a gateway before it, was not there for the request. */
export function isUnavailable(failure: Failure): boolean {
	return failure.kind === 'status' && failure.status === 503;
}

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
 * for the person to decide.
 */
export function pauseMs(attempt: number, asked: number | undefined, random: number): number | undefined {
	if (asked !== undefined) return asked > LONGEST_RETRY_AFTER_MS ? undefined : asked;
	const step = Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** attempt);
	return step / 2 + (step / 2) * random;
}
