import { trimmedText } from '../core/trimmedText';
import type { ItemContext } from '../execution/runItems';

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
