import { trimmedText } from '../core/trimmedText';
import type { ItemContext } from '../execution/runItems';
import type { Job } from '../jobs/model';

/**
 * The name of the recording that an item is about: `recording` or, for a job, `name` of the item, or the file name of its
 * only binary data. `null` if the item does not contain it.
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

/**
 * The name of the recording of a job: that of the item, unless the recording is a URL that the item only comes with;
 * otherwise the one that the vendor knows.
 */
export function recordingOfJob(call: ItemContext, job?: Pick<Job, 'name'>): string | null {
	const { context, itemIndex } = call;
	const isUrl = context.getNodeParameter('recordingSource', itemIndex, 'binary') === 'url';
	return (isUrl ? null : recordingName(call)) ?? (trimmedText(job?.name) || null);
}
