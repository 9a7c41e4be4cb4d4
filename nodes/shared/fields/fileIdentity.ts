import { createHash } from 'crypto';

import { EventLoopYielder } from '../core/eventLoop';

/** Number of characters to hash at once, which takes a few milliseconds. */
const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a long text in hexadecimal; yields to n8n's event loop. */
export async function digestOfText(text: string): Promise<string> {
	const hash = createHash('sha256');
	const yielder = new EventLoopYielder();
	for (let from = 0; from < text.length; from += SLICE) {
		hash.update(text.slice(from, from + SLICE));
		await yielder.pause();
	}
	return hash.digest('hex');
}
