import type { FastifyInstance } from 'fastify';
import type { CallbackSender } from './callbacks';
import type { JobClock } from './clock';
import type { Downloader } from './download';
import type { FileStore } from './files';
import type { RequestLog } from './requests';
import type { Recogniser } from './speech/recogniser';

/** What the core provides to every vendor module. Nothing in it is specific to a vendor. */
export interface Core {
	/** `http://127.0.0.1:PORT`, without a trailing slash. Only known when the server listens, so call it for each request. */
	origin(): string;
	/** The timing of jobs. */
	readonly clock: JobClock;
	/** Streams uploads to disk, hashes and measures them. */
	readonly files: FileStore;
	/** Downloads a recording from a URL to disk. */
	readonly download: Downloader;
	/** Returns the words of a stored file. */
	readonly recogniser: Recogniser;
	/** Sends callbacks and webhooks with undici. */
	readonly callbacks: CallbackSender;
	/** The log in `/__sandbox/requests`; `annotate` adds details that the core cannot see, e.g. multipart fields. */
	readonly requests: RequestLog;
}

/** One host of a vendor: all routes after `prefix`, in their own Fastify scope. */
export interface Mount {
	/** Starts with a slash, e.g. `/assemblyai`; replaces the vendor's host name in the base URL. */
	readonly prefix: string;
	/**
	 * Adds the routes, the vendor's 404 response (`app.setNotFoundHandler`) and its error body
	 * (`app.setErrorHandler`). Logging, delays and faults are applied before. JSON bodies are parsed: an empty body is
	 * `undefined`, and an invalid one throws `InvalidJson`. Any other content type is an unread stream in
	 * `request.body`, unless the vendor adds its own parser.
	 */
	routes(app: FastifyInstance): void | Promise<void>;
}

/** A running vendor. */
export interface Vendor {
	readonly mounts: readonly Mount[];
	/** Removes every job, file and setting (`POST /__sandbox/reset`). */
	reset(): void;
	/** IDs of all jobs since the last reset, oldest first, including deleted jobs (`GET /__sandbox/jobs`). */
	jobs(): string[];
	/** The vendor's settings in `/__sandbox/settings/<name>`; see `vendorSettings`. */
	readonly settings?: VendorSettings;
}

export interface VendorSettings {
	/** The current settings. */
	read(): unknown;
	/** Changes the settings in `input`; throws a `ZodError` if one is invalid. */
	change(input: unknown): void;
	reset(): void;
}

/** Requests in the log; `path` is a regular expression for the path after the vendor's prefix. */
interface RequestPattern {
	readonly method: string;
	readonly path: string;
}

/** A vendor in `sandbox/vendors.ts`. */
export interface VendorModule {
	/** Also the name in logs, in fault matches and in `/__sandbox/settings`. */
	readonly name: string;
	/** The vendor's name in texts. */
	readonly displayName: string;
	/** The fields of an n8n credential for this vendor in the sandbox at this origin. */
	credential(origin: string): Record<string, string | boolean>;
	/** The requests that create a job. */
	readonly creates: RequestPattern;
	/** The requests that return the status of a job; absent if the vendor has no jobs. */
	readonly looks?: RequestPattern;
	/** The shipped recordings whose language the vendor transcribes. */
	readonly recordings: readonly string[];
	create(core: Core): Vendor;
}
