import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod/v4';
import type { Settings } from './settings';

/** The vendor's verdict on a bearer token. */
type TokenCheck = 'good' | 'expired' | 'wrong';

export interface Tokens {
	/** A signed token that expires after `settings.tokenSeconds`; only the kind `id` is a bearer token. */
	issue(kind: 'id' | 'access', settings: Settings): string;
	check(token: string, settings: Settings): TokenCheck;
}

const claimsSchema = z.object({ token_use: z.string(), exp: z.number(), generation: z.int() });

/** Tokens in the form of a JWT, signed with a key of this process. */
export function createTokens(): Tokens {
	const key = randomBytes(32);
	const header = encode({ alg: 'HS256', typ: 'JWT' });
	const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
	return {
		issue(kind, settings) {
			const iat = Math.floor(Date.now() / 1000);
			const claims = {
				token_use: kind,
				iat,
				exp: iat + settings.tokenSeconds,
				generation: settings.tokenGeneration,
			};
			const text = `${header}.${encode(claims)}`;
			return `${text}.${sign(text)}`;
		},
		check(token, settings) {
			if (settings.bearers.includes(token)) return 'good';
			const [head, body, signature] = token.split('.');
			if (head !== header || body === undefined || signature === undefined) return 'wrong';
			if (!equal(signature, sign(`${head}.${body}`))) return 'wrong';
			const claims = claimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
			if (claims.token_use !== 'id' || claims.generation !== settings.tokenGeneration) return 'wrong';
			return claims.exp * 1000 > Date.now() ? 'good' : 'expired';
		},
	};
}

function encode(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function equal(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
