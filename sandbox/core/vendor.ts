import type { FastifyInstance } from 'fastify';
import type { CallbackSender } from './callbacks';
import type { JobClock } from './clock';
import type { Downloader } from './download';
import type { FileStore } from './files';
import type { RequestLog } from './requests';
import type { Recogniser } from './speech/recogniser';

/** What every vendor module is given. Nothing in it knows a vendor. */
export interface Core {
	/** `http://127.0.0.1:PORT`, without a trailing slash. Known once the server listens: call it per request. */
	origin(): string;
	/** Jobs that live in time. */
	readonly clock: JobClock;
	/** Uploads: streamed to disk, hashed, measured. */
	readonly files: FileStore;
	/** Fetches a recording from a URL to disk. */
	readonly download: Downloader;
	/** A stored file to the words «spoken» in it. */
	readonly recogniser: Recogniser;
	/** Delivers callbacks and webhooks with undici. */
	readonly callbacks: CallbackSender;
	/** The log under `/__sandbox/requests`; `annotate` adds what the core cannot see (multipart fields). */
	readonly requests: RequestLog;
}

/** One host of a vendor: every route below `prefix`, in a Fastify scope of its own. */
export interface Mount {
	/** Starts with a slash, e.g. `/assemblyai`; stands for the vendor's host name in the base URL. */
	readonly prefix: string;
	/**
	 * Adds the routes, the vendor's own 404 (`app.setNotFoundHandler`) and its own error body
	 * (`app.setErrorHandler`). Requests are logged, slowed and faulted before they get here. JSON bodies are
	 * parsed (an empty one is `undefined`, a broken one an `InvalidJson` error); every other content type
	 * arrives unread, as a stream in `request.body`, until the vendor adds its own parser.
	 */
	routes(app: FastifyInstance): void | Promise<void>;
}

/** A running vendor. */
export interface Vendor {
	readonly mounts: readonly Mount[];
	/** Forgets every job, file and setting (`POST /__sandbox/reset`). */
	reset(): void;
	/** Ids of all jobs made since the last reset, oldest first, deleted ones too (`GET /__sandbox/jobs`). */
	jobs(): string[];
	/** The vendor's own settings under `/__sandbox/settings/<name>`; see `vendorSettings`. */
	readonly settings?: VendorSettings;
}

export interface VendorSettings {
	/** What is set now. */
	read(): unknown;
	/** Changes the settings named in `input`; throws a `ZodError` for what does not fit. */
	change(input: unknown): void;
	reset(): void;
}

/** Requests as the log has them; `path` is a regular expression over the path below the vendor's prefix. */
export interface RequestPattern {
	readonly method: string;
	readonly path: string;
}

/** What `sandbox/vendors.ts` lists: one line a vendor. */
export interface VendorModule {
	/** Also the name in the logs, in fault matches and under `/__sandbox/settings`. */
	readonly name: string;
	/** The vendor's name as people write it. */
	readonly displayName: string;
	/** The fields of an n8n credential that leads to the vendor in the sandbox at this origin. */
	credential(origin: string): Record<string, string | boolean>;
	/** The requests that create a job. */
	readonly creates: RequestPattern;
	/** The requests that return the status of a job. */
	readonly looks: RequestPattern;
	/** The shipped recordings whose language the vendor transcribes. */
	readonly recordings: readonly string[];
	create(core: Core): Vendor;
}
