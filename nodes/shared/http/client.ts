import {
	NodeOperationError,
	sleep,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import type { z } from 'zod/v4';

import { BodyFault, discard, hush, readText } from './answerBody';
import { networkError, shapeError, statusError, type FaultContext } from './faults';
import type { Gate } from './gate';
import { parseLongJson } from './longJson';
import { isSurelyNotTaken, isTransient, isUnavailable, pauseMs, retryAfterMs, type Failure } from './retry';
import { scrub, secretsOf } from './scrub';
import { isRecord, networkCode, thrownAnswer } from './thrown';
import type { Answer, VendorContext, VendorFault, VendorHttp, VendorRequest } from './vendorHttp';

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
	gate?: Gate;
	settings?: RequestSettings;
	/** Named in errors, so that a paid job is never forgotten. */
	jobId?: string;
	/** Ends waiting at once. */
	signal?: AbortSignal;
	/** Sent with every call; see `optionHeaders`. */
	headers?: Record<string, string>;
}

/** A body that has not been read, for a download that is passed on as a stream. */
export interface OpenAnswer {
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
	text(request: VendorRequest, expected?: TextForm): Promise<Answer>;
	/**
	 * An answer whose body `read` takes as a stream; from its beginning again after each attempt that broke.
	 * @throws NodeApiError
	 */
	stream<T>(request: VendorRequest, read: (answer: OpenAnswer) => Promise<T>): Promise<T>;
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
		throw new NodeOperationError(context.getNode(), scrub(messageOf(error), secrets), {
			...(options.itemIndex === undefined ? {} : { itemIndex: options.itemIndex }),
		});
	}
	const make = (own: ClientOptions): VendorClient => {
		const call = { context, vendor, baseUrl, secrets, options: own };
		const unexpected = (request: VendorRequest, { status }: Answer, problem: string) =>
			shapeError(faultContext(call, request, true), status, problem);
		const readAnswer = async (request: VendorRequest) =>
			await repeat(call, request, async (raw) => await readJson(call, raw));
		const checked = <T>({ answer, value }: JsonAnswer, request: VendorRequest, schema: z.ZodType<T>): T => {
			if (fits(schema, value)) return value;
			throw unexpected(request, answer, misfit(schema, answer, value));
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
				const answer = await repeat(call, request, readWhole);
				if (expected === undefined || expected.pattern.test(answer.text)) return answer;
				throw unexpected(request, answer, `no ${expected.name}, but ${startOf(answer.text)}`);
			},
			stream: async (request, read) => await repeat(call, request, async (raw) => await read(raw)),
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
	answer: Answer;
	value: unknown;
}

interface Lost {
	failure: Failure;
	/** What the vendor says, where it answered. */
	fault: VendorFault;
	retryAfter: string | undefined;
}

type Read<T> = (raw: OpenAnswer, secrets: readonly string[]) => Promise<T>;

async function readWhole(raw: OpenAnswer, secrets: readonly string[]): Promise<Answer> {
	return { status: raw.status, headers: raw.headers, text: scrub(await readText(raw.body), secrets) };
}

/** JSON by content, never by content type: vendors label HTML as JSON and the other way round. */
async function readJson(call: Call, raw: OpenAnswer): Promise<JsonAnswer> {
	const answer = await readWhole(raw, call.secrets);
	const [parsed] = await Promise.allSettled([
		parseLongJson(call.vendor.mendJson?.(answer.text) ?? answer.text),
	]);
	const value = parsed.status === 'fulfilled' ? parsed.value : undefined;
	if (value === undefined && /^\s*[[{]/.test(answer.text)) throw new BodyFault('EBODYCUT', 'Cut JSON.');
	return { answer, value };
}

/** Attempts until an answer, a fault that will not pass, or the last repetition. */
async function repeat<T>(call: Call, request: VendorRequest, read: Read<T>): Promise<T> {
	const { retries } = call.options.settings ?? DEFAULT_REQUEST_SETTINGS;
	const mayRepeat = repetitionRule(request);
	let answerLost = false;
	for (let attempt = 0; ; attempt += 1) {
		const attemptNow = async () => {
			try {
				return await attemptOnce(call, request, read);
			} finally {
				request.body?.release?.();
			}
		};
		const outcome = request.held === true ? await attemptNow() : await inTurn(call, attemptNow);
		if ('value' in outcome) return outcome.value;
		const pause = pauseMs(attempt, retryAfterMs(outcome.retryAfter, Date.now()), Math.random());
		if (attempt >= retries || pause === undefined || !mayRepeat(outcome.failure)) {
			throw errorFor(call, request, outcome, answerLost);
		}
		answerLost ||= !isSurelyNotTaken(outcome.failure);
		await pauseUnlessStopped(pause, call.options.signal);
		if (call.options.signal?.aborted === true) throw errorFor(call, request, outcome, answerLost);
		const mayBeMade = isUnavailable(outcome.failure) && (await request.mayBeMade?.()) === true;
		if (mayBeMade) throw errorFor(call, request, outcome, answerLost, mayBeMade);
	}
}

function repetitionRule({ repeatable }: VendorRequest): (failure: Failure) => boolean {
	if (typeof repeatable === 'function') return repeatable;
	return repeatable === 'unlessTaken' ? isSurelyNotTaken : isTransient;
}

async function inTurn<T>(call: Call, work: () => Promise<T>): Promise<T> {
	return call.options.gate ? await call.options.gate.run(work) : await work();
}

async function attemptOnce<T>(
	call: Call,
	request: VendorRequest,
	read: Read<T>,
): Promise<{ value: T } | Lost> {
	if (call.options.signal?.aborted === true) return lost('ERR_CANCELED');
	const options = await toHttpOptions(call, request);
	try {
		return await attemptWith(call, request, options, read);
	} finally {
		// A file that was opened and not read to its end stays open otherwise.
		discard(options.body);
	}
}

async function attemptWith<T>(
	call: Call,
	request: VendorRequest,
	options: IHttpRequestOptions,
	read: Read<T>,
): Promise<{ value: T } | Lost> {
	const raw = await exchange(call, request, options);
	if ('failure' in raw) return raw;
	hush(raw.body);
	try {
		if (isSuccess(raw.status) || request.accept?.includes(raw.status) === true) {
			return { value: await read(raw, call.secrets) };
		}
		const { text } = await readWhole(raw, call.secrets);
		if (raw.status >= 300 && raw.status < 400) return lost('EREDIRECT');
		const fault = call.vendor.readFault(raw.status, text);
		const failure: Failure = { kind: 'status', status: raw.status, limited: fault.limited === true };
		return { failure, fault, retryAfter: raw.headers['retry-after'] };
	} catch (error) {
		return lost(error instanceof BodyFault ? error.code : networkCode(error));
	}
}

async function exchange(
	call: Call,
	request: VendorRequest,
	options: IHttpRequestOptions,
): Promise<OpenAnswer | Lost> {
	const { context, vendor } = call;
	let response: unknown;
	try {
		response =
			request.signedUrl === undefined
				? await context.helpers.httpRequestWithAuthentication.call(context, vendor.credentialType, options)
				: await context.helpers.httpRequest(options);
	} catch (error) {
		const answer = thrownAnswer(error);
		if (!answer) return lost(networkCode(error));
		return { status: answer.status, headers: headersOf(answer.headers), body: answer.body };
	}
	if (!isRecord(response) || typeof response.statusCode !== 'number') return lost('EUNKNOWN');
	return { status: response.statusCode, headers: headersOf(response.headers), body: response.body };
}

function lost(code: string): Lost {
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

/** The value of a JSON text, `undefined` when it is none. */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** Checks without copying, so that the vendor's answer stays as it is. */
export function fits<T>(schema: z.ZodType<T>, value: unknown): value is T {
	return schema.safeParse(value).success;
}

/** Which field is wrong and how, e.g. `words.3.start: expected number, received string`. */
export function describeMisfit(schema: z.ZodType, value: unknown): string {
	const issue = schema.safeParse(value).error?.issues[0];
	if (!issue) return 'unknown shape';
	const field = issue.path.join('.');
	return `${field === '' ? 'the whole answer' : `field «${field}»`}: ${issue.message}`;
}

function misfit(schema: z.ZodType, answer: Answer, value: unknown): string {
	return value === undefined ? `no JSON, but ${startOf(answer.text)}` : describeMisfit(schema, value);
}

function startOf(text: string): string {
	return `«${text.trim().slice(0, 80)}»`;
}

function errorFor(
	call: Call,
	request: VendorRequest,
	{ failure, fault }: Lost,
	answerLost: boolean,
	mayBeMade = false,
) {
	const maybeTaken =
		request.repeatable === 'unlessTaken' && !isSurelyNotTaken(failure) && isTransient(failure);
	const context = { ...faultContext(call, request, maybeTaken || mayBeMade), answerLost };
	if (failure.kind === 'network') return networkError(context, failure.code);
	return statusError(context, failure, fault);
}

function faultContext(call: Call, request: VendorRequest, taken: boolean): FaultContext {
	return {
		node: call.context.getNode(),
		vendor: call.vendor,
		itemIndex: call.options.itemIndex,
		request: scrub(`${request.method} ${request.path}`, call.secrets),
		maybeTaken: taken && request.repeatable !== undefined && request.repeatable !== 'yes',
		jobId: call.options.jobId,
		answerLost: false,
	};
}

/** Sleeps unless the signal ends it; resolves either way. */
export async function pauseUnlessStopped(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await sleep(ms, signal).catch(() => undefined);
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
