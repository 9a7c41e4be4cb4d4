import { trimmedText } from '../core/trimmedText';
import type { ItemContext } from '../execution/runItems';

/** The name of the recording without its extension, for files; an empty text if the item does not tell. */
export function recordingBaseName(call: ItemContext): string {
	const name = recordingName(call) ?? '';
	// Of a URL, only the last part of the path is a name.
	const last = /^https?:/iu.test(name) ? (name.split(/[?#]/u)[0]?.split('/').at(-1) ?? '') : name;
	return last.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/u, '');
}

/**
 * The name of the recording that an item is about: `recording` or, for a job, `name` of the item, or the file name of its
 * only binary data. `null` if the item does not tell.
 */
export function recordingName({ context, itemIndex }: ItemContext): string | null {
	const item = context.getInputData()[itemIndex];
	if (!item) return null;
	const { recording, name, jobId } = item.json;
	const files = Object.values(item.binary ?? {});
	const file = files.length === 1 ? files[0]?.fileName : undefined;
	return (
		trimmedText(recording) || (jobId === undefined ? '' : trimmedText(name)) || trimmedText(file) || null
	);
}
