import { NodeApiError, type INode } from 'n8n-workflow';

import { isObject } from '../network/message';
import { NoReply, type Network, type Reply, type Sender } from '../network/network';
import type { CredentialStore } from './credentials';
import type { RequestOptions } from './requestOptions';

interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** The error of n8n's HTTP client, which n8n recognizes by its name and members. */
class AxiosError extends Error {
	override readonly name: string = 'AxiosError';

	readonly isAxiosError = true;

	constructor(
		message: string,
		readonly code: string,
		readonly config: object,
		readonly response?: { status: number; statusText: string; headers: object; data: unknown },
	) {
		super(message);
	}
}

class CanceledError extends AxiosError {
	override readonly name = 'CanceledError';

	constructor(config: object) {
		super('canceled', 'ERR_CANCELED', config);
	}
}

/** n8n's own timeout if none is set, in ms. */
const DEFAULT_TIMEOUT_MS = 300_000;

/** `helpers.httpRequest`. @throws AxiosError */
export async function httpRequest(
	network: Network,
	sender: Sender,
	options: RequestOptions,
): Promise<unknown> {
	const { abortSignal, encoding, method = 'GET', timeout = DEFAULT_TIMEOUT_MS } = options;
	const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
	const config = { url: options.url, method };
	if (signal?.aborted === true) throw new CanceledError(config);
	let reply: Reply;
	try {
		reply = await network.send(sender, {
			method,
			url: urlOf(options),
			headers: lowerCased(options.headers),
			body: options.body,
			timeoutMs: timeout,
			readsWhole: encoding !== 'stream',
			signal,
		});
	} catch (error) {
		if (!(error instanceof NoReply)) throw error;
		throw error.code === 'ERR_CANCELED'
			? new CanceledError(config)
			: new AxiosError(error.message, error.code, config);
	}
	const { status, headers, body } = reply;
	if (!accepts(options.ignoreHttpStatusErrors, status)) {
		const response = { status, statusText: String(status), headers, data: body };
		throw new AxiosError(`Request failed with status code ${status}`, 'ERR_BAD_RESPONSE', config, response);
	}
	const full: FullResponse = { statusCode: status, headers, body };
	return options.returnFullResponse === true ? full : body;
}

function urlOf({ url, qs = {} }: RequestOptions): URL {
	const whole = new URL(url);
	for (const [name, value] of Object.entries(qs)) {
		if (value !== undefined && value !== null) whole.searchParams.set(name, String(value));
	}
	return whole;
}

function lowerCased(headers: object = {}): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function accepts(ignore: unknown, status: number): boolean {
	if (status >= 200 && status < 300) return true;
	if (ignore === true) return true;
	if (!isObject(ignore) || ignore.ignore !== true) return false;
	return !(Array.isArray(ignore.except) && ignore.except.includes(status));
}

/**
 * `helpers.httpRequestWithAuthentication` (n8n-core, `authentication.js`): with the credential, and once more with a new
 * token after a 401.
 * @throws NodeApiError
 */
export async function httpRequestWithAuthentication(
	network: Network,
	sender: Sender,
	credentials: CredentialStore,
	node: INode,
	given: RequestOptions,
	cancel: AbortSignal | undefined,
): Promise<unknown> {
	const options = cancel ? { ...given, abortSignal: cancel } : given;
	const send = async (plain: RequestOptions) => await httpRequest(network, sender, plain);
	try {
		return await send(await credentials.authenticate(options, send, false));
	} catch (error) {
		if (!isExpired(error) || !credentials.canRenew) throw new NodeApiError(node, asErrorObject(error));
		try {
			const renewed = await credentials.authenticate(options, send, true);
			return await send(renewed);
		} catch (second) {
			throw new NodeApiError(node, asErrorObject(second));
		}
	}
}

function isExpired(error: unknown): boolean {
	return isObject(error) && isObject(error.response) && error.response.status === 401;
}

type ErrorObject = ConstructorParameters<typeof NodeApiError>[1];

function asErrorObject(error: unknown): ErrorObject {
	if (isErrorObject(error)) return error;
	return { message: String(error) };
}

function isErrorObject(error: unknown): error is ErrorObject {
	return typeof error === 'object' && error !== null;
}
