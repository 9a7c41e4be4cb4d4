import { createHash, createHmac } from 'node:crypto';
import type { Settings } from '../settings';

/**
 * The value of `X-Prosa-Signature`. Scheme A: `t=<unix seconds>,v1=<hex>` with a `v1` for every valid secret, each the
 * SHA-256 of `secret + "." + body`; the time is not part of it. Scheme B: HMAC-SHA256 of the body with the
 * newest secret, with or without the prefix `sha256=`. Secrets are used as text.
 */
export function signatureHeader(options: {
	scheme: Settings['signature'];
	/** Newest first. */
	secrets: readonly string[];
	body: string | Buffer;
	/** Epoch milliseconds. */
	now: number;
}): string {
	if (options.scheme === 'A') {
		const parts = options.secrets.map((secret) => `v1=${digest(secret, options.body)}`);
		return [`t=${Math.floor(options.now / 1000)}`, ...parts].join(',');
	}
	const hex = createHmac('sha256', options.secrets[0] ?? '')
		.update(options.body)
		.digest('hex');
	return options.scheme === 'B' ? `sha256=${hex}` : hex;
}

function digest(secret: string, body: string | Buffer): string {
	return createHash('sha256').update(secret).update('.').update(body).digest('hex');
}
