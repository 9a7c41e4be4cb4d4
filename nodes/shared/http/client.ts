import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { setBounded } from '../core/boundedMap';
import { describeMismatch, isRecord, matchesSchema } from '../core/json';
import { parseLongJson } from '../core/longJson';
import { messageOf } from '../core/messageOf';
import { operationError } from '../n8n/errors';
import { sleepUnlessAborted, withTimeout } from '../n8n/pause';
import { ignoredStatuses } from '../n8n/versions';
import { pauseMs, retryAfterMs } from './backoff';
import { networkFailureOf, thrownResponse } from './errorCauses';
import {
	CHECK_VALUES,
	networkError,
	NOT_AT_ADDRESS,
	shapeError,
	statusError,
	type ErrorContext,
} from './errors';
import { isTransient, outcomeOf, type Failure, type NetworkFailure } from './failure';
import { FILE_CUT } from './fileError';
import { maskSecrets, maskSecretsYielding, secretsOf, type Secret } from './maskSecrets';
import type { Duration, Flight, Outage, Pass } from './outage';
import { announcedPauseMs, paceOf, rateOf, type Pace } from './pace';
import { perRun } from './perRun';
import { BodyError, destroyStream, ignoreErrors, readText } from './responseBody';
import type { Semaphore } from './semaphore';
import { SharedReads } from './sharedReads';
import type { HttpResponse, VendorContext, VendorHttp, VendorMessage, VendorRequest } from './types';

/** The request settings of a node, from its options; see `requestOptions`. */
export interface RequestSettings {
	timeoutMs: number;
	/** Maximum number of attempts after the first. */
	retries: number;
}

export const DEFAULT_REQUEST_SETTINGS: RequestSettings = { timeoutMs: 60_000, retries: 4 };

/** For lists in the editor, because the user waits for them. */
export const EDITOR_REQUEST_SETTINGS: RequestSettings = { timeoutMs: 10_000, retries: 1 };

/** Added to n8n's own timeout. */
const SLACK_MS = 5_000;

/** Time for a request for a token. */
const TOKEN_REQUEST_MS = 40_000;

/** The timeout of an upload allows for a connection this slow. */
const SLOWEST_UPLOAD_BYTES_PER_MS = 50;

export interface ClientOptions {
	itemIndex?: number;
	semaphore?: Semaphore;
	/** Holds requests back while the vendor is not available. */
	outage?: Outage;
	settings?: RequestSettings;
	/** Included in errors, so that the ID of a paid job is never lost. */
	jobId?: string;
	/** Ends pauses and prevents new requests. */
	signal?: AbortSignal;
	/**
	 * Aborts requests in progress, if the execution is stopped. The failure of another item does not: the request may
	 * already have been charged for.
	 */
	abort?: AbortSignal;
	/** No retry begins after this time, in ms since 1970. */
	latestRetry?: number;
	/** Whether items of a run that send the same JSON request at almost the same time share the response. */
	sharesReads?: boolean;
	/** Sent with every request; see `optionHeaders`. */
	headers?: Record<string, string>;
	/** Masked in responses like the secrets of the credential. */
	secrets?: readonly string[];
}

/** A response whose body has not been read, for a download that is passed on as a stream. */
export interface StreamedResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** What a text response must look like. */
export interface ExpectedText {
	/** In the plural, e.g. `captions`, for an error such as "no captions". */
	name: string;
	pattern: RegExp;
}

/** Sends requests to one vendor with one credential; see `createClient`. */
export interface VendorClient {
	readonly vendor: VendorHttp;
	readonly baseUrl: string;
	/** The fields of the credential, for values that a vendor requires with each request in addition to the key. */
	readonly credential: ICredentialDataDecryptedObject;
	readonly context: VendorContext;
	readonly options: ClientOptions;
	/**
	 * A JSON response that matches the schema, unmodified (unknown fields are kept).
	 * @throws VendorError
	 */
	json<T>(request: VendorRequest, schema: z.ZodType<T>): Promise<T>;
	/** The same for something that may not be ready: `undefined` for 202, whatever its body. @throws VendorError */
	jsonWhenReady<T>(request: VendorRequest, schema: z.ZodType<T>): Promise<T | undefined>;
	/** A response as text, which must match `expected` if set. @throws VendorError */
	text(request: VendorRequest, expected?: ExpectedText): Promise<HttpResponse>;
	/**
	 * Passes the response to `read`, with its body as a stream. Each retry passes a new response.
	 * @throws VendorError
	 */
	stream<T>(request: VendorRequest, read: (response: StreamedResponse) => Promise<T>): Promise<T>;
	/** The same client, whose JSON requests items of a run share if they are sent at almost the same time. */
	sharingReads(): VendorClient;
	/** The same client, with this job ID in its errors. */
	forJob(jobId: string): VendorClient;
	/** The same client, which begins no retry after this time (ms since 1970), even if the vendor asks for a later one. */
	until(latestRetry: number): VendorClient;
	/**
	 * How far the vendor's clock is ahead of n8n's, in ms, according to the `Date` header of the last response;
	 * `undefined` if no response had one.
	 */
	clockAheadMs(): number | undefined;
}

/**
 * Connects a vendor's HTTP API with the node's credential. Every request is sent by n8n's helper (credential, proxies,
 * protection of internal addresses, cancellation), follows no redirects and is retried as `failure.ts` defines. If it
 * fails, it throws a VendorError in which secrets are masked.
 * @throws NodeOperationError if the base URL in the credential is not valid
 */
export async function createClient(
	context: VendorContext,
	vendor: VendorHttp,
	options: ClientOptions = {},
): Promise<VendorClient> {
	const credential = await context.getCredentials(vendor.credentialType, options.itemIndex);
	const secrets = secretsOfItem(options, credential, vendor.secretFields);
	let baseUrl: string;
	try {
		baseUrl = vendor.baseUrl(credential);
	} catch (error) {
		const message = maskSecrets(messageOf(error), secrets);
		throw operationError(context.getNode(), message, { itemIndex: options.itemIndex });
	}
	const clock: Clock = { aheadMs: undefined };
	const pace = paceOf(context, vendor, baseUrl);
	const withClientOptions = (own: ClientOptions): VendorClient => {
		const call = { context, vendor, credential, baseUrl, secrets, options: own, clock, pace };
		const unexpected = async (request: VendorRequest, { status }: HttpResponse, problem: string) =>
			shapeError(
				errorContext(call, request, false),
				status,
				maskSecrets(problem, await currentSecrets(call)),
			);
		const readOwn = async (request: VendorRequest) =>
			await sendWithRetries(call, request, async (raw) => await readJson(call, raw));
		const readResponse = async (request: VendorRequest) =>
			own.sharesReads === true ? await readShared(call, request, readOwn) : await readOwn(request);
		const checked = async <T>(
			{ response, value }: JsonResponse,
			request: VendorRequest,
			schema: z.ZodType<T>,
		): Promise<T> => {
			if (matchesSchema(schema, value)) return value;
			throw await unexpected(request, response, mismatchOf(schema, response, value));
		};
		return {
			vendor,
			baseUrl,
			credential,
			context,
			options: own,
			json: async (request, schema) => await checked(await readResponse(request), request, schema),
			jsonWhenReady: async (request, schema) => {
				const read = await readResponse(request);
				return read.response.status === 202 ? undefined : await checked(read, request, schema);
			},
			text: async (request, expected) => {
				const response = await sendWithRetries(call, request, readWhole);
				if (expected === undefined || expected.pattern.test(response.text)) return response;
				throw await unexpected(request, response, `no ${expected.name}, but ${startOf(response.text)}`);
			},
			stream: async (request, read) => await sendWithRetries(call, request, async (raw) => await read(raw)),
			sharingReads: () => withClientOptions({ ...own, sharesReads: true }),
			forJob: (jobId) => withClientOptions({ ...own, jobId }),
			until: (latestRetry) => withClientOptions({ ...own, latestRetry }),
			clockAheadMs: () => clock.aheadMs,
		};
	};
	return withClientOptions(options);
}

/** The patterns of secrets, which are large: most items of a run have the same ones. */
const secretsOfRun = perRun(() => new Map<string, readonly Secret[]>());

/** Items with values of their own have few of them in use at once. */
const MOST_SECRETS = 20;

function secretsOfItem(
	{ semaphore, secrets: others }: ClientOptions,
	credential: ICredentialDataDecryptedObject,
	fields: readonly string[],
): readonly Secret[] {
	const known = secretsOfRun(semaphore);
	const key = JSON.stringify([fields.map((field) => credential[field]), others]);
	const secrets = known.get(key) ?? secretsOf(credential, fields, others);
	setBounded(known, key, secrets, MOST_SECRETS);
	return secrets;
}

/** The vendor's clock, as its responses show it. */
interface Clock {
	aheadMs: number | undefined;
}

interface Call {
	context: VendorContext;
	vendor: VendorHttp;
	credential: ICredentialDataDecryptedObject;
	baseUrl: string;
	secrets: readonly Secret[];
	options: ClientOptions;
	clock: Clock;
	pace: Pace;
}

interface JsonResponse {
	response: HttpResponse;
	value: unknown;
}

interface SharedResponse extends JsonResponse {
	clockAheadMs: number | undefined;
}

const sharedReads = perRun(() => new SharedReads<SharedResponse>());

async function readShared(
	{ clock, options: { semaphore } }: Call,
	request: VendorRequest,
	read: (request: VendorRequest) => Promise<JsonResponse>,
): Promise<JsonResponse> {
	const key = JSON.stringify([request.method, request.path, request.query]);
	const shared = await sharedReads(semaphore).read(key, async () => {
		const response = await read(request);
		return { ...response, clockAheadMs: clock.aheadMs };
	});
	clock.aheadMs = shared.clockAheadMs;
	return shared;
}

interface FailedAttempt {
	failure: Failure;
	/** Empty if there was no response. */
	vendorMessage: VendorMessage;
	retryAfterMs: number | undefined;
}

type Read<T> = (raw: StreamedResponse, secrets: readonly Secret[]) => Promise<T>;

async function readWhole(raw: StreamedResponse, secrets: readonly Secret[]): Promise<HttpResponse> {
	const text = await maskSecretsYielding(await readText(raw.body), secrets);
	return { status: raw.status, headers: raw.headers, text };
}

/** Detects JSON by content, not by content type: vendors label HTML as JSON and vice versa. */
async function readJson(call: Call, raw: StreamedResponse): Promise<JsonResponse> {
	const response = await readWhole(raw, call.secrets);
	const [parsed] = await Promise.allSettled([
		parseLongJson(call.vendor.preprocessJson?.(response.text) ?? response.text),
	]);
	const value = parsed.status === 'fulfilled' ? parsed.value : undefined;
	if (value === undefined && /^\s*[[{]/.test(response.text)) throw new BodyError('EBODYCUT', 'Cut JSON.');
	return { response, value };
}

/** Retries until there is a response, a permanent failure, or no attempt left. */
async function sendWithRetries<T>(call: Call, request: VendorRequest, read: Read<T>): Promise<T> {
	const { retries } = call.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	const mayRetry = retryRule(request);
	let responseLost = false;
	for (let attempt = 0; ; attempt += 1) {
		const attemptNow = async () => {
			try {
				return await attemptOnce(call, request, read);
			} finally {
				request.body?.release?.();
			}
		};
		const { outcome, pass } = await inTurn(call, request, attemptNow);
		if ('value' in outcome) return outcome.value;
		const pause = pauseMs(attempt, outcome.retryAfterMs, Math.random());
		const isTooLate = pause === undefined || Date.now() + pause > (call.options.latestRetry ?? Infinity);
		if (attempt >= retries || isTooLate || pass === 'late' || !mayRetry(outcome.failure)) {
			throw errorFor(call, request, outcome, responseLost);
		}
		responseLost ||= outcomeOf(outcome.failure) === 'unknown';
		await sleepUnlessAborted(pause, call.options.signal);
		if (call.options.signal?.aborted === true) throw errorFor(call, request, outcome, responseLost);
	}
}

function retryRule({ retry }: VendorRequest): (failure: Failure) => boolean {
	if (typeof retry === 'function') return retry;
	if (retry !== 'onlyIfNotProcessed') return isTransient;
	return (failure) => isTransient(failure) && outcomeOf(failure) !== 'unknown';
}

/** Sends a request when there is a slot for it and no outage. */
async function inTurn<T>(
	{ options: { semaphore, outage, latestRetry } }: Call,
	request: VendorRequest,
	attempt: () => Promise<T>,
): Promise<{ outcome: T; pass: Pass }> {
	const isVendors = request.signedUrl === undefined;
	for (;;) {
		const pass = isVendors ? await outage?.enter(isSafe(request), latestRetry) : undefined;
		const mustWait = () => pass === 'go' && outage?.isClosed === true;
		const isOutsideSlots = request.longPoll === true || pass === 'probe' || semaphore === undefined;
		const work = async () => (mustWait() ? undefined : { outcome: await attempt() });
		const done = isOutsideSlots ? await work() : await semaphore.runUnlessFlushed(work);
		if (done) return { ...done, pass: pass ?? 'go' };
	}
}

/** Whether a request changes nothing at the vendor and is answered at once. */
function isSafe({ method, longPoll }: VendorRequest): boolean {
	return method === 'GET' && longPoll !== true;
}

async function attemptOnce<T>(
	call: Call,
	request: VendorRequest,
	read: Read<T>,
): Promise<{ value: T } | FailedAttempt> {
	const { signal, abort, outage, latestRetry } = call.options;
	const isVendors = request.signedUrl === undefined;
	// Callbacks and lists in the editor have to respond at once.
	if (outage && isVendors) await call.pace.turn(rateOf(call.credential), latestRetry, signal);
	// The error then says that nothing was sent, so that a paid request is known not to have been processed.
	if (signal?.aborted === true || abort?.aborted === true) return notSentBecauseStopped();
	const [created] = await Promise.allSettled([toHttpOptions(call, request)]);
	if (created.status === 'rejected') return withoutResponse(networkFailureOf(created.reason, call.secrets));
	const options = created.value;
	const flight = isVendors ? outage?.begin(durationOf(request)) : undefined;
	try {
		const outcome = await attemptWith(call, request, { options, flight }, read);
		if (outage && flight) report(outage, flight, outcome);
		return outcome;
	} finally {
		if (flight) outage?.ended(flight);
		// Otherwise a file that was opened but not read completely stays open.
		destroyStream(options.body);
	}
}

function durationOf(request: VendorRequest): Duration {
	if (request.longPoll === true) return 'held';
	return isSafe(request) ? 'short' : 'any';
}

/** Tells the other items of the run what this attempt says about the vendor. */
function report(outage: Outage, flight: Flight, outcome: object | FailedAttempt): void {
	if (!('failure' in outcome)) {
		outage.succeeded(flight);
		return;
	}
	const { failure, retryAfterMs: askedMs } = outcome;
	const isAnswered = failure.kind === 'status';
	if (isTransient(failure) && !(failure.kind === 'network' && failure.code === FILE_CUT)) {
		const isLimit = isAnswered && (failure.status === 429 || failure.rateLimited === true);
		outage.failed(flight, { isLimit, isAnswered, askedMs });
	} else if (isAnswered) outage.succeeded(flight);
}

interface Sending {
	options: IHttpRequestOptions;
	flight: Flight | undefined;
}

async function attemptWith<T>(
	call: Call,
	request: VendorRequest,
	sending: Sending,
	read: Read<T>,
): Promise<{ value: T } | FailedAttempt> {
	const raw = await exchange(call, request, sending);
	if ('failure' in raw) return raw;
	ignoreErrors(raw.body);
	if (request.signedUrl === undefined) call.pace.pause(announcedPauseMs(raw.headers, Date.now()));
	try {
		if (isSuccess(raw.status) || request.accept?.includes(raw.status) === true) {
			return { value: await read(raw, call.secrets) };
		}
		const { text } = await readWhole(raw, await currentSecrets(call));
		if (raw.status >= 300 && raw.status < 400) return networkFailure('EREDIRECT');
		const vendorMessage = explained(call, request, raw.status, text);
		const failure: Failure = {
			kind: 'status',
			status: raw.status,
			rateLimited: vendorMessage.rateLimited === true,
			fromTokenRequest: raw.fromTokenRequest === true,
		};
		return { failure, vendorMessage, retryAfterMs: retryAfterMs(raw.headers['retry-after'], Date.now()) };
	} catch (error) {
		if (error instanceof BodyError) return networkFailure(error.code);
		return withoutResponse(networkFailureOf(error, call.secrets));
	}
}

/** Statuses of a path or a method that does not exist. */
const NO_SUCH_PATH = new Set([404, 405]);

/**
 * What the vendor says of an error. A request that sends a recording or orders something has its own path, so that a path
 * that does not exist is about the address, unless the vendor gives another reason.
 */
function explained(
	{ vendor, options }: Call,
	request: VendorRequest,
	status: number,
	text: string,
): VendorMessage {
	const parse = (body: string) => request.parseError?.(status, body) ?? vendor.parseError(status, body);
	const message = parse(text);
	const isUpload = request.method === 'POST' && request.body !== undefined && options.jobId === undefined;
	const namesNoId = request.signedUrl === undefined && (isUpload || isPaid(request));
	if (!NO_SUCH_PATH.has(status) || !namesNoId) return message;
	// A server that is not the vendor's has no error codes of the vendor.
	if (message.code !== undefined) return { hint: CHECK_VALUES, ...message };
	if (message.hint !== parse('').hint) return message;
	return { ...message, hint: vendor.notFoundHint ?? NOT_AT_ADDRESS };
}

function isPaid({ retry }: VendorRequest): boolean {
	return retry !== undefined && retry !== 'yes';
}

/** The secrets of the credential as it is now: n8n may have renewed its token when it sent the request. */
async function currentSecrets(call: Call): Promise<readonly Secret[]> {
	const { context, vendor, options, secrets } = call;
	if (vendor.renewsToken !== true) return secrets;
	const [now] = await Promise.allSettled([context.getCredentials(vendor.credentialType, options.itemIndex)]);
	if (now.status === 'rejected') return secrets;
	// The others are known already, and each one takes time in a long response.
	const renewed = vendor.secretFields.filter((field) => now.value[field] !== call.credential[field]);
	return [...secrets, ...secretsOf(now.value, renewed)];
}

async function exchange(
	call: Call,
	request: VendorRequest,
	{ options, flight }: Sending,
): Promise<(StreamedResponse & { fromTokenRequest?: boolean }) | FailedAttempt> {
	const { context, vendor } = call;
	let response: unknown;
	try {
		const responding: Promise<unknown> =
			request.signedUrl === undefined
				? context.helpers.httpRequestWithAuthentication.call(context, vendor.credentialType, options)
				: context.helpers.httpRequest(options);
		const within = responding.then((value) => ({ value }));
		const limitMs = latestResponseMs(vendor, request, options);
		const responded =
			flight && call.options.outage
				? await call.options.outage.responseWithin(flight, within, limitMs)
				: await withTimeout(within, limitMs);
		if (responded === undefined) {
			destroyLate(responding);
			return networkFailure('ENORESPONSE');
		}
		response = responded.value;
	} catch (error) {
		const thrown = thrownResponse(error);
		if (!thrown) return withoutResponse(networkFailureOf(error, call.secrets));
		const { status, body, fromTokenRequest } = thrown;
		return { status, headers: headersOf(thrown.headers), body, fromTokenRequest };
	}
	if (!isRecord(response) || typeof response.statusCode !== 'number') return networkFailure('EUNKNOWN');
	const headers = headersOf(response.headers);
	setClock(call, request, headers.date);
	return { status: response.statusCode, headers, body: response.body };
}

/**
 * When a request is given up on, in ms. n8n's own timeout ends before, except if a server responds with 101: n8n's client
 * then neither returns nor fails.
 */
function latestResponseMs(
	{ renewsToken }: VendorHttp,
	request: VendorRequest,
	{ timeout = 0 }: IHttpRequestOptions,
): number {
	const ownMs = timeout + uploadMs(request) + SLACK_MS;
	// n8n may get a token first, or after a 401, and send the request once more.
	return renewsToken === true ? 2 * ownMs + TOKEN_REQUEST_MS : ownMs;
}

/** Closes a response that comes after all. */
function destroyLate(responding: Promise<unknown>): void {
	void responding.then(
		(response) => {
			if (isRecord(response)) destroyStream(response.body);
		},
		() => undefined,
	);
}

/** Ignores responses from signed URLs: they belong to a storage service with its own clock. */
function setClock({ clock }: Call, request: VendorRequest, date: string | undefined): void {
	const vendorNow = date === undefined ? Number.NaN : Date.parse(date);
	if (request.signedUrl === undefined && !Number.isNaN(vendorNow)) clock.aheadMs = vendorNow - Date.now();
}

function withoutResponse(failure: NetworkFailure): FailedAttempt {
	return { failure, vendorMessage: {}, retryAfterMs: undefined };
}

function networkFailure(code: string): FailedAttempt {
	return withoutResponse({ kind: 'network', code });
}

function notSentBecauseStopped(): FailedAttempt {
	return networkFailure('ESTOPPED');
}

async function toHttpOptions(call: Call, request: VendorRequest): Promise<IHttpRequestOptions> {
	const settings = call.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	const body = request.json === undefined ? await request.body?.create() : JSON.stringify(request.json);
	return {
		method: request.method,
		url: request.signedUrl ?? `${call.baseUrl}${request.path}`,
		headers: {
			Accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
			...(request.json === undefined ? {} : { 'Content-Type': 'application/json' }),
			...call.options.headers,
			...request.body?.headers,
			...request.headers,
		},
		...(request.query === undefined ? {} : { qs: request.query, arrayFormat: 'repeat' }),
		...(body === undefined ? {} : { body }),
		timeout: Math.ceil((request.timeoutMs ?? settings.timeoutMs) + uploadMs(request)),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: ignoredStatuses(call.vendor),
		disableFollowRedirect: true,
		// n8n sets its own signal for requests with a credential.
		...(request.signedUrl === undefined || call.options.abort === undefined
			? {}
			: { abortSignal: call.options.abort }),
	};
}

function uploadMs({ body }: VendorRequest): number {
	return (body?.size ?? 0) / SLOWEST_UPLOAD_BYTES_PER_MS;
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

function headersOf(headers: unknown): Record<string, string> {
	if (!isRecord(headers)) return {};
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => typeof value === 'string' || Array.isArray(value))
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function mismatchOf(schema: z.ZodType, response: HttpResponse, value: unknown): string {
	return value === undefined ? `no JSON, but ${startOf(response.text)}` : describeMismatch(schema, value);
}

function startOf(text: string): string {
	return `"${text.trim().slice(0, 80)}"`;
}

function errorFor(
	call: Call,
	request: VendorRequest,
	{ failure, vendorMessage, retryAfterMs: requestedPauseMs }: FailedAttempt,
	responseLost: boolean,
) {
	const context = { ...errorContext(call, request, responseLost), retryAfterMs: requestedPauseMs };
	if (failure.kind === 'network') return networkError(context, failure);
	return statusError(context, failure, vendorMessage);
}

function errorContext(call: Call, request: VendorRequest, responseLost: boolean): ErrorContext {
	return {
		vendor: call.vendor,
		addressLabel: call.vendor.addressLabel?.(call.credential) ?? 'Base URL',
		request: maskSecrets(`${request.method} ${request.path}`, call.secrets),
		isPaid: isPaid(request),
		jobId: call.options.jobId,
		responseLost,
	};
}
