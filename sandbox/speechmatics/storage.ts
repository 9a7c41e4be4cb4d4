import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Entry } from './model';

/** The host of the object store. */
export const STORAGE_PREFIX = '/speechmatics-storage';
export const LINK_KINDS = ['data', 'audio_mp3', 'transcript'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const SECRET = randomBytes(32);

function sign(id: string, kind: LinkKind, expires: number): string {
	return createHmac('sha256', SECRET).update(`${id}/${kind}/${expires}`).digest('hex');
}

/** A URL that is valid for `ttl` seconds without a key, or `null` if the job does not have this content. */
export function linkTo(entry: Entry, kind: LinkKind, ttl: number, origin: string): string | null {
	const media = entry.state.data?.media;
	const there =
		kind === 'transcript'
			? entry.job.outcome()?.status === 'done' && entry.config.type === 'transcription'
			: kind === 'data'
				? entry.state.data !== null
				: media?.kind === 'media' && media.container === 'MPEG';
	if (!there) return null;
	const expires = Date.now() + ttl * 1000;
	return `${origin}${STORAGE_PREFIX}/${entry.id}/${kind}?expires=${expires}&sig=${sign(entry.id, kind, expires)}`;
}

export function checkLink(id: string, kind: LinkKind, expires: number, signature: string): boolean {
	const wanted = Buffer.from(sign(id, kind, expires));
	const given = Buffer.from(signature);
	return wanted.length === given.length && timingSafeEqual(wanted, given) && expires > Date.now();
}
