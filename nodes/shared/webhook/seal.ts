import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'crypto';

/** Bytes of the tag, which is also the initialisation vector. */
const TAG_BYTES = 16;

const HEX = 1;
const TEXT = 0;

/**
 * Encrypts a text, so that a vendor may see and store the result. Authenticated with a synthetic initialisation vector (as
 * in RFC 5297): the same input has the same result, and a changed result or purpose is detected.
 * @returns lower-case hexadecimal digits
 */
export function seal(secret: string, purpose: string, text: string): string {
	const plain = packed(text);
	const tag = tagOf(secret, purpose, plain);
	const cipher = createCipheriv('aes-256-ctr', keyFor(secret, 'encrypt'), tag);
	return Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('hex');
}

/** The text that was sealed with the same secret and purpose; `undefined` for anything else. */
export function unseal(secret: string, purpose: string, sealed: string): string | undefined {
	if (!/^(?:[0-9a-f]{2}){17,2048}$/.test(sealed)) return undefined;
	const bytes = Buffer.from(sealed, 'hex');
	const tag = bytes.subarray(0, TAG_BYTES);
	const decipher = createDecipheriv('aes-256-ctr', keyFor(secret, 'encrypt'), tag);
	const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
	return timingSafeEqual(tag, tagOf(secret, purpose, plain)) ? unpacked(plain) : undefined;
}

function keyFor(secret: string, use: 'encrypt' | 'authenticate'): Buffer {
	return createHmac('sha256', createHash('sha256').update(secret).digest())
		.update(`n8n-nodes-transcription ${use}`)
		.digest();
}

function tagOf(secret: string, purpose: string, plain: Buffer): Buffer {
	return createHmac('sha256', keyFor(secret, 'authenticate'))
		.update(`${purpose}\0`)
		.update(plain)
		.digest()
		.subarray(0, TAG_BYTES);
}

/** Hexadecimal digits take half the space, because the result may become part of a file name. */
function packed(text: string): Buffer {
	return /^(?:[0-9a-f]{2})+$/.test(text)
		? Buffer.concat([Buffer.of(HEX), Buffer.from(text, 'hex')])
		: Buffer.concat([Buffer.of(TEXT), Buffer.from(text)]);
}

function unpacked(plain: Buffer): string {
	return plain.subarray(1).toString(plain[0] === HEX ? 'hex' : 'utf8');
}
