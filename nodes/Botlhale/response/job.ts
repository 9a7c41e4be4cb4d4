import type { IDataObject } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import type { Job, JobStatus } from '../../shared/jobs/model';
import { bareName } from '../api/fileNames';
import { identity } from '../api/identity';
import type { SlotResponse, StatusResponse, StatusEntry } from '../api/schemas';

/** By lower-case status. Words for a failure are not documented. Unlisted ones count as running. */
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

/** The status of a name that Botlhale AI does not know (yet), which may get an empty list of `data`. */
export const UNKNOWN = 'unknown';

/** How long after an upload the name may be unknown, in ms. */
export const LATE_MS = 60_000;

/** A job whose recording has just been uploaded. */
export function newJob(slot: SlotResponse, fileName: string): Job {
	return { ...blank(slot.fields.key), status: 'queued', vendorStatus: 'uploaded', name: fileName };
}

/** A finished job of which only the transcript exists. */
export function completedJob(jobId: string): Job {
	return { ...blank(jobId), status: 'completed', vendorStatus: 'completed' };
}

/** The response without the signed fields, which would let anyone upload to the slot for an hour. */
export function slotToJson(slot: SlotResponse): IDataObject {
	const { fields, ...rest } = slot;
	return { ...withoutUndefined(rest), fields: { key: fields.key } };
}

/** Reads both forms of the status: `{ data: [ … ] }` and the members themselves. */
export function toJob(jobId: string, response: StatusResponse): Job {
	const entry = entryOf(jobId, response);
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

function entryOf(jobId: string, { data, ...single }: StatusResponse): StatusEntry | undefined {
	if (!data) return single;
	const wanted = bareName(jobId);
	return data.find(({ process }) => bareName(process ?? '') === wanted) ?? data[0];
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

/** The member with the reason is not documented: one of the usual names. */
function reasonOf({ error, message, reason }: StatusEntry): string | null {
	if (typeof error === 'string' && error !== '') return error;
	const inner: unknown =
		typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
	if (typeof inner === 'string') return inner;
	return message ?? reason ?? null;
}

function withoutUndefined(value: object): IDataObject {
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
