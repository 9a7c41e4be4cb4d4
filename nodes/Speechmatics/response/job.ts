import type { IDataObject } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import { fileNameOfUrl } from '../../shared/core/webAddress';
import type { Job, JobStatus } from '../../shared/jobs/model';
import { identity } from '../api/identity';
import { trackingOf } from '../api/mark';
import { configSchema, type CreatedJob, type JobConfig, type JobDetails } from '../api/schemas';

const STATUSES: Record<string, JobStatus> = {
	running: 'running',
	done: 'completed',
	rejected: 'failed',
	deleted: 'deleted',
	expired: 'expired',
	// Returned by a create whose server-side wait was too short.
	created: 'running',
};

function toStatus(vendorStatus: string): JobStatus {
	return ownProperty(STATUSES, vendorStatus) ?? 'running';
}

/** Speechmatics' JobDetails as a Job. */
export function toJob(details: JobDetails): Job {
	const { id, status: vendorStatus, config, data_name: fileName } = details;
	const status = toStatus(vendorStatus);
	return {
		...minimalJob(id, vendorStatus),
		createdAt: toIso(details.created_at),
		...describe(config, fileName),
		duration: toDuration(details.duration),
		errorMessage: status === 'failed' ? errorOf(details) : null,
	};
}

/**
 * A job that was just created, as far as it is known without another request.
 * @param fileName name of the uploaded recording; absent if Speechmatics fetches it
 */
export function newJob(created: CreatedJob, config: IDataObject, fileName: string | undefined): Job {
	const sent = configSchema.safeParse(config);
	return {
		// Without a server-side wait, the response is the ID alone; the job runs from then on.
		...minimalJob(created.id, created.status ?? 'running'),
		...describe(sent.success ? sent.data : undefined, fileName),
	};
}

/** A job of which only the status is known. */
export function minimalJob(jobId: string, vendorStatus: string): Job {
	return {
		vendor: identity.id,
		jobId,
		status: toStatus(vendorStatus),
		vendorStatus,
		createdAt: null,
		completedAt: null,
		name: null,
		duration: null,
		errorMessage: null,
	};
}

/** What the user says about the recording: its name, and the tracking data if there is any. */
function describe(
	config: JobConfig | null | undefined,
	fileName: string | null | undefined,
): Pick<Job, 'name' | 'tracking'> {
	const tracking = trackingOf(config?.tracking);
	const names = [config?.tracking?.title, fileName, fileNameOfUrl(config?.fetch_data?.url)];
	return {
		name: names.find((name) => name !== undefined && name !== null && name !== '') ?? null,
		...(Object.keys(tracking).length === 0 ? {} : { tracking }),
	};
}

/** Failed callbacks are listed among the errors of a job, but are not why it failed (docs page "Notifications"). */
const CALLBACK_ERROR = /\bsend(ing)? notification\b/i;

/** Failed attempts to fetch a recording or a text are listed even if a later attempt succeeded (docs page "Input"). */
const FETCH_ERROR = /\bfetch\b/i;

/** Speechmatics tries to fetch a recording four times and lists each failure: every message once. */
function errorOf({ errors }: JobDetails): string | null {
	const messages = (errors ?? []).map(({ message }) => message).filter((text) => !CALLBACK_ERROR.test(text));
	const others = messages.filter((text) => !FETCH_ERROR.test(text));
	const reasons = others.length > 0 ? others : messages;
	return reasons.length === 0 ? null : [...new Set(reasons.map(toSentence))].join(' ');
}

function toSentence(message: string): string {
	const text = message.trim();
	const capital = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** The duration is 0 until a recording has been fetched. */
function toDuration(seconds: number | null | undefined): number | null {
	return seconds === 0 || seconds === undefined ? null : seconds;
}

/** Live responses have milliseconds, examples of the docs microseconds. */
function toIso(time: string): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? time : date.toISOString();
}
