import { randomBytes, randomUUID } from 'node:crypto';
import type { CallbackPolicy } from '../../core/callbacks';
import type { Core } from '../../core/vendor';
import { shownId, stamp, uuidV7 } from '../ids';
import { shownStatus, statusOf, toWebhookBody } from '../jobs/answer';
import type { Entry } from '../jobs/model';
import type { createSettings, Settings } from '../settings';
import type { Delivery, Endpoint, Event, Secret } from './model';
import { signatureHeader } from './signature';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Pauses before the retries; every response except 2xx is retried. */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS];
const POLICY: CallbackPolicy = {
	timeoutMs: 30_000,
	maxAttempts: WAITS_MS.length + 1,
	waitMs: (attempt) => WAITS_MS[attempt - 2] ?? 0,
	retryOn: () => true,
};

type EventKind = 'completed' | 'failed' | 'ping';

const EVENT_NAMES: Readonly<Record<Settings['eventNames'], Readonly<Record<EventKind, string>>>> = {
	docs2: { completed: 'stt.jobs.completed', failed: 'stt.jobs.failed', ping: 'webhook.ping' },
	newer: { completed: 'stt.job.completed', failed: 'stt.job.failed', ping: 'webhook.ping' },
	guess: { completed: 'job.complete', failed: 'job.error', ping: 'webhook.ping' },
};

/** The result of requesting a delivery. */
export interface Sent {
	readonly deliveryTag: string;
	readonly endpoint: Endpoint;
}

/** Endpoints, events and deliveries of all accounts. */
export interface WebhookStore {
	add(options: {
		account: string;
		url: string;
		eventFilters: readonly string[];
		sslVerification: boolean;
		/** Generated if omitted. */
		secretKey: string | undefined;
	}): Endpoint;
	endpoints(account: string): Endpoint[];
	find(id: string, account: string): Endpoint | null;
	remove(endpoint: Endpoint): void;
	/** Creates a new secret; the old ones stay valid for `overlapMs`, or expire immediately. */
	rotate(endpoint: Endpoint, overlapMs: number): void;
	/** Notifies every endpoint of the account that a job has ended. */
	announce(entry: Entry): void;
	/** Sends `webhook.ping` independently of the filters. */
	ping(endpoint: Endpoint): Sent;
	events(account: string): Event[];
	/** Oldest first. */
	deliveries(endpoint: Endpoint): Delivery[];
	/** Sends the event of a delivery again; `null` if the delivery is unknown. */
	replay(deliveryId: string, account: string): Sent | null;
	/** Sends every event again that was not delivered to the endpoint. */
	replayFailed(endpoint: Endpoint): Sent[];
	reset(): void;
}

export function createWebhookStore(core: Core, settings: ReturnType<typeof createSettings>): WebhookStore {
	const endpoints = new Map<string, Endpoint>();
	let events: Event[] = [];
	let deliveries: Delivery[] = [];

	const newSecret = (key?: string): Secret => ({
		id: uuidV7(),
		key: key ?? makeKey(settings.current().secretForm),
		expiresAt: null,
	});

	const record = (account: string, kind: EventKind, body: unknown, data: unknown): Event => {
		const event: Event = {
			id: uuidV7(),
			account,
			type: EVENT_NAMES[settings.current().eventNames][kind],
			createdAt: Date.now(),
			data,
			body: JSON.stringify(body),
		};
		events.push(event);
		return event;
	};

	const send = (endpoint: Endpoint, event: Event, jobId: string): Sent => {
		const deliveryTag = `delivery-${randomBytes(6).toString('hex')}`;
		let attempts = 0;
		// Signed for every attempt, because receivers reject signatures that are too old.
		const signed = () => ({
			'Content-Type': 'application/json',
			'X-Prosa-Event-UUID': event.id,
			'X-Prosa-Event': event.type,
			'X-Prosa-Signature': signatureHeader({
				scheme: settings.current().signature,
				secrets: liveSecrets(endpoint).map((secret) => secret.key),
				body: event.body,
				now: Date.now(),
			}),
		});
		core.callbacks.send({
			vendor: 'prosa',
			jobId,
			url: endpoint.url,
			headers: signed,
			body: event.body,
			policy: POLICY,
			onAttempt: (status) => {
				attempts += 1;
				deliveries.push({
					id: attempts === 1 ? deliveryTag : `${deliveryTag}-${attempts}`,
					event,
					endpointId: endpoint.id,
					at: Date.now(),
					headers: signed(),
					status,
					elapsed: elapsedOf(core, event.id, endpoint.url),
				});
			},
		});
		return { deliveryTag, endpoint };
	};

	const ofAccount = (account: string): Endpoint[] =>
		[...endpoints.values()].filter((endpoint) => endpoint.account === account);

	return {
		add({ account, url, eventFilters, sslVerification, secretKey }) {
			const id = settings.current().endpointId === 'prefixed' ? `endpoint-${randomUUID()}` : randomUUID();
			const secrets = [newSecret(secretKey)];
			const endpoint: Endpoint = { id, account, url, eventFilters, sslVerification, secrets };
			endpoints.set(id, endpoint);
			return endpoint;
		},
		endpoints: ofAccount,
		find(id, account) {
			const endpoint = endpoints.get(id);
			return endpoint === undefined || endpoint.account !== account ? null : endpoint;
		},
		remove(endpoint) {
			endpoints.delete(endpoint.id);
		},
		rotate(endpoint, overlapMs) {
			const end = Date.now() + overlapMs;
			const old = liveSecrets(endpoint).map((secret) => ({
				...secret,
				expiresAt: Math.min(secret.expiresAt ?? end, end),
			}));
			endpoint.secrets = [newSecret(), ...(overlapMs > 0 ? old : [])];
		},
		announce(entry) {
			const current = settings.current();
			const status = statusOf(entry);
			const jobId = shownId(entry.id, current);
			const data = {
				job_id: jobId,
				status: shownStatus(status, current),
				created_at: stamp(entry.job.createdAt),
			};
			const kind = status === 'complete' ? 'completed' : 'failed';
			const event = record(entry.account, kind, toWebhookBody(entry, current), data);
			for (const endpoint of ofAccount(entry.account)) {
				const { eventFilters } = endpoint;
				if (eventFilters.length === 0 || eventFilters.includes(event.type)) send(endpoint, event, jobId);
			}
		},
		ping(endpoint) {
			const body = { message: 'ping' };
			return send(endpoint, record(endpoint.account, 'ping', body, body), '');
		},
		events: (account) => events.filter((event) => event.account === account),
		deliveries: (endpoint) => deliveries.filter((delivery) => delivery.endpointId === endpoint.id),
		replay(deliveryId, account) {
			const delivery = deliveries.find(({ id, event }) => id === deliveryId && event.account === account);
			const endpoint = delivery === undefined ? undefined : endpoints.get(delivery.endpointId);
			return delivery === undefined || endpoint === undefined ? null : send(endpoint, delivery.event, '');
		},
		replayFailed(endpoint) {
			const own = deliveries.filter((delivery) => delivery.endpointId === endpoint.id);
			const across = new Set(own.filter(({ status }) => isSuccess(status)).map(({ event }) => event));
			const failed = new Set(own.map(({ event }) => event).filter((event) => !across.has(event)));
			return [...failed].map((event) => send(endpoint, event, ''));
		},
		reset() {
			endpoints.clear();
			events = [];
			deliveries = [];
		},
	};
}

function liveSecrets(endpoint: Endpoint): Secret[] {
	return endpoint.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > Date.now());
}

function isSuccess(status: number | null): boolean {
	return status !== null && status >= 200 && status <= 299;
}

function makeKey(form: Settings['secretForm']): string {
	return form === 'hex' ? randomBytes(32).toString('hex') : `whsec_${randomBytes(16).toString('base64url')}`;
}

/** Duration of the last attempt in seconds, from the core's log. */
function elapsedOf(core: Core, eventId: string, url: string): number {
	const entry = core.callbacks
		.list()
		.findLast((callback) => callback.headers['X-Prosa-Event-UUID'] === eventId && callback.url === url);
	return (entry?.attempts.at(-1)?.ms ?? 0) / 1000;
}
