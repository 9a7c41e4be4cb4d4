import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * The two schemes that Prosa.ai has documented, and which of them to expect. `t_v1_sha256` (production documents):
 * `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`, the plain SHA-256 of `secret + "." + body` without the time.
 * `hmac_sha256` (newer documents): `sha256=<hex>` or the digits alone, HMAC-SHA256 of the body.
 */
export type SignatureScheme = 'auto' | 't_v1_sha256' | 'hmac_sha256';

/** Maximum number of signatures that are compared, so that a long header costs nothing. */
const MAX_CANDIDATES = 16;

export interface SignedRequest {
	/** `X-Prosa-Signature` as received. */
	header: unknown;
	/** The raw bytes of the body. */
	body: Buffer;
}

export interface SignatureCheck {
	scheme: SignatureScheme;
	/** Used as they are; several during a rotation. */
	secrets: readonly string[];
	/** Maximum age of a signature with a time, in seconds; 0 for any age. */
	toleranceSeconds: number;
	nowSeconds: number;
}

/** Whether the body is signed with one of the secrets. Without a secret or a single header, never. */
export function isGenuine({ header, body }: SignedRequest, check: SignatureCheck): boolean {
	if (typeof header !== 'string' || header.trim() === '') return false;
	const secrets = check.secrets.filter((secret) => secret !== '');
	const isTimed = /(^|,)\s*v1=/.test(header);
	if (check.scheme === 'hmac_sha256' || (check.scheme === 'auto' && !isTimed)) {
		const given = header.trim().replace(/^sha256=/, '');
		return matches(
			[given],
			secrets.map((secret) => createHmac('sha256', secret).update(body).digest('hex')),
		);
	}
	const { time, candidates } = readTimed(header);
	if (time === undefined) return false;
	if (check.toleranceSeconds > 0 && check.nowSeconds > time + check.toleranceSeconds) return false;
	return matches(
		candidates,
		secrets.map((secret) =>
			createHash('sha256').update(secret, 'utf8').update('.').update(body).digest('hex'),
		),
	);
}

function readTimed(header: string): { time: number | undefined; candidates: string[] } {
	let time: number | undefined;
	const candidates: string[] = [];
	for (const part of header.split(',')) {
		const equals = part.indexOf('=');
		const [name, value] = [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
		if (name === 't' && /^\d{1,12}$/.test(value)) time = Number(value);
		if (name === 'v1' && candidates.length < MAX_CANDIDATES) candidates.push(value);
	}
	return { time, candidates };
}

/** Compares all pairs in constant time, so that the duration reveals neither content nor position. */
function matches(given: readonly string[], expected: readonly string[]): boolean {
	let found = false;
	for (const digest of expected) {
		for (const candidate of given) if (equal(candidate, digest)) found = true;
	}
	return found;
}

function equal(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')];
	return left.length === right.length && timingSafeEqual(left, right);
}
