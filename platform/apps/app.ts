import type { IncomingHttpHeaders } from 'node:http';

/** The only token, key or password that a played app accepts. Not a secret, because it opens nothing else. */
export const APP_TOKEN = 'played-apps-token';

/** A request to a played app. */
export interface AppRequest {
	method: string;
	url: URL;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What a played app answers: JSON, unless `body` is text or bytes. */
export interface AppAnswer {
	/** Default: 200. */
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** An app that people use, as far as the example workflows need it. */
export interface App {
	/** The host names it answers for, in lower case. */
	hosts: readonly string[];
	/** Returns `undefined` for a request that it does not know. */
	answer(request: AppRequest): AppAnswer | undefined | Promise<AppAnswer | undefined>;
}

/** Something that an app has after a workflow has run: a message, a document, rows, a file. */
export interface Delivery {
	app: string;
	/** What it is, e.g. `message`. */
	kind: string;
	content: Record<string, unknown>;
}

/** What the apps of one run share. */
export interface World {
	/** Everything that was delivered to an app, oldest first. */
	delivered: Delivery[];
	/** The bytes of a recording of the sandbox. */
	recording(file: string): Promise<Buffer>;
}

/** The JSON of a request. Throws if it is something else. */
export function jsonOf({ body }: Pick<AppRequest, 'body'>): unknown {
	return JSON.parse(body.toString('utf8'));
}

/** Whether a request has the token, in the header of OAuth 2. */
export function hasToken({ headers }: Pick<AppRequest, 'headers'>): boolean {
	return headers.authorization === `Bearer ${APP_TOKEN}`;
}
