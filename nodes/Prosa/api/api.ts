import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/core/path';
import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import { type VendorRequest } from '../../shared/http/types';
import {
	endpointSchema,
	endpointsSchema,
	jobSchema,
	listSchema,
	modelsSchema,
	statusSchema,
	submitSchema,
	type ProsaEndpoint,
	type ProsaJob,
	type ProsaModel,
	type ProsaStatus,
	type ProsaSubmitResponse,
} from './schemas';

/**
 * Prosa.ai's speech-to-text and webhook API v2: the only place that knows its paths. Every function throws a
 * NodeApiError with Prosa.ai's message.
 */

const JOBS = '/stt';
const ENDPOINTS = '/webhooks/endpoints';

export async function listModels(client: VendorClient): Promise<ProsaModel[]> {
	return await client.json({ method: 'GET', path: `${JOBS}/models` }, modelsSchema);
}

/** Submits a recording; `content` is the JSON body, as an object or as bytes. */
export async function submitJob(
	client: VendorClient,
	content: Pick<VendorRequest, 'json' | 'body' | 'timeoutMs'>,
): Promise<ProsaSubmitResponse> {
	return await client.json(
		{ method: 'POST', path: JOBS, retry: 'onlyIfNotProcessed', ...content },
		submitSchema,
	);
}

/** A job with its result. */
export async function getJob(client: VendorClient, jobId: string): Promise<ProsaJob> {
	return await client.json({ method: 'GET', path: JOBS + path(jobId) }, jobSchema);
}

/** Status and progress alone: a job may contain its whole recording. */
export async function getStatus(client: VendorClient, jobId: string): Promise<ProsaStatus> {
	return await client.json({ method: 'GET', path: JOBS + path(jobId, 'status') }, statusSchema);
}

/** Archives a job, or cancels it while it is queued. */
export async function archiveJob(client: VendorClient, jobId: string): Promise<ProsaJob> {
	return await client.json({ method: 'DELETE', path: JOBS + path(jobId) }, jobSchema);
}

/** One page of jobs without results; the first page is 1. `next` is absent after the last. */
export async function listJobs(
	client: VendorClient,
	query: IDataObject & { page: number },
): Promise<{ items: ProsaJob[]; next: number | undefined }> {
	const { data, pagination } = await client.json({ method: 'GET', path: JOBS, query }, listSchema);
	const isLast = data.length === 0 || query.page >= pagination.page_count;
	return { items: data, next: isLast ? undefined : query.page + 1 };
}

/** Webhook endpoints of the account, without their secrets. */
export async function listEndpoints(client: VendorClient): Promise<ProsaEndpoint[]> {
	return await client.json({ method: 'GET', path: ENDPOINTS }, endpointsSchema);
}

/** An endpoint with its secrets, the newest first; `undefined` if it does not exist. */
export async function getEndpoint(client: VendorClient, id: string): Promise<ProsaEndpoint | undefined> {
	const [found] = await Promise.allSettled([
		client.json({ method: 'GET', path: ENDPOINTS + path(id) }, endpointSchema),
	]);
	if (found.status === 'fulfilled') return found.value;
	if (httpStatusOf(found.reason) === 404) return undefined;
	throw asError(found.reason);
}

/** The events of an endpoint. All, because Prosa.ai's documents disagree about their names, or no event of a job. */
export type EndpointEvents = 'all' | 'none';

const FILTERS: Readonly<Record<EndpointEvents, readonly string[]>> = { all: [], none: ['webhook.ping'] };

/** Registers a URL. */
export async function createEndpoint(
	client: VendorClient,
	endpoint: { url: string; sslVerification: boolean; events?: EndpointEvents },
): Promise<ProsaEndpoint> {
	return await client.json(
		{
			method: 'POST',
			path: ENDPOINTS,
			json: {
				url: endpoint.url,
				event_filters: FILTERS[endpoint.events ?? 'all'],
				ssl_verification: endpoint.sslVerification,
			},
			retry: 'onlyIfNotProcessed',
		},
		endpointSchema,
	);
}

/** Changes the events of an endpoint. */
export async function changeEvents(client: VendorClient, id: string, events: EndpointEvents): Promise<void> {
	const json = { event_filters: FILTERS[events] };
	await client.text({ method: 'PUT', path: ENDPOINTS + path(id), json });
}

/** Removes an endpoint; succeeds if it does not exist. */
export async function deleteEndpoint(client: VendorClient, id: string): Promise<void> {
	await client.text({ method: 'DELETE', path: ENDPOINTS + path(id), accept: [404] });
}
