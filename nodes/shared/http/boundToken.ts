import { createHash } from 'crypto';

/**
 * A short-lived token as a credential keeps it. n8n keeps the token of `preAuthentication` when a person
 * changes the other fields, so the kept text also says whose token it is and until when: with another owner or
 * after its end it is not used, the vendor answers 401, and n8n gets a new one.
 */
export function bindToken(token: string, owner: readonly string[], expiresAt: number): string {
	return `${fingerprint(owner)}.${Math.floor(expiresAt / 1000)}.${token}`;
}

/** The token in what `sealToken` made; `undefined` for another owner, after its end, or without one. */
export function readBoundToken(sealed: unknown, owner: readonly string[], now: number): string | undefined {
	if (typeof sealed !== 'string') return undefined;
	const [mark, seconds, ...rest] = sealed.split('.');
	const token = rest.join('.');
	if (mark !== fingerprint(owner) || Number(seconds) * 1000 <= now || token === '') return undefined;
	return token;
}

function fingerprint(owner: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(owner)).digest('hex').slice(0, 16);
}
