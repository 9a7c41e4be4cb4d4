import type { VendorRequest } from '../../nodes/shared/http/types';
import type { FakeResponse } from './fakeApi';
import { elapsedMs, takes } from './virtualTime';

export const GET: VendorRequest = { method: 'GET', path: '/jobs/1' };

/** When the vendor fails, in ms of virtual time. */
export const OUTAGE = { fromMs: 5_000, toMs: 65_000 };

export const RESPONSE_MS = 50;

export const SETTINGS = { timeoutMs: 60_000, retries: 4 };

/** A vendor that answers like this during the outage, and with a success at all other times. */
export const vendorWith =
	(failure: () => Promise<FakeResponse>, { fromMs, toMs } = OUTAGE): FakeResponse =>
	async () => {
		if (elapsedMs() >= fromMs && elapsedMs() < toMs) return await failure();
		await takes(RESPONSE_MS);
		return {};
	};

export const status =
	(statusCode: number, headers: Record<string, string> = {}) =>
	async (): Promise<FakeResponse> => {
		await takes(RESPONSE_MS);
		return { statusCode, headers, body: '' };
	};

/** As n8n's client does when there is no response. */
export const hangs = async (): Promise<FakeResponse> => {
	await takes(SETTINGS.timeoutMs);
	return { throws: Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }) };
};
