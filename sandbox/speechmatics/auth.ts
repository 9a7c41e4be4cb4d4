import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { isUnknownKey } from '../core/credential';
import { refuse, refuseAsPage } from './errors';
import type { Settings } from './settings';

/** The caller: an account, and the client of a temporary key. */
export interface Caller {
	readonly account: string;
	readonly clientRef: string | null;
}

const HEADER = 'eyJhbGciOiJFUzI1NiJ9';
const claims = z.object({
	account: z.string(),
	clientRef: z.string().nullable(),
	/** Epoch milliseconds. */
	expires: z.number(),
});

/**
 * The caller of a request; each API key is an account. `null` if the vendor rejects it: no `Bearer` key, an expired
 * temporary key, or one that the sandbox does not know.
 */
export function callerOf(request: FastifyRequest): Caller | null {
	const key = /^bearer\s+(\S+)\s*$/iu.exec(request.headers.authorization ?? '')?.[1];
	if (key === undefined) return null;
	if (!key.startsWith(`${HEADER}.`)) return isUnknownKey(key) ? null : { account: key, clientRef: null };
	const temporary = readTemporaryKey(key);
	return temporary === null || temporary.expires <= Date.now() ? null : temporary;
}

/** A temporary key in the form of a JWT, valid for `ttl` seconds. */
export function createTemporaryKey(account: string, clientRef: string | null, ttl: number): string {
	const content = claims.parse({ account, clientRef, expires: Date.now() + ttl * 1000 });
	const body = Buffer.from(JSON.stringify(content)).toString('base64url');
	return `${HEADER}.${body}.${randomUUID().replaceAll('-', '')}`;
}

function readTemporaryKey(key: string): z.output<typeof claims> | null {
	try {
		const body = Buffer.from(key.split('.')[1] ?? '', 'base64url').toString();
		return claims.parse(JSON.parse(body));
	} catch {
		return null;
	}
}

export async function refuseKey(reply: FastifyReply, settings: Settings): Promise<FastifyReply> {
	switch (settings.unauthorized) {
		case 'html':
			return await refuseAsPage(reply, 401, 'Authorization Required');
		case 'permission-denied':
			return await refuse(reply, 401, 'Permission Denied');
		case 'unauthorized':
			return await refuse(reply, 401, 'Unauthorized');
	}
}
