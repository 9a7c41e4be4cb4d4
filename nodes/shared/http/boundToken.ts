import { createHash } from 'crypto';

/**
 * A short-lived token as a credential stores it. n8n keeps the token of `preAuthentication` when you change the other
 * fields, so the stored text also says whose token it is and when it expires: for another owner, or once expired, it is
 * not used, the vendor returns 401, and n8n requests a new one.
 * @param owner the fields of the credential that the token was made from
 * @param expiresAt in ms since the epoch
 */
export function bindToken(token: string, owner: readonly string[], expiresAt: number): string {
	return `${fingerprint(owner)}.${Math.floor(expiresAt / 1000)}.${token}`;
}

/** The token in what `bindToken` returned; `undefined` if it is another owner's, has expired or is missing. */
export function readBoundToken(bound: unknown, owner: readonly string[], now: number): string | undefined {
	if (typeof bound !== 'string') return undefined;
	const [mark, seconds, ...rest] = bound.split('.');
	const token = rest.join('.');
	if (mark !== fingerprint(owner) || Number(seconds) * 1000 <= now || token === '') return undefined;
	return token;
}

/** The token in what `bindToken` returned, whoever its owner is; an empty string for any other text. */
export function anyTokenIn(text: string): string {
	return /^[0-9a-f]{16}\.\d+\.(.+)$/s.exec(text)?.[1] ?? '';
}

function fingerprint(owner: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(owner)).digest('hex').slice(0, 16);
}
