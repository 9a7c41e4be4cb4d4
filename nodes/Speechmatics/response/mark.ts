import type { JobDetails } from '../api/schemas';

/** Member of `tracking.details` that holds our mark. Speechmatics shows `tracking` with the job and in its list. */
export const MARK_MEMBER = 'n8n';

/** The mark of a job, `undefined` for one that another program has made. */
export function markIn({ config }: JobDetails): string | undefined {
	const mark = config?.tracking?.details?.[MARK_MEMBER];
	return typeof mark === 'string' ? mark : undefined;
}
