import { EventLoopYielder } from '../core/eventLoop';

/** Number of characters to check at once, which takes a few milliseconds. */
const SLICE = 4 * 1024 * 1024;

/** A data URL in base64 (RFC 2397), e.g. from a browser's `FileReader`; its media type is short. */
const DATA_URL = /^\s*data:[^,]{0,200};base64,/i;

/** Both alphabets of RFC 4648. */
const ALPHABET = /^[A-Za-z0-9+/_-]*$/;

/**
 * The base64 of inline binary data without what people and programs put around it: the prefix of a data URL, line breaks
 * (RFC 2045) and other white space. `undefined` if the rest is not base64. Yields to n8n's event loop.
 */
export async function inlineContent(text: string): Promise<string | undefined> {
	const content = text.slice(DATA_URL.exec(text.slice(0, 300))?.[0].length ?? 0);
	if (await isBase64(content)) return content;
	const packed = content.replace(/\s+/g, '');
	return packed.length < content.length && (await isBase64(packed)) ? packed : undefined;
}

async function isBase64(text: string): Promise<boolean> {
	const end = text.length - (/={1,2}$/.exec(text.slice(-2))?.[0].length ?? 0);
	// No number of bytes has an encoding of this length.
	if (end % 4 === 1) return false;
	const yielder = new EventLoopYielder();
	for (let from = 0; from < end; from += SLICE) {
		if (!ALPHABET.test(text.slice(from, Math.min(end, from + SLICE)))) return false;
		await yielder.pause();
	}
	return true;
}

/** Number of bytes that a base64 text without white space holds. */
export function byteLength(base64: string): number {
	return Buffer.byteLength(base64, 'base64');
}
