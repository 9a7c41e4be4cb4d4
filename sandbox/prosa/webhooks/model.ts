export interface Secret {
	readonly id: string;
	readonly key: string;
	/** Epoch milliseconds; `null` if the secret is valid until it is rotated. */
	readonly expiresAt: number | null;
}

/** A registered URL of one account. */
export interface Endpoint {
	readonly id: string;
	readonly account: string;
	url: string;
	/** Event names; an empty list means all. */
	eventFilters: readonly string[];
	sslVerification: boolean;
	/** Newest first. */
	secrets: readonly Secret[];
}

/** An event, which is sent to every endpoint with matching filters. */
export interface Event {
	readonly id: string;
	readonly account: string;
	readonly type: string;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	/** The data in `GET /webhooks/events/{id}`. */
	readonly data: unknown;
	/** The sent bytes. */
	readonly body: string;
}

/** One attempt to deliver an event to an endpoint. */
export interface Delivery {
	readonly id: string;
	readonly event: Event;
	readonly endpointId: string;
	/** Epoch milliseconds. */
	readonly at: number;
	readonly headers: Readonly<Record<string, string>>;
	/** `null` if there was no response. */
	readonly status: number | null;
	/** Seconds. */
	readonly elapsed: number;
}
