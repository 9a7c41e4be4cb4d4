import { ownProperty } from '../../shared/core/ownProperty';
import { fileNameOfUrl, parseUrl } from '../../shared/core/webAddress';
import type { Job, JobStatus } from '../../shared/jobs/model';
import { identity } from '../api/identity';
import type { AssemblyAiListItem, AssemblyAiTranscript } from '../api/schemas';

const STATUSES: Record<string, JobStatus> = {
	queued: 'queued',
	processing: 'running',
	completed: 'completed',
	error: 'failed',
};

/** The text in the docs, and the URL in responses. */
const DELETED = new Set(['deleted by user', 'http://deleted_by_user']);

/** A transcript of AssemblyAI as a job. */
export function toJob(transcript: AssemblyAiTranscript): Job {
	return {
		...common(transcript.id, transcript.status, transcript.audio_url, transcript.error),
		...(transcript.is_deleted === true ? { status: 'deleted' } : {}),
		createdAt: null,
		completedAt: null,
		duration: transcript.audio_duration ?? null,
	};
}

/** An entry of the list as a job; only the list says when a job was created and completed. */
export function listItemToJob(item: AssemblyAiListItem): Job {
	return {
		...common(item.id, item.status, item.audio_url, item.error),
		createdAt: toUtc(item.created),
		completedAt: toUtc(item.completed),
		duration: null,
	};
}

function common(
	id: string,
	status: string,
	audioUrl: string | null | undefined,
	error: string | null | undefined,
) {
	const deleted = DELETED.has(audioUrl ?? '');
	return {
		vendor: identity.id,
		jobId: id,
		status: deleted ? ('deleted' as const) : (ownProperty(STATUSES, status) ?? ('running' as const)),
		vendorStatus: status,
		name: deleted ? null : nameIn(audioUrl),
		errorMessage: error ?? null,
	};
}

/** AssemblyAI's times are UTC without a zone, e.g. `2024-03-11T21:29:59.936851`. */
function toUtc(time: string | null | undefined): string | null {
	if (!time) return null;
	const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
	return Number.isNaN(date.getTime()) ? time : date.toISOString();
}

/** The file name in a URL; the URL of an upload has none, only a random ID. */
function nameIn(url: string | null | undefined): string | null {
	return parseUrl(url ?? '')?.pathname.includes('/upload/') === true ? null : fileNameOfUrl(url);
}
