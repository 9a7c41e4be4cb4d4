import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { createClient, messageOf, pauseUnlessStopped, type VendorClient } from '../shared/http/client';
import { asError, httpStatusOf, isTransientError } from '../shared/http/faults';
import { hasEnded, type Job } from '../shared/jobs/model';
import { refuse } from '../shared/trigger/answers';
import { fire } from '../shared/trigger/fire';
import { organisation } from './api';
import { candidates, hintedName } from './hint';
import { bareName, UNKNOWN } from './job';
import { botlhale } from './vendor';

/** How long the vendor waits is not documented: a callback is answered within seconds. */
const SETTINGS = { timeoutMs: 3_000, retries: 0 };

/** Pauses before another look, in ms: the status may lag behind the callback, and nobody promises a second one. */
const LAGS_MS = [500, 1500];

/**
 * Handles a callback: finds the job that it hints at, looks at it with the user's own credential, and starts
 * the workflow if Botlhale AI says that it has ended. Never throws.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const name = hintedName(context);
	if (name === undefined) return refuse(context, 422);
	let job: Job | undefined;
	try {
		const client = await createClient(context, botlhale.http, { settings: SETTINGS });
		job = await findJob(client, name);
	} catch (error) {
		if (isTransientError(error)) return refuse(context, 503);
		context.logger.warn(`A callback was refused: ${messageOf(error)}`);
		return refuse(context, 401);
	}
	if (!job) return refuse(context, 401);
	if (!hasEnded(job)) return refuse(context, 503);
	const event = job.status === 'completed' ? 'completed' : 'failed';
	const { jobId, vendorStatus } = job;
	return await fire(
		botlhale,
		context,
		{
			event,
			jobId,
			deliveryId: `${bareName(jobId)}:${event}`,
			json: { vendor: 'botlhale', jobId, vendorStatus },
		},
		{ alwaysConfirm: true, confirmed: job },
	);
}

/** The job of a name, one that has ended before one that runs; `undefined` where Botlhale AI knows none. */
async function findJob(client: VendorClient, name: string): Promise<Job | undefined> {
	const ids = candidates(name, organisation(client));
	for (let look = 0; ; look += 1) {
		let running: Job | undefined;
		for (const id of ids) {
			const job = await jobOf(client, id);
			if (job && hasEnded(job)) return job;
			running ??= job;
		}
		const lag = LAGS_MS[look];
		if (running === undefined || lag === undefined) return running;
		await pauseUnlessStopped(lag, undefined);
	}
}

/** The job of an ID; `undefined` for one that Botlhale AI does not know. @throws NodeApiError */
async function jobOf(client: VendorClient, jobId: string): Promise<Job | undefined> {
	const [look] = await Promise.allSettled([botlhale.getJob(client.forJob(jobId), jobId, 0)]);
	if (look.status === 'fulfilled') {
		const { job } = look.value;
		return job.vendorStatus === UNKNOWN ? undefined : job;
	}
	const status = httpStatusOf(look.reason);
	if (status === 404 || status === 400) return undefined;
	throw asError(client.context.getNode(), look.reason);
}
