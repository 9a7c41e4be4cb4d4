import { randomBytes } from 'node:crypto';
import type { Settings } from './settings';

/** A UUID of version 7 in lowercase with dashes; its first 48 bits are the time. */
export function uuidV7(now = Date.now()): string {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(now, 0, 6);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	return dashed(bytes.toString('hex'));
}

const HEX_ID = /^[0-9a-f]{32}$/;

/** 32 lowercase hex digits of an ID in either form; `null` if it is not a UUID. */
export function bareId(text: string): string | null {
	const bare = text.replaceAll('-', '').toLowerCase();
	return HEX_ID.test(bare) ? bare : null;
}

/** An ID in the form of the setting. */
export function shownId(bare: string, settings: Pick<Settings, 'jobId'>): string {
	return settings.jobId === 'hex' ? bare : dashed(bare);
}

function dashed(hex: string): string {
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** ISO 8601, UTC, whole seconds. */
export function stamp(ms: number): string {
	return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
