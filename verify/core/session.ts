import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { z } from 'zod/v4';

import type { CallbackInbox, ReceivedCallback } from './callbacks';
import type { Contradiction, Report, Step } from './report';

/** A request to the vendor. */
export interface Call {
	method?: string;
	/** Below the base URL, or a whole URL. */
	path: string;
	headers?: Record<string, string>;
	json?: unknown;
	body?: string | FormData | URLSearchParams | Buffer<ArrayBuffer>;
}

/** A response whose body has been read. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** `undefined` if the body is not JSON. */
	json: unknown;
}

const RECORDINGS = join(__dirname, '..', '..', 'sandbox', 'recordings');
const TIMEOUT_MS = 90_000;

/** One verification: sends requests, and collects what the report says. Secrets are removed from everything it keeps. */
export class Session {
	readonly steps: Step[] = [];

	readonly departures: string[] = [];

	readonly contradictions: Contradiction[] = [];

	private readonly kept: string[] = [];

	private readonly cleanUps: Array<{ what: string; run: () => Promise<void> }> = [];

	constructor(
		readonly baseUrl: string,
		private readonly secrets: string[],
		readonly authorization: Record<string, string>,
		readonly callbacks: CallbackInbox | undefined,
		/** Pause between two checks of a job, in ms. */
		private readonly pauseMs: number,
		/** How long to wait for a job or a callback, in ms. */
		private readonly patienceMs: number,
	) {}

	/** Sends a request with the key. A failure to connect is a response with the status 0. */
	async send({ method = 'GET', path, headers = {}, json, body }: Call): Promise<Answer> {
		const url = /^https?:/.test(path) ? path : `${this.baseUrl}${path}`;
		const content = json === undefined ? body : JSON.stringify(json);
		try {
			const response = await fetch(url, {
				method,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
				headers: {
					// A link to another host, e.g. a signed one, must not get the key.
					...(url.startsWith(`${this.baseUrl}/`) ? this.authorization : {}),
					...(json === undefined ? {} : { 'content-type': 'application/json' }),
					...headers,
				},
				...(content === undefined ? {} : { body: content }),
			});
			const text = await response.text();
			return { status: response.status, headers: response.headers, text, json: parsed(text) };
		} catch (error) {
			return { status: 0, headers: new Headers(), text: this.masked(String(error)), json: undefined };
		}
	}

	/**
	 * Sends a request of an operation, and compares its response with the schema that the node uses.
	 * @param operation of the node, e.g. `job:create`
	 */
	async step(operation: string, call: Call, schema?: z.ZodType): Promise<Answer> {
		const answer = await this.send(call);
		const request = this.masked(`${call.method ?? 'GET'} ${call.path}`);
		const isSuccess = answer.status >= 200 && answer.status < 300;
		const issue = isSuccess && schema !== undefined ? mismatch(schema, answer.json) : undefined;
		this.steps.push({ operation, request, status: answer.status, ok: isSuccess && issue === undefined });
		if (issue !== undefined)
			this.depart(`${operation}: the response differs from the schema of the node: ${issue}`);
		if (!isSuccess)
			this.depart(`${operation}: ${request} returned ${answer.status}: ${answer.text.slice(0, 200)}`);
		return answer;
	}

	/**
	 * Records which variant of a contradiction in the documentation the vendor has.
	 * @param variant `undefined` if it was not decided
	 * @param reason why it was not decided, as a clause
	 */
	decide(
		id: string,
		topic: string,
		variant: string | number | boolean | undefined,
		reason = 'the request did not succeed',
	): void {
		this.contradictions.push({
			id,
			topic,
			variant: variant === undefined ? undefined : this.masked(String(variant)),
			reason,
		});
	}

	/** Why a point was not decided that only a callback decides. */
	get withoutCallback(): string {
		return this.callbacks === undefined ? 'requires --callback-url' : 'no callback arrived';
	}

	/** Removes this text from everything that the report contains, e.g. a token from a response. */
	hide(secret: string): void {
		this.secrets.push(secret);
	}

	depart(what: string): void {
		this.departures.push(this.masked(what));
	}

	/** Registers something to remove at the end, even if the verification fails. */
	cleanUp(what: string, run: () => Promise<void>): void {
		this.cleanUps.push({ what, run });
	}

	/** Records what the vendor has no request to remove. */
	keep(what: string): void {
		this.kept.push(this.masked(what));
	}

	/** Removes what was created, newest first; returns what remains. */
	async finish(): Promise<string[]> {
		const left: string[] = [];
		for (const { what, run } of this.cleanUps.reverse()) {
			await run().catch(() => left.push(this.masked(what)));
		}
		return left;
	}

	/** Calls `look` until it returns a value, until its patience ends; `undefined` then. */
	async until<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
		const end = Date.now() + this.patienceMs;
		for (;;) {
			const found = await look();
			if (found !== undefined || Date.now() > end) return found;
			await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
		}
	}

	/** Waits for a callback; `undefined` if none comes, or if callbacks are not verified. */
	async callback(matches: (callback: ReceivedCallback) => boolean): Promise<ReceivedCallback | undefined> {
		const { callbacks } = this;
		if (callbacks === undefined) return undefined;
		return await this.until(async () => await Promise.resolve(callbacks.received.find(matches)));
	}

	toReport(vendor: string, date: string, left: string[]): Report {
		const { steps, contradictions, departures, kept } = this;
		return { vendor, date, host: new URL(this.baseUrl).host, steps, contradictions, departures, left, kept };
	}

	private masked(text: string): string {
		return this.secrets
			.filter((secret) => secret !== '')
			.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
	}
}

/** A shipped recording. */
export async function recording(name: string): Promise<Buffer<ArrayBuffer>> {
	return Buffer.from(await readFile(join(RECORDINGS, name)));
}

/** A multipart form with text fields and one file at the end. */
export function formOf(
	fields: Record<string, string>,
	file?: { field: string; name: string; type: string; content: Buffer<ArrayBuffer> },
): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	if (file !== undefined) form.append(file.field, new Blob([file.content], { type: file.type }), file.name);
	return form;
}

/** The member of a response at a path, e.g. `result.data.0.channel`; `undefined` if there is none. */
export function member(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((at, key) => {
		if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
		return Reflect.get(at, key);
	}, value);
}

/** The same as text; `''` for anything else. */
export function textAt(value: unknown, path: string): string {
	const found = member(value, path);
	return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** Which of these members a response has first, e.g. `transcript` or `words`. */
export function which(value: unknown, ...paths: string[]): string | undefined {
	return paths
		.find((path) => member(value, path) !== undefined)
		?.split('.')
		.at(-1);
}

/** The value of a JSON text; `undefined` if it is no JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function mismatch(schema: z.ZodType, value: unknown): string | undefined {
	const issue = schema.safeParse(value).error?.issues[0];
	return issue === undefined ? undefined : `${issue.path.join('.') || 'body'}: ${issue.message}`;
}
