import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { setBounded } from '../../shared/core/boundedMap';
import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import { asError, isTransientError } from '../../shared/http/explainedError';
import { TooManyRequests } from '../../shared/http/requestBudget';
import { hasEnded, type Job } from '../../shared/jobs/model';
import type { JobVendor } from '../../shared/jobs/vendor';
import { readRawBody } from '../../shared/n8n/rawBody';
import { acknowledge, reject } from '../../shared/trigger/respond';
import { startWorkflow } from '../../shared/trigger/startWorkflow';
import { organisation } from '../api/api';
import { wasCreatedHere } from '../api/createdNames';
import { bareName, jobIdsOf } from '../api/fileNames';
import { identity } from '../api/identity';
import { findJob, isUnknownName } from '../response/findJob';
import { UNKNOWN } from '../response/job';
import { jobHint } from './jobHint';
import { Lookups, type Likelihood } from './lookups';

/** The vendor's timeout is not documented, so a callback gets a response within seconds. */
const SETTINGS = { timeoutMs: 3_000, retries: 0 };

const lookups = new Lookups();

/**
 * Handles a callback: finds the job that it names, requests its status with the user's own credential, and starts the
 * workflow if Botlhale AI confirms that the job has ended. The response does not depend on whether the job is unknown,
 * running or ended, because anyone can send a callback. Never throws.
 */
export async function receive(context: IWebhookFunctions, vendor: JobVendor): Promise<IWebhookResponseData> {
	await readRawBody(context);
	const name = jobHint(context);
	if (name === undefined) return reject(context, 422);
	let job: Job | undefined;
	try {
		job = await jobOf(context, vendor, name);
	} catch (error) {
		if (error instanceof TooManyRequests || isTransientError(error)) return reject(context, 503);
		context.logger.warn(`A callback was rejected: ${messageOf(error)}`);
		return reject(context, 401);
	}
	if (!job || !hasEnded(job)) return acknowledge();
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

/** The job of a name; `undefined` if Botlhale AI does not know it. @throws VendorError, TooManyRequests */
async function jobOf(context: IWebhookFunctions, vendor: JobVendor, name: string): Promise<Job | undefined> {
	const { id, credentials } = context.getNode();
	const trigger = JSON.stringify([context.getWorkflow().id, id, credentials?.[vendor.http.credentialType]]);
	const wasCreated = wasCreatedHere(name);
	const recent = lookups.recent(trigger, name);
	// The vendor may know a new job a little later.
	if (recent && (recent.job !== undefined || !wasCreated)) return recent.job;
	const likelihood = wasCreated
		? 'created'
		: likelihoodOf(name, await organisationOf(context, vendor, trigger));
	return await lookups.find(trigger, name, likelihood, async (spend) => {
		const client = await createClient(context, vendor.http, { settings: SETTINGS });
		return await requestJob(client, name, spend);
	});
}

/** The organisations in the credentials of the triggers, so that forged callbacks do not read a credential each. */
const organisations = new Map<string, { readAtMs: number; id: string }>();
const MAX_TRIGGERS = 1_000;
const FRESH_MS = 60_000;

async function organisationOf(
	context: IWebhookFunctions,
	vendor: JobVendor,
	trigger: string,
): Promise<string> {
	const known = organisations.get(trigger);
	if (known !== undefined && Date.now() - known.readAtMs < FRESH_MS) return known.id;
	const id = organisation(await createClient(context, vendor.http));
	setBounded(organisations, trigger, { readAtMs: Date.now(), id }, MAX_TRIGGERS);
	return id;
}

/** The names of Botlhale AI contain the organisation, as a folder or as a part of the file name. */
function likelihoodOf(name: string, organisationId: string): Likelihood {
	return name.startsWith(`${organisationId}/`) || name.includes(`_${organisationId}_`) ? 'own' : 'other';
}

async function requestJob(client: VendorClient, name: string, spend: () => void): Promise<Job | undefined> {
	const counted: VendorClient = {
		...client,
		json: async (request, schema) => {
			spend();
			return await client.json(request, schema);
		},
	};
	const [found] = await Promise.allSettled([findJob(counted, name, jobIdsOf(name, organisation(client)))]);
	if (found.status === 'rejected') {
		if (isUnknownName(found.reason)) return undefined;
		throw asError(found.reason);
	}
	const job = { ...found.value.job, jobId: found.value.name };
	return job.vendorStatus === UNKNOWN ? undefined : job;
}
