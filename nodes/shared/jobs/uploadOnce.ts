import type { ItemContext } from '../execution/runItems';
import { memoryOf } from './memory';

/**
 * Uploads a file once: a retry by n8n uses the URL of the earlier attempt.
 * @param identity identifies the file
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
