import type { ItemContext } from '../execution/runItems';
import { memoryOf } from './memory';

/**
 * Uploads a file once for each time it was asked for: a further try of n8n gets the URL of the one before.
 * @param identity tells the file apart from others
 * @returns the URL of the upload
 */
export async function uploadOnce(
	call: ItemContext,
	identity: string,
	upload: () => Promise<string>,
): Promise<string> {
	const memory = memoryOf(call, 'upload', identity);
	const before = memory.recall();
	if (before) return before.handle;
	const url = await upload();
	memory.remember({ state: 'made', sentAt: Date.now(), handle: url });
	return url;
}
