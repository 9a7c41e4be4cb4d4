import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf, isTransientError } from '../../shared/http/explainedError';
import { hasEnded, type Job } from '../../shared/jobs/model';
import type { Vendor } from '../../shared/jobs/vendor';
import { sleepUnlessAborted } from '../../shared/n8n/pause';
import { reject } from '../../shared/trigger/respond';
import { startWorkflow } from '../../shared/trigger/startWorkflow';
import { organisation } from '../api/api';
import { identity } from '../api/identity';
import { stripExtension, UNKNOWN } from '../response/job';
import { possibleJobIds, jobHint } from './jobHint';

/** How long the vendor waits is not documented: a callback is answered within seconds. */
const SETTINGS = { timeoutMs: 3_000, retries: 0 };

/** Pauses before another look, in ms: the status may lag behind the callback, and nobody promises a second one. */
const LAGS_MS = [500, 1500];

/**
 * Handles a callback: finds the job that it hints at, looks at it with the user's own credential, and starts
 * the workflow if Botlhale AI says that it has ended. Never throws.
 */
export async function receive(context: IWebhookFunctions, vendor: Vendor): Promise<IWebhookResponseData> {
	const name = jobHint(context);
	if (name === undefined) return reject(context, 422);
	let job: Job | undefined;
	try {
		const client = await createClient(context, vendor.http, { settings: SETTINGS });
		job = await findJob(vendor, client, name);
	} catch (error) {
		if (isTransientError(error)) return reject(context, 503);
		context.logger.warn(`A callback was refused: ${messageOf(error)}`);
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
			deliveryId: `${stripExtension(jobId)}:${event}`,
			json: { vendor: identity.id, jobId, vendorStatus },
		},
		{ alwaysConfirm: true, confirmed: job },
	);
}

/** The job of a name, one that has ended before one that runs; `undefined` where Botlhale AI knows none. */
async function findJob(vendor: Vendor, client: VendorClient, name: string): Promise<Job | undefined> {
	const ids = possibleJobIds(name, organisation(client));
	for (let look = 0; ; look += 1) {
		let running: Job | undefined;
		for (const id of ids) {
			const job = await jobOf(vendor, client, id);
			if (job && hasEnded(job)) return job;
			running ??= job;
		}
		const lag = LAGS_MS[look];
		if (running === undefined || lag === undefined) return running;
		await sleepUnlessAborted(lag, undefined);
	}
}

/** The job of an ID; `undefined` for one that Botlhale AI does not know. @throws NodeApiError */
async function jobOf(vendor: Vendor, client: VendorClient, jobId: string): Promise<Job | undefined> {
	const [look] = await Promise.allSettled([vendor.getJob(client.forJob(jobId), jobId, 0)]);
	if (look.status === 'fulfilled') {
		const { job } = look.value;
		return job.vendorStatus === UNKNOWN ? undefined : job;
	}
	const status = httpStatusOf(look.reason);
	if (status === 404 || status === 400) return undefined;
	throw asError(look.reason);
}
