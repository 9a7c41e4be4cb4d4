import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { ownProperty } from '../../shared/core/ownProperty';
import { fileNameOfUrl } from '../../shared/core/webAddress';
import { toItemData } from '../../shared/execution/toItemData';
import { jobSchema, type Job, type JobStatus } from '../../shared/jobs/model';
import { identity } from '../api/identity';
import type { ProsaJob, ProsaStatus } from '../api/schemas';
import { labelIn } from './label';

/** Every documented status, with other spellings that have been reported. Unlisted ones count as running. */
const STATUSES: Readonly<Record<string, JobStatus>> = {
	created: 'queued',
	queued: 'queued',
	deferred: 'queued',
	in_progress: 'running',
	processing: 'running',
	complete: 'completed',
	completed: 'completed',
	failed: 'failed',
	error: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
	archived: 'deleted',
};

/**
 * Prosa.ai's job. A server-side wait that timed out only returns the ID, so a job without status and result is queued.
 * The progress does not show whether a job is finished: completed jobs have 0 or 100.
 */
export function toJob(raw: ProsaJob): Job {
	const vendorStatus = raw.status ?? (hasResult(raw) ? 'complete' : 'queued');
	const status = ownProperty(STATUSES, vendorStatus.trim().toLowerCase()) ?? 'running';
	const ended = status !== 'queued' && status !== 'running';
	return {
		vendor: identity.id,
		jobId: raw.job_id,
		status,
		vendorStatus,
		createdAt: raw.created_at ?? null,
		completedAt: ended ? (raw.modified_at ?? null) : null,
		name: labelIn(raw.request?.label) ?? nameIn(raw.request?.uri),
		duration: raw.request?.duration ?? null,
		errorMessage: reasonOf(raw.error),
	};
}

export function hasResult({ result, data }: Pick<ProsaJob, 'result' | 'data'>): boolean {
	return Array.isArray(result?.data) || Array.isArray(data);
}

/** Status and progress, which is in percent. */
export const progressSchema = z.lazy(() =>
	jobSchema
		.pick({ vendor: true, jobId: true, status: true, vendorStatus: true, createdAt: true, completedAt: true })
		.extend({
			progress: z.object({
				total: z.number().nullable(),
				transfer: z.number().nullable(),
				transcribe: z.number().nullable(),
			}),
		}),
);

export function toStatus(raw: ProsaStatus): z.infer<typeof progressSchema> {
	const { status, vendorStatus, createdAt, completedAt, jobId } = toJob(raw);
	const { total = null, details = null } = raw.progress ?? {};
	return {
		vendor: identity.id,
		jobId,
		status,
		vendorStatus,
		createdAt,
		completedAt,
		progress: { total, transfer: details?.transfer ?? null, transcribe: details?.transcribe ?? null },
	};
}

/** Placeholder for a recording that Prosa.ai returns; its documents use the same. */
const ECHO = '<base64 encoded audio>';
const LONGEST_ECHO = 100;

/** The response as an item, without the recording of up to 10 MB that Prosa.ai may return with it. */
export function rawJob(raw: Pick<ProsaJob, 'request'>): IDataObject {
	const { request } = raw;
	const echoed = typeof request?.data === 'string' && request.data.length > LONGEST_ECHO;
	return toItemData(echoed ? { ...raw, request: { ...request, data: ECHO } } : raw);
}

/** The same text for all spellings of an ID: with or without dashes, in upper or lower case. */
export function normaliseId(jobId: string): string {
	return jobId.replaceAll('-', '').toLowerCase();
}

/** The form of a failure reason is not documented: an object as in other errors, or text alone. */
function reasonOf(error: unknown): string | null {
	if (typeof error === 'string') return error === '' ? null : error;
	if (typeof error !== 'object' || error === null) return null;
	const [message, code] = [Reflect.get(error, 'message'), Reflect.get(error, 'status')].map(
		(part: unknown) => (typeof part === 'string' && part !== '' ? part : undefined),
	);
	if (message === undefined) return code ?? null;
	return code === undefined ? message : `${message} (${code})`;
}

/** The file name in a URL; URLs of Google Drive contain an ID only. */
function nameIn(uri: string | null | undefined): string | null {
	const name = fileNameOfUrl(uri);
	return name?.includes('.') === true ? name : null;
}
