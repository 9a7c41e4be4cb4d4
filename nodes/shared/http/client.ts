import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import type { z } from 'zod/v4';
import { describeMismatch, matchesSchema, isRecord } from '../core/json';
import { parseLongJson } from '../core/longJson';
import { messageOf } from '../core/messageOf';
import { sleepUnlessAborted } from '../n8n/pause';

import { networkCode, thrownAnswer } from './errorCauses';
import { networkError, shapeError, statusError, type FaultContext } from './errors';
import { maskSecrets, secretsOf } from './maskSecrets';
import { BodyError, destroyStream, ignoreErrors, readText } from './responseBody';
import {
	isSafeToRetryCreate,
	isTransient,
	isUnavailable,
	pauseMs,
	retryAfterMs,
	type Failure,
} from './retry';
import type { Semaphore } from './semaphore';
import type { HttpResponse, VendorContext, VendorMessage, VendorHttp, VendorRequest } from './types';

/** What a person may set about requests; see `requestFields`. */
export interface RequestSettings {
	timeoutMs: number;
	/** Repetitions after the first attempt. */
	retries: number;
}

export const DEFAULT_REQUEST_SETTINGS: RequestSettings = { timeoutMs: 60_000, retries: 4 };

/** For lists in the editor, where a person waits. */
export const EDITOR_REQUEST_SETTINGS: RequestSettings = { timeoutMs: 10_000, retries: 1 };

/** Slower than this no upload is waited for. */
const SLOWEST_UPLOAD_BYTES_PER_MS = 50;

export interface ClientOptions {
	itemIndex?: number;
	semaphore?: Semaphore;
	settings?: RequestSettings;
	/** Named in errors, so that a paid job is never forgotten. */
	jobId?: string;
	/** Ends waiting at once. */
	signal?: AbortSignal;
	/** Sent with every call; see `optionHeaders`. */
	headers?: Record<string, string>;
}

/** A body that has not been read, for a download that is passed on as a stream. */
export interface StreamedResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** What a text must look like. */
export interface TextForm {
	/** In the plural, for «no captions». */
	name: string;
	pattern: RegExp;
}

/** Calls one vendor with one credential; made by `createClient`. */
export interface VendorClient {
	readonly vendor: VendorHttp;
	readonly baseUrl: string;
	/** The fields of the credential, for what a vendor wants with each call besides the key. */
	readonly credential: ICredentialDataDecryptedObject;
	readonly context: VendorContext;
	readonly options: ClientOptions;
	/**
	 * An answer in JSON that fits the schema, as the vendor sent it (unknown fields kept).
	 * @throws NodeApiError
	 */
	json<T>(request: VendorRequest, schema: z.ZodType<T>): Promise<T>;
	/** The same for what the vendor is still making: `undefined` for 202, whatever its body. @throws NodeApiError */
	jsonWhenReady<T>(request: VendorRequest, schema: z.ZodType<T>): Promise<T | undefined>;
	/** An answer as text, which must look like what it is to be where that is given. @throws NodeApiError */
	text(request: VendorRequest, expected?: TextForm): Promise<HttpResponse>;
	/**
	 * An answer whose body `read` takes as a stream; from its beginning again after each attempt that broke.
	 * @throws NodeApiError
	 */
	stream<T>(request: VendorRequest, read: (answer: StreamedResponse) => Promise<T>): Promise<T>;
	/** The same client that names this job in its errors. */
	forJob(jobId: string): VendorClient;
}

/**
 * Binds a vendor's HTTP API to the node's credential. Every call goes through n8n's helper (credential,
 * proxies, guard against internal addresses, cancel), follows no redirect, is repeated as `retry.ts` says,
 * and ends in a NodeApiError that shows no secret.
 * @throws NodeOperationError when the credential names no usable address.
 */
export async function createClient(
	context: VendorContext,
	vendor: VendorHttp,
	options: ClientOptions = {},
): Promise<VendorClient> {
	const credential = await context.getCredentials(vendor.credentialType, options.itemIndex);
	const secrets = secretsOf(credential, vendor.secretFields);
	let baseUrl: string;
	try {
		baseUrl = vendor.baseUrl(credential);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), maskSecrets(messageOf(error), secrets), {
			...(options.itemIndex === undefined ? {} : { itemIndex: options.itemIndex }),
		});
	}
	const make = (own: ClientOptions): VendorClient => {
		const call = { context, vendor, baseUrl, secrets, options: own };
		const unexpected = (request: VendorRequest, { status }: HttpResponse, problem: string) =>
			shapeError(faultContext(call, request, true), status, problem);
		const readAnswer = async (request: VendorRequest) =>
			await sendWithRetries(call, request, async (raw) => await readJson(call, raw));
		const checked = <T>({ answer, value }: JsonAnswer, request: VendorRequest, schema: z.ZodType<T>): T => {
			if (matchesSchema(schema, value)) return value;
			throw unexpected(request, answer, mismatchOf(schema, answer, value));
		};
		return {
			vendor,
			baseUrl,
			credential,
			context,
			options: own,
			json: async (request, schema) => checked(await readAnswer(request), request, schema),
			jsonWhenReady: async (request, schema) => {
				const read = await readAnswer(request);
				return read.answer.status === 202 ? undefined : checked(read, request, schema);
			},
			text: async (request, expected) => {
				const answer = await sendWithRetries(call, request, readWhole);
				if (expected === undefined || expected.pattern.test(answer.text)) return answer;
				throw unexpected(request, answer, `no ${expected.name}, but ${startOf(answer.text)}`);
			},
			stream: async (request, read) => await sendWithRetries(call, request, async (raw) => await read(raw)),
			forJob: (jobId) => make({ ...own, jobId }),
		};
	};
	return make(options);
}

interface Call {
	context: VendorContext;
	vendor: VendorHttp;
	baseUrl: string;
	secrets: readonly string[];
	options: ClientOptions;
}

interface JsonAnswer {
	answer: HttpResponse;
	value: unknown;
}

interface FailedAttempt {
	failure: Failure;
	/** What the vendor says, where it answered. */
	fault: VendorMessage;
	retryAfter: string | undefined;
}

type Read<T> = (raw: StreamedResponse, secrets: readonly string[]) => Promise<T>;

async function readWhole(raw: StreamedResponse, secrets: readonly string[]): Promise<HttpResponse> {
	return { status: raw.status, headers: raw.headers, text: maskSecrets(await readText(raw.body), secrets) };
}

/** JSON by content, never by content type: vendors label HTML as JSON and the other way round. */
async function readJson(call: Call, raw: StreamedResponse): Promise<JsonAnswer> {
	const answer = await readWhole(raw, call.secrets);
	const [parsed] = await Promise.allSettled([
		parseLongJson(call.vendor.preprocessJson?.(answer.text) ?? answer.text),
	]);
	const value = parsed.status === 'fulfilled' ? parsed.value : undefined;
	if (value === undefined && /^\s*[[{]/.test(answer.text)) throw new BodyError('EBODYCUT', 'Cut JSON.');
	return { answer, value };
}

/** Attempts until an answer, a fault that will not pass, or the last repetition. */
async function sendWithRetries<T>(call: Call, request: VendorRequest, read: Read<T>): Promise<T> {
	const { retries } = call.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	const mayRepeat = retryRule(request);
	let responseLost = false;
	for (let attempt = 0; ; attempt += 1) {
		const attemptNow = async () => {
			try {
				return await attemptOnce(call, request, read);
			} finally {
				request.body?.release?.();
			}
		};
		const outcome = request.held === true ? await attemptNow() : await withSlot(call, attemptNow);
		if ('value' in outcome) return outcome.value;
		const pause = pauseMs(attempt, retryAfterMs(outcome.retryAfter, Date.now()), Math.random());
		if (attempt >= retries || pause === undefined || !mayRepeat(outcome.failure)) {
			throw errorFor(call, request, outcome, responseLost);
		}
		responseLost ||= !isSafeToRetryCreate(outcome.failure);
		await sleepUnlessAborted(pause, call.options.signal);
		if (call.options.signal?.aborted === true) throw errorFor(call, request, outcome, responseLost);
		const mayAlreadyExist = isUnavailable(outcome.failure) && (await request.mayAlreadyExist?.()) === true;
		if (mayAlreadyExist) throw errorFor(call, request, outcome, responseLost, mayAlreadyExist);
	}
}

function retryRule({ retry: repeatable }: VendorRequest): (failure: Failure) => boolean {
	if (typeof repeatable === 'function') return repeatable;
	return repeatable === 'unlessTaken' ? isSafeToRetryCreate : isTransient;
}

async function withSlot<T>(call: Call, work: () => Promise<T>): Promise<T> {
	return call.options.semaphore ? await call.options.semaphore.run(work) : await work();
}

async function attemptOnce<T>(
	call: Call,
	request: VendorRequest,
	read: Read<T>,
): Promise<{ value: T } | FailedAttempt> {
	if (call.options.signal?.aborted === true) return networkFailure('ERR_CANCELED');
	const options = await toHttpOptions(call, request);
	try {
		return await attemptWith(call, request, options, read);
	} finally {
		// A file that was opened and not read to its end stays open otherwise.
		destroyStream(options.body);
	}
}

async function attemptWith<T>(
	call: Call,
	request: VendorRequest,
	options: IHttpRequestOptions,
	read: Read<T>,
): Promise<{ value: T } | FailedAttempt> {
	const raw = await exchange(call, request, options);
	if ('failure' in raw) return raw;
	ignoreErrors(raw.body);
	try {
		if (isSuccess(raw.status) || request.accept?.includes(raw.status) === true) {
			return { value: await read(raw, call.secrets) };
		}
		const { text } = await readWhole(raw, call.secrets);
		if (raw.status >= 300 && raw.status < 400) return networkFailure('EREDIRECT');
		const fault = call.vendor.parseError(raw.status, text);
		const failure: Failure = { kind: 'status', status: raw.status, limited: fault.limited === true };
		return { failure, fault, retryAfter: raw.headers['retry-after'] };
	} catch (error) {
		return networkFailure(error instanceof BodyError ? error.code : networkCode(error));
	}
}

async function exchange(
	call: Call,
	request: VendorRequest,
	options: IHttpRequestOptions,
): Promise<StreamedResponse | FailedAttempt> {
	const { context, vendor } = call;
	let response: unknown;
	try {
		response =
			request.signedUrl === undefined
				? await context.helpers.httpRequestWithAuthentication.call(context, vendor.credentialType, options)
				: await context.helpers.httpRequest(options);
	} catch (error) {
		const answer = thrownAnswer(error);
		if (!answer) return networkFailure(networkCode(error));
		return { status: answer.status, headers: headersOf(answer.headers), body: answer.body };
	}
	if (!isRecord(response) || typeof response.statusCode !== 'number') return networkFailure('EUNKNOWN');
	return { status: response.statusCode, headers: headersOf(response.headers), body: response.body };
}

function networkFailure(code: string): FailedAttempt {
	return { failure: { kind: 'network', code }, fault: {}, retryAfter: undefined };
}

async function toHttpOptions(call: Call, request: VendorRequest): Promise<IHttpRequestOptions> {
	const settings = call.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	const body = request.json === undefined ? await request.body?.create() : JSON.stringify(request.json);
	const uploadMs = (request.body?.size ?? 0) / SLOWEST_UPLOAD_BYTES_PER_MS;
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
		...(request.query === undefined ? {} : { qs: request.query }),
		...(body === undefined ? {} : { body }),
		timeout: Math.ceil((request.timeoutMs ?? settings.timeoutMs) + uploadMs),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: call.vendor.renewsToken === true ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: true,
		// n8n sets its own for calls with a credential.
		...(request.signedUrl === undefined || call.options.signal === undefined
			? {}
			: { abortSignal: call.options.signal }),
	};
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

function mismatchOf(schema: z.ZodType, answer: HttpResponse, value: unknown): string {
	return value === undefined ? `no JSON, but ${startOf(answer.text)}` : describeMismatch(schema, value);
}

function startOf(text: string): string {
	return `«${text.trim().slice(0, 80)}»`;
}

function errorFor(
	call: Call,
	request: VendorRequest,
	{ failure, fault }: FailedAttempt,
	responseLost: boolean,
	mayAlreadyExist = false,
) {
	const outcomeUnknown =
		request.retry === 'unlessTaken' && !isSafeToRetryCreate(failure) && isTransient(failure);
	const context = {
		...faultContext(call, request, outcomeUnknown || mayAlreadyExist),
		responseLost,
	};
	if (failure.kind === 'network') return networkError(context, failure.code);
	return statusError(context, failure, fault);
}

function faultContext(call: Call, request: VendorRequest, taken: boolean): FaultContext {
	return {
		node: call.context.getNode(),
		vendor: call.vendor,
		itemIndex: call.options.itemIndex,
		request: maskSecrets(`${request.method} ${request.path}`, call.secrets),
		outcomeUnknown: taken && request.retry !== undefined && request.retry !== 'yes',
		jobId: call.options.jobId,
		responseLost: false,
	};
}
