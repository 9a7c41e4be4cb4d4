import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { setBounded } from '../core/boundedMap';
import { isRecord } from '../core/json';
import { messageOf } from '../core/messageOf';
import { parseUrl } from '../core/webAddress';
import type { VendorHttp } from '../http/types';
import { sleepUnlessAborted } from '../n8n/pause';
import { n8nWebhookBase } from '../n8n/webhookUrls';
import type { CallResult } from './callExecution';
import { callTogether } from './callTogether';
import { resumeUrlOf } from './resumeUrl';
import { seal, unseal } from './seal';

/**
 * The relay: a webhook of a published workflow that forwards callbacks to suspended executions, for vendors that cannot
 * call n8n's resume URL because it has a query. See docs/decisions/relay.md.
 */

/** The name that tells the relay from the webhook that resumes an execution. */
const RELAY = 'setup';

/**
 * The webhooks of the relay, for all HTTP methods that vendors use. n8n registers the webhooks of all nodes when a workflow
 * is published. Test runs have no relay: without the condition, "Execute step" would wait for a call.
 * @param operation the operation whose nodes have a relay
 */
export function relayWebhooks(operation: string): IWebhookDescription[] {
	return (['POST', 'PUT', 'GET'] as const).map((httpMethod) => ({
		name: RELAY,
		httpMethod: `={{ $workflow.active && $parameter["operation"] === "${operation}" ? "${httpMethod}" : "" }}`,
		responseMode: 'onReceived',
		responseData: '',
		path: ':execution/:token',
		ndvHideUrl: true,
	}));
}

export function isRelayCall(context: Pick<IWebhookFunctions, 'getWebhookName'>): boolean {
	return context.getWebhookName() === RELAY;
}

/** Why a node has no relay: in a test run, or because its workflow is not published. */
export type NoRelay = 'testRun' | 'unpublished';

/**
 * The relay of this node in its published workflow, without a trailing slash. n8n prefixes paths with parameters with the
 * webhook ID of the node (`webhook.service.js`), in addition to the ID that makes the path unique.
 */
export async function relayBaseOf(context: IExecuteFunctions): Promise<{ base: string } | NoRelay> {
	if (context.getMode() === 'manual') return 'testRun';
	const { webhookId } = context.getNode();
	const n8nBase = n8nWebhookBase(context, 'webhookBaseUrl');
	if (webhookId === undefined || n8nBase === undefined) return 'unpublished';
	const base = `${n8nBase}/${webhookId}/${webhookId}`;
	const isPublished = context.getWorkflow().active || (await answersOnce(context, base));
	return isPublished ? { base } : 'unpublished';
}

/** Results of `answers`, one for each run of a node. */
const answering = new WeakMap<IExecuteFunctions, Promise<boolean>>();

async function answersOnce(context: IExecuteFunctions, base: string): Promise<boolean> {
	const result = answering.get(context) ?? answers(context, base);
	answering.set(context, result);
	return await result;
}

/** The response of a relay to a forged URL. */
const REJECTED = 'Rejected';

const CHECK_TIMEOUT_MS = 5_000;

/**
 * Whether there is a relay at this URL. The workers of queue mode do not know whether the workflow is published: what
 * n8n stores with an execution does not say it (n8n 2.41, `toWorkflowSnapshot`).
 */
async function answers(context: IExecuteFunctions, base: string): Promise<boolean> {
	const [response] = await Promise.allSettled([
		context.helpers.httpRequest({
			method: 'POST',
			url: `${base}/${context.getExecutionId()}/check`,
			timeout: CHECK_TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		}),
	]);
	const value: unknown = response.status === 'fulfilled' ? response.value : undefined;
	return isRecord(value) && value.statusCode === 401 && JSON.stringify([value.body]).includes(REJECTED);
}

/** The end of every relay URL for this execution: its ID and n8n's token, sealed. It has letters, digits and "/" only. */
export function relayPathOf(context: IExecuteFunctions, secret: string): string {
	const resumeUrl = resumeUrlOf(context, 0) ?? '';
	const token = parseUrl(resumeUrl)?.searchParams.get(TOKEN) ?? '';
	const executionId = context.getExecutionId();
	return `/${executionId}/${seal(secret, executionId, token)}`;
}

/** The query parameter of n8n's resume URLs; n8n 1 has none. */
const TOKEN = 'signature';

/** The secret of a credential that seals relay URLs: the first that is set. Tokens that n8n renews come last. */
export function relaySecretOf(
	{ secretFields }: Pick<VendorHttp, 'secretFields'>,
	credential: ICredentialDataDecryptedObject,
): string {
	const values = secretFields.map((field) => credential[field]);
	return values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
}

/** A vendor gets its response within this time, in ms, while the calls continue: some vendors give up after ten seconds. */
const LONGEST_WAIT_MS = 5_000;

/**
 * Pauses in ms before further calls: an execution that is just resuming is not ready for a moment, and not every vendor
 * repeats a callback.
 */
const RETRIES_MS = [400, 1_000, 3_000, 10_000, 30_000, 120_000, 300_000];

/**
 * Forwards a callback to the execution in its URL. Never throws.
 * @param jobId the job that the callback is about
 */
export async function relayToExecution(
	context: IWebhookFunctions,
	http: VendorHttp,
	jobId: string | undefined,
): Promise<IWebhookResponseData> {
	return await relay(context, jobId, async () => {
		const opened = await openPath(context, http);
		const base = n8nWebhookBase(context, 'webhookWaitingBaseUrl');
		if (opened === undefined || base === undefined) return undefined;
		const url = new URL(`${base}/${encodeURIComponent(opened.execution)}`);
		if (opened.token !== '') url.searchParams.set(TOKEN, opened.token);
		return [url.href];
	});
}

/**
 * Forwards a callback to executions. Responds with 401 if it is forged, and with 503 if an execution must be called again.
 * Never throws.
 * @param findUrls returns the resume URLs, `undefined` for a forged callback
 * @param onResult called for each call
 */
export async function relay(
	context: IWebhookFunctions,
	jobId: string | undefined,
	findUrls: () => Promise<readonly string[] | undefined>,
	onResult: OnResult = () => undefined,
): Promise<IWebhookResponseData> {
	const [urls] = await Promise.allSettled([findUrls()]);
	if (urls.status === 'rejected') {
		context.logger.warn(`A callback could not be relayed: ${messageOf(urls.reason)}`);
		return respond(context, 503, 'Try again later.');
	}
	if (urls.value === undefined) return respond(context, 401, REJECTED);
	const answered = new AbortController();
	const isRelayed = await Promise.race([
		callUntilHandled(context, urls.value, jobId, onResult),
		sleepUnlessAborted(LONGEST_WAIT_MS, answered.signal),
	]);
	answered.abort();
	return isRelayed === true ? { webhookResponse: 'Relayed.' } : respond(context, 503, 'Try again later.');
}

type OnResult = (url: string, result: CallResult) => void;

/** Calls executions; returns the URLs to call again. */
async function callAll(
	context: IWebhookFunctions,
	urls: readonly string[],
	jobId: string | undefined,
	onResult: OnResult,
): Promise<string[]> {
	const results = await Promise.all(
		urls.map(async (url) => ({ url, result: await callTogether(context, url, jobId) })),
	);
	for (const { url, result } of results) onResult(url, result);
	return results.filter(({ result }) => result === 'later').map(({ url }) => url);
}

/** Calls executions until each has handled the callback; says whether that succeeded. */
async function callUntilHandled(
	context: IWebhookFunctions,
	urls: readonly string[],
	jobId: string | undefined,
	onResult: OnResult,
): Promise<boolean> {
	let open = urls;
	for (const pause of [0, ...RETRIES_MS]) {
		await sleepUnlessAborted(pause, undefined);
		open = await callAll(context, open, jobId, onResult);
		if (open.length === 0) return true;
	}
	context.logger.warn(
		`A suspended execution did not accept the callback of job ${jobId ?? '(unknown)'}. It resumes at its time limit.`,
	);
	return false;
}

/** What the path of a relay URL contains; `undefined` for a forged one. @throws Error without a credential */
export async function openPath(
	context: IWebhookFunctions,
	http: VendorHttp,
): Promise<{ execution: string; token: string } | undefined> {
	const { execution, token: sealed }: { execution?: unknown; token?: unknown } = context.getParamsData();
	if (typeof execution !== 'string' || typeof sealed !== 'string') return undefined;
	const secret = await secretOf(context, http);
	// Anyone can seal without a secret.
	const token = secret === '' ? undefined : unseal(secret, execution, sealed);
	return token === undefined ? undefined : { execution, token };
}

/** How long a secret is used without decrypting the credential again, in ms; n8n takes about 20 ms for that. */
const FRESH_MS = 1_000;

const secrets = new Map<string, { secret: Promise<string>; readAt: number }>();

async function secretOf(context: IWebhookFunctions, http: VendorHttp): Promise<string> {
	const { id, credentials } = context.getNode();
	const key = JSON.stringify([context.getWorkflow().id, id, credentials?.[http.credentialType]]);
	const known = secrets.get(key);
	if (known && Date.now() - known.readAt < FRESH_MS) return await known.secret;
	const secret = context
		.getCredentials(http.credentialType)
		.then((credential) => relaySecretOf(http, credential));
	setBounded(secrets, key, { secret, readAt: Date.now() }, CAPACITY);
	const [read] = await Promise.allSettled([secret]);
	if (read.status === 'rejected') secrets.delete(key);
	return await secret;
}

const CAPACITY = 1_000;

function respond(context: IWebhookFunctions, status: 401 | 503, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
