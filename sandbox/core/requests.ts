import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

const KEEP_ENTRIES = 20_000;

/** One request to a vendor in `/__sandbox/requests`. */
export interface RequestEntry {
	/** A running number, starting at 1. */
	readonly id: number;
	/** ISO 8601. */
	readonly at: string;
	readonly vendor: string;
	readonly method: string;
	/** Path after the vendor's prefix, without the query. */
	readonly path: string;
	readonly query: Record<string, string | string[]>;
	/** Unmodified, including keys and secrets: the sandbox has no real ones. */
	readonly headers: IncomingHttpHeaders;
	/** The JSON body, if it is not too large. */
	body?: unknown;
	/** Added by the vendor module, e.g. size and hash of an upload, or multipart fields. */
	details?: Record<string, unknown>;
	/** HTTP status of the response; `null` if there was none. */
	status: number | null;
	/** Kind of the injected fault. */
	fault?: string;
	/** Whole milliseconds until the response was sent. */
	ms?: number;
	/** Whether the client or the sandbox closed the connection before the response was complete. */
	aborted?: true;
}

export class RequestLog {
	private entries: RequestEntry[] = [];
	private readonly byRequest = new WeakMap<FastifyRequest, RequestEntry>();
	private next = 1;
	private readonly perVendor = new Map<string, number>();

	open(request: FastifyRequest, vendor: string, prefix: string): RequestEntry {
		const url = new URL(request.url, 'http://sandbox');
		const entry: RequestEntry = {
			id: this.next++,
			at: new Date().toISOString(),
			vendor,
			method: request.method,
			path: url.pathname.slice(prefix.length) || '/',
			query: readQuery(url.searchParams),
			headers: request.headers,
			status: null,
		};
		this.entries.push(entry);
		this.perVendor.set(vendor, this.count(vendor) + 1);
		if (this.entries.length > KEEP_ENTRIES) this.entries.shift();
		this.byRequest.set(request, entry);
		return entry;
	}

	of(request: FastifyRequest): RequestEntry | undefined {
		return this.byRequest.get(request);
	}

	/** Adds details to the entry of a request that is being processed. */
	annotate(request: FastifyRequest, details: Record<string, unknown>): void {
		const entry = this.byRequest.get(request);
		if (entry !== undefined) entry.details = { ...entry.details, ...details };
	}

	list(): readonly RequestEntry[] {
		return this.entries;
	}

	/** The number of requests to a vendor, including those that are no longer listed. */
	count(vendor: string): number {
		return this.perVendor.get(vendor) ?? 0;
	}

	reset(): void {
		this.entries = [];
		this.perVendor.clear();
		this.next = 1;
	}
}

function readQuery(params: URLSearchParams): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const name of new Set(params.keys())) {
		const values = params.getAll(name);
		const [first] = values;
		if (first !== undefined) query[name] = values.length === 1 ? first : values;
	}
	return query;
}
