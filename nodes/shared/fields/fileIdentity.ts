import { createHash } from 'crypto';

import { EventLoopYielder } from '../core/eventLoop';

/** Characters that are hashed at a stretch: a few milliseconds. */
const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a long text in hexadecimal, without holding up n8n. */
export async function digestOfText(text: string): Promise<string> {
	const hash = createHash('sha256');
	const yielder = new EventLoopYielder();
	for (let from = 0; from < text.length; from += SLICE) {
		hash.update(text.slice(from, from + SLICE));
		await yielder.pause();
	}
	return hash.digest('hex');
}
