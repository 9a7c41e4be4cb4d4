import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	INodeProperties,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Failure } from './failure';

/** Every n8n context from which a vendor can be called. */
export type VendorContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** What a vendor says went wrong, read from the body of an answer. */
export interface VendorMessage {
	/** The vendor's own words. */
	message?: string;
	/** The vendor's own code where it has one besides the HTTP status. */
	code?: string;
	/** What the person should do about it, one sentence. */
	hint?: string;
	/** Whether the vendor refuses for too many requests, where it does so by another status than 429. */
	limited?: boolean;
}

/** Who a vendor is: in data by its ID, to people by its display name. */
export interface VendorIdentity {
	/** In Job, Transcript and everything else that is data, e.g. `assemblyai`. */
	readonly id: string;
	/** In everything that people read, e.g. `AssemblyAI`. */
	readonly displayName: string;
}

/** How one vendor's HTTP API is reached and read. One constant a vendor. */
export interface VendorHttp extends VendorIdentity {
	credentialType: string;
	/** Names of the credential's fields that must never be shown. */
	secretFields: readonly string[];
	/**
	 * Base URL without a trailing slash.
	 * @throws Error with a sentence for people when the credential names no usable address.
	 */
	baseUrl(credential: ICredentialDataDecryptedObject): string;
	/** Reads an answer that is no success; `body` is the text as it came. */
	parseError(status: number, body: string): VendorMessage;
	/** Options that every operation of this vendor has besides the common ones, and the headers they make. */
	requestOptions?: {
		fields: readonly INodeProperties[];
		headers(options: IDataObject): Record<string, string>;
	};
	/** Lets n8n renew an expired token once on 401 (credentials with `preAuthentication`). */
	renewsToken?: boolean;
	/** Changes the text of an answer before it is parsed, e.g. numbers that JavaScript would round into texts. */
	preprocessJson?(text: string): string;
	/** What to do after a create whose outcome is unknown; to look for the job in the list where absent. */
	outcomeUnknownHint?: string;
}

/** Headers that the «Options» of a node ask for. */
export function optionHeaders(vendor: VendorHttp, options: unknown): Record<string, string> {
	const isSet = typeof options === 'object' && options !== null;
	return isSet && vendor.requestOptions ? vendor.requestOptions.headers({ ...options }) : {};
}

/** A body made anew for each attempt, because a stream can be read once only. */
export interface RequestBody {
	create(): Promise<string | object>;
	/** Closes what `create` has opened; called after each attempt. */
	release?(): void;
	headers?: Record<string, string>;
	/** Bytes, where known: sets the time limit of an upload. */
	size?: number;
}

export interface VendorRequest {
	method: IHttpRequestMethods;
	/** Path below the base URL, every id in it already encoded (see `path`). */
	path: string;
	/** An address of another host that the vendor has signed; it is called instead, and the key does not go along. */
	signedUrl?: string;
	/** A list is sent as repeated keys: `{ tag: ['a', 'b'] }` as `tag=a&tag=b`. */
	query?: IDataObject;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
	body?: RequestBody;
	/** Time until the answer begins, upload included, in ms; the client's default where absent. */
	timeoutMs?: number;
	/**
	 * `yes` (default) for what changes nothing or may be done twice. `onlyIfNotProcessed` for what is paid: it is sent
	 * again only where the vendor surely did not process it. A function decides for each failure.
	 */
	retry?: 'yes' | 'onlyIfNotProcessed' | ((failure: Failure) => boolean);
	/** A request that the vendor holds open on purpose: it takes none of the slots for concurrent requests. */
	longPoll?: boolean;
	/** Statuses that are no fault here, e.g. 404 for «not ready». */
	accept?: readonly number[];
}

/** An answer whose body has been read; header names in lower case. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	text: string;
}
