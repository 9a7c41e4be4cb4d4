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

/** Every n8n context in which a request to a vendor can be sent. */
export type VendorContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** What a vendor says went wrong, from the body of its response. */
export interface VendorMessage {
	/** The vendor's own message. */
	message?: string;
	/** The vendor's own error code, if there is one in addition to the HTTP status. */
	code?: string;
	/** What to do about it, in one sentence. */
	hint?: string;
	/** Whether the vendor rejects too many requests with this status instead of 429. */
	rateLimited?: boolean;
}

/** The names of a vendor. */
export interface VendorIdentity {
	/** Used in data such as Job and Transcript, e.g. `assemblyai`. */
	readonly id: string;
	/** Used in texts, e.g. `AssemblyAI`. */
	readonly displayName: string;
}

/** How to use a vendor's HTTP API. One constant per vendor. */
export interface VendorHttp extends VendorIdentity {
	credentialType: string;
	/** Names of the credential's fields whose values must never be shown. */
	secretFields: readonly string[];
	/**
	 * Base URL without a trailing slash.
	 * @throws Error with a message for the user if the URL in the credential is not valid
	 */
	baseUrl(credential: ICredentialDataDecryptedObject): string;
	/** The label of the credential's field that has the address of the server, for advice. Default: "Base URL". */
	addressLabel?(credential: ICredentialDataDecryptedObject): string;
	/** Reads a response with an error status; `body` is its unmodified text. */
	parseError(status: number, body: string): VendorMessage;
	/** Options that every operation of this vendor has in addition to the common ones, and the headers that they set. */
	requestOptions?: {
		fields: readonly INodeProperties[];
		headers(options: IDataObject): Record<string, string>;
	};
	/** Lets n8n renew an expired token once on 401 (credentials with `preAuthentication`). */
	renewsToken?: boolean;
	/** Changes the text of a response before it is parsed, e.g. quotes numbers that JavaScript would round. */
	preprocessJson?(text: string): string;
	/** What to do if a request that names no ID results in 404 or 405. Default: check the address. */
	notFoundHint?: string;
	/** What to do after a create with an unknown outcome. Default: check the list of jobs. */
	outcomeUnknownHint?: string;
}

/** Headers that the "Options" of a node set. */
export function optionHeaders(vendor: VendorHttp, options: unknown): Record<string, string> {
	const isSet = typeof options === 'object' && options !== null;
	return isSet && vendor.requestOptions ? vendor.requestOptions.headers({ ...options }) : {};
}

/** A body that is created for each attempt, because a stream can only be read once. */
export interface RequestBody {
	create(): Promise<string | object>;
	/** Closes what `create` opened; called after each attempt. */
	release?(): void;
	headers?: Record<string, string>;
	/** In bytes, if known; extends the timeout of an upload. */
	size?: number;
}

export interface VendorRequest {
	method: IHttpRequestMethods;
	/** Path below the base URL, with every ID already encoded (see `path`). */
	path: string;
	/** A URL on another host that the vendor has signed. The request is sent there instead, without the API key. */
	signedUrl?: string;
	/** A list is sent as repeated keys: `{ tag: ['a', 'b'] }` as `tag=a&tag=b`. */
	query?: IDataObject;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
	body?: RequestBody;
	/** Timeout in ms until the response starts, including the upload. Default: the timeout of the client. */
	timeoutMs?: number;
	/**
	 * `yes` (default) for a request that changes nothing or may be processed twice. `onlyIfNotProcessed` for a paid
	 * request: it is only retried if the vendor certainly did not process it. A function decides for each failure.
	 */
	retry?: 'yes' | 'onlyIfNotProcessed' | ((failure: Failure) => boolean);
	/** A request that the vendor holds open on purpose. It occupies no slot for concurrent requests. */
	longPoll?: boolean;
	/** Statuses that are not errors for this request, e.g. 404 for something that is not ready. */
	accept?: readonly number[];
	/** Reads the error of a request whose errors mean something else. Default: that of the vendor. */
	parseError?: VendorHttp['parseError'];
}

/** A response whose body has been read. Header names are in lower case. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	text: string;
}
