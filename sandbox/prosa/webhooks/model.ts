export interface Secret {
	readonly id: string;
	readonly key: string;
	/** Epoch milliseconds; `null` for a secret that lives until it is rotated. */
	readonly expiresAt: number | null;
}

/** A registered URL of one account. */
export interface Endpoint {
	readonly id: string;
	readonly account: string;
	url: string;
	/** Event names; none means all. */
	eventFilters: readonly string[];
	sslVerification: boolean;
	/** Newest first. */
	secrets: readonly Secret[];
}

/** Something that happened, told to every endpoint whose filters fit. */
export interface Event {
	readonly id: string;
	readonly account: string;
	readonly type: string;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	/** What `GET /webhooks/events/{id}` shows. */
	readonly data: unknown;
	/** The bytes that are sent. */
	readonly body: string;
}

/** One attempt to tell one endpoint of one event. */
export interface Delivery {
	readonly id: string;
	readonly event: Event;
	readonly endpointId: string;
	/** Epoch milliseconds. */
	readonly at: number;
	readonly headers: Readonly<Record<string, string>>;
	/** `null` when there was no answer. */
	readonly status: number | null;
	/** Seconds. */
	readonly elapsed: number;
}
