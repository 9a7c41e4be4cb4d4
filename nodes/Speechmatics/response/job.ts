import { ownProperty } from '../../shared/core/ownProperty';
import type { Job, JobStatus } from '../../shared/jobs/model';
import { identity } from '../api/identity';
import type { JobDetails } from '../api/schemas';

const STATUSES: Record<string, JobStatus> = {
	running: 'running',
	done: 'completed',
	rejected: 'failed',
	deleted: 'deleted',
	expired: 'expired',
	// Answer of a create that was held until its time was up.
	created: 'running',
};

export function toStatus(vendorStatus: string): JobStatus {
	return ownProperty(STATUSES, vendorStatus) ?? 'running';
}

/** Speechmatics' JobDetails as a Job. */
export function toJob(details: JobDetails): Job {
	const status = toStatus(details.status);
	return {
		vendor: identity.id,
		jobId: details.id,
		status,
		vendorStatus: details.status,
		createdAt: toIso(details.created_at),
		completedAt: null,
		name: nameOf(details),
		duration: toDuration(details.duration),
		errorMessage: status === 'failed' ? errorOf(details) : null,
	};
}

/** What is known of a job that has just been made, or that is gone. */
export function minimalJob(jobId: string, vendorStatus: string, name: string | null = null): Job {
	return {
		vendor: identity.id,
		jobId,
		status: toStatus(vendorStatus),
		vendorStatus,
		createdAt: null,
		completedAt: null,
		name,
		duration: null,
		errorMessage: null,
	};
}

/** The title that the person gave, else the name of the file. */
function nameOf({ config, data_name }: JobDetails): string | null {
	const title = config?.tracking?.title;
	if (title) return title;
	if (data_name) return data_name;
	return fileNameOf(config?.fetch_data?.url);
}

/** The file name in a URL, without its query, which may hold a signature. */
export function fileNameOf(url: string | null | undefined): string | null {
	if (!url || !URL.canParse(url)) return null;
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	return last === '' ? null : last;
}

/** Fetching is tried four times, each with an entry of its own: every message once. */
function errorOf({ errors }: JobDetails): string | null {
	const messages = [...new Set((errors ?? []).map(({ message }) => toSentence(message)))];
	return messages.length === 0 ? null : messages.join(' ');
}

function toSentence(message: string): string {
	const text = message.trim();
	const capital = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** 0 stands for a recording that has not been fetched yet. */
function toDuration(seconds: number | null | undefined): number | null {
	return seconds === 0 || seconds === undefined ? null : seconds;
}

/** Live answers have milliseconds, examples of the docs microseconds. */
function toIso(time: string): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? time : date.toISOString();
}
