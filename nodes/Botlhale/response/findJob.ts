import { randomBytes } from 'crypto';

import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import type { VendorContext } from '../../shared/http/types';
import { hasEnded, type Job } from '../../shared/jobs/model';
import { getStatus, organisation } from '../api/api';
import { fileNamesOf } from '../api/fileNames';
import type { StatusResponse } from '../api/schemas';
import { toJob, UNKNOWN } from './job';

export interface FoundJob {
	/** The name under which Botlhale AI knows the recording. */
	name: string;
	/** Its `jobId` is the name that was searched for. */
	job: Job;
	raw: StatusResponse;
}

/**
 * The job of a recording, by any of its names in this order: a finished one if there is one, otherwise a running one,
 * otherwise one with the status `UNKNOWN`.
 * @throws VendorError if Botlhale AI rejects all names as unknown
 */
export async function findJob(
	client: VendorClient,
	jobId: string,
	names = fileNamesOf(jobId, organisation(client)),
): Promise<FoundJob> {
	const errors: unknown[] = [];
	let running: FoundJob | undefined;
	let unknown: FoundJob | undefined;
	for (const name of names) {
		const [status] = await Promise.allSettled([getStatus(client, name)]);
		if (status.status === 'rejected') {
			if (!isUnknownName(status.reason)) throw asError(status.reason);
			errors.push(status.reason);
			continue;
		}
		const found = { name, job: toJob(jobId, status.value), raw: status.value };
		if (hasEnded(found.job)) return found;
		if (found.job.vendorStatus === UNKNOWN) {
			unknown ??= found;
			continue;
		}
		running ??= found;
		if (await rejectsUnknownNames(client)) return found;
	}
	const found = running ?? unknown;
	if (found) return found;
	throw asError(errors[0]);
}

/** Whether an error may mean that Botlhale AI does not know a name: 400 or 404. */
export function isUnknownName(error: unknown): boolean {
	const status = httpStatusOf(error);
	return status === 404 || status === 400;
}

/** Results of `rejectsUnknownNames`, one for each execution or callback. */
const results = new WeakMap<VendorContext, Promise<boolean>>();

/** Whether an unknown name gets another response than "running", so that "running" can be relied on. */
async function rejectsUnknownNames(client: VendorClient): Promise<boolean> {
	const result = results.get(client.context) ?? askForUnknownName(client);
	results.set(client.context, result);
	return await result;
}

async function askForUnknownName(client: VendorClient): Promise<boolean> {
	const name = `unknown-${randomBytes(8).toString('hex')}.wav`;
	const [status] = await Promise.allSettled([getStatus(client, name)]);
	if (status.status === 'rejected') return isUnknownName(status.reason);
	return toJob(name, status.value).vendorStatus === UNKNOWN;
}
