import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import { asError, isTransientError } from '../../shared/http/explainedError';
import { hasEnded, type Job } from '../../shared/jobs/model';
import type { JobVendor } from '../../shared/jobs/vendor';
import { sleepUnlessAborted } from '../../shared/n8n/pause';
import { reject } from '../../shared/trigger/respond';
import { startWorkflow } from '../../shared/trigger/startWorkflow';
import { organisation } from '../api/api';
import { bareName, jobIdsOf } from '../api/fileNames';
import { identity } from '../api/identity';
import { findJob, isUnknownName } from '../response/findJob';
import { UNKNOWN } from '../response/job';
import { jobHint } from './jobHint';

/** The vendor's timeout is not documented, so a callback gets a response within seconds. */
const SETTINGS = { timeoutMs: 3_000, retries: 0 };

/** Pauses before the status is requested again, in ms: it may lag behind the callback, which may come only once. */
const LAGS_MS = [500, 1500];

/**
 * Handles a callback: finds the job that it names, requests its status with the user's own credential, and starts the
 * workflow if Botlhale AI confirms that the job has ended. Never throws.
 */
export async function receive(context: IWebhookFunctions, vendor: JobVendor): Promise<IWebhookResponseData> {
	const name = jobHint(context);
	if (name === undefined) return reject(context, 422);
	let job: Job | undefined;
	try {
		const client = await createClient(context, vendor.http, { settings: SETTINGS });
		job = await jobOf(client, name);
	} catch (error) {
		if (isTransientError(error)) return reject(context, 503);
		context.logger.warn(`A callback was rejected: ${messageOf(error)}`);
		return reject(context, 401);
	}
	if (!job) return reject(context, 401);
	if (!hasEnded(job)) return reject(context, 503);
	const event = job.status === 'completed' ? 'completed' : 'failed';
	const { jobId, vendorStatus } = job;
	return await startWorkflow(
		vendor,
		context,
		{
			event,
			jobId,
			deliveryId: `${bareName(jobId)}:${event}`,
			json: { vendor: identity.id, jobId, vendorStatus },
		},
		{ alwaysConfirm: true, confirmed: job },
	);
}

/** The job of a name, requested again while it runs; `undefined` if Botlhale AI does not know it. @throws VendorError */
async function jobOf(client: VendorClient, name: string): Promise<Job | undefined> {
	const names = jobIdsOf(name, organisation(client));
	for (const lag of [...LAGS_MS, undefined]) {
		const [found] = await Promise.allSettled([findJob(client, name, names)]);
		if (found.status === 'rejected') {
			if (isUnknownName(found.reason)) return undefined;
			throw asError(found.reason);
		}
		const job = { ...found.value.job, jobId: found.value.name };
		if (job.vendorStatus === UNKNOWN) return undefined;
		if (hasEnded(job) || lag === undefined) return job;
		await sleepUnlessAborted(lag, undefined);
	}
	return undefined;
}
