import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { setBounded } from '../core/boundedMap';
import { sleepUnlessAborted } from '../n8n/pause';
import { LONGEST_RETRY_AFTER_MS, retryAfterMs } from './backoff';
import type { VendorContext, VendorHttp } from './types';

const MINUTE_MS = 60_000;

/**
 * When the requests of one account may be sent: evenly, at the rate of the credential, and not before the time that the
 * vendor has announced. All executions of a process share it.
 */
export class Pace {
	/** In ms since 1970. */
	private nextAt = 0;

	/** In ms since 1970. */
	private pausedUntil = 0;

	/** The vendor has asked for a pause of this many ms. A very long one is left to the request that it was meant for. */
	pause(ms: number): void {
		if (ms <= 0 || ms > LONGEST_RETRY_AFTER_MS) return;
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
	}

	/**
	 * Resolves when a request may be sent.
	 * @param aMinute requests per minute; 0 for no limit
	 * @param latest no pause is longer, in ms since 1970
	 */
	async turn(aMinute: number, latest = Infinity, signal?: AbortSignal): Promise<void> {
		for (;;) {
			const paused = Math.min(latest, this.pausedUntil);
			await sleepUntil(paused, signal);
			if (aMinute > 0) {
				const at = Math.max(Date.now(), this.nextAt);
				this.nextAt = at + MINUTE_MS / aMinute;
				await sleepUntil(Math.min(latest, at), signal);
			}
			// Another request may have been told to pause in the meantime.
			if (signal?.aborted === true || Math.min(latest, this.pausedUntil) <= Date.now()) return;
		}
	}
}

async function sleepUntil(time: number, signal: AbortSignal | undefined): Promise<void> {
	const ms = Math.ceil(time - Date.now());
	if (ms > 0) await sleepUnlessAborted(ms, signal);
}

/** By account. */
const paces = new Map<string, Pace>();

const MOST_ACCOUNTS = 1_000;

/** The pace of a node's account at a vendor: of its credential and the address in it. */
export function paceOf(context: VendorContext, vendor: VendorHttp, baseUrl: string): Pace {
	const { credentials } = context.getNode();
	const key = JSON.stringify([vendor.id, baseUrl, credentials?.[vendor.credentialType]?.id]);
	const pace = paces.get(key) ?? new Pace();
	setBounded(paces, key, pace, MOST_ACCOUNTS);
	return pace;
}

/** Forgets the paces of all accounts, as a restart of n8n does. */
export function forgetPaces(): void {
	paces.clear();
}

/** The rate that is set in a credential, in requests per minute; 0 for none. */
export function rateOf({ requestsPerMinute }: ICredentialDataDecryptedObject): number {
	const rate = Number(requestsPerMinute ?? 0);
	return Number.isFinite(rate) && rate > 0 ? rate : 0;
}

/** A value of `RateLimit-Reset` that is larger is a time, in seconds since 1970. */
const LARGEST_DELTA_S = 1e9;

/**
 * The pause that the headers of a response announce for the next request, in ms: `Retry-After`, or the time until the
 * limit is reset if no request is left. The names of the latter are those of the IETF's draft "RateLimit header
 * fields", and the older ones with `X-`. 0 if they announce none.
 */
export function announcedPauseMs(headers: Readonly<Record<string, string>>, now: number): number {
	const asked = retryAfterMs(headers['retry-after'], now) ?? 0;
	const left = Number(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
	const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
	if (Number.isNaN(left) || left > 0) return asked;
	const seconds = Number(reset ?? 0);
	if (!Number.isFinite(seconds)) return asked;
	const vendorNow = Date.parse(headers.date ?? '');
	const untilReset =
		seconds > LARGEST_DELTA_S ? seconds * 1000 - (Number.isNaN(vendorNow) ? now : vendorNow) : seconds * 1000;
	return Math.max(asked, untilReset, 0);
}
