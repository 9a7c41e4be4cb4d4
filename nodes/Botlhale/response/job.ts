import type { IDataObject } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import type { Job, JobStatus } from '../../shared/jobs/model';
import { identity } from '../api/identity';
import type { SlotAnswer, StatusAnswer, StatusEntry } from '../api/schemas';

/** Lower case; failure is nowhere documented. What is not listed counts as running. */
const STATUSES: Record<string, JobStatus> = {
	queued: 'queued',
	pending: 'queued',
	running: 'running',
	completed: 'completed',
	complete: 'completed',
	done: 'completed',
	failed: 'failed',
	error: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
};

/** What an empty list of `data` is shown as: a name that Botlhale AI does not know, or not yet. */
export const UNKNOWN = 'unknown';

/** A job whose recording has just been uploaded. */
export function newJob(slot: SlotAnswer, fileName: string): Job {
	return { ...blank(slot.fields.key), status: 'queued', vendorStatus: 'uploaded', name: fileName };
}

/** A job of which nothing is left but its transcript. */
export function completedJob(jobId: string): Job {
	return { ...blank(jobId), status: 'completed', vendorStatus: 'completed' };
}

/** The answer about an upload slot without what the storage signed: anyone could upload with it for an hour. */
export function slotToJson(slot: SlotAnswer): IDataObject {
	const { fields, ...rest } = slot;
	return { ...withoutUndefined(rest), fields: { key: fields.key } };
}

/** Both forms of the status: `{ data: [ … ] }` and the members themselves. */
export function toJob(jobId: string, answer: StatusAnswer): Job {
	const entry = entryOf(jobId, answer);
	if (!entry) return { ...blank(jobId), status: 'queued', vendorStatus: UNKNOWN };
	const vendorStatus = entry.status ?? '';
	const status = ownProperty(STATUSES, vendorStatus.trim().toLowerCase()) ?? 'running';
	return {
		...blank(jobId),
		status,
		vendorStatus,
		errorMessage: status === 'failed' ? reasonOf(entry) : null,
	};
}

function entryOf(jobId: string, { data, ...answer }: StatusAnswer): StatusEntry | undefined {
	if (!data) return answer;
	const wanted = stripExtension(jobId);
	return data.find(({ process }) => stripExtension(process ?? '') === wanted) ?? data[0];
}

function blank(jobId: string) {
	return {
		vendor: identity.id,
		jobId,
		createdAt: null,
		completedAt: null,
		name: null,
		duration: null,
		errorMessage: null,
	};
}

/** Where a reason stands is not documented: the usual places. */
function reasonOf({ error, message, reason }: StatusEntry): string | null {
	if (typeof error === 'string' && error !== '') return error;
	const inner: unknown =
		typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
	if (typeof inner === 'string') return inner;
	return message ?? reason ?? null;
}

/** A file name without organisation, folders and `.wav`: the same in all answers about one job. */
export function stripExtension(name: string): string {
	return (name.split('/').at(-1) ?? '').replace(/\.wav$/i, '');
}

function withoutUndefined(value: object): IDataObject {
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
