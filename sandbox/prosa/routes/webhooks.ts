import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { withKey, type Call, type Context } from '../context';
import { Refused, refuse, UNKNOWN_PATH } from '../errors';
import type { Settings } from '../settings';
import { dateRange, validated, withinDays } from '../validate';
import {
	toDeliveryRow,
	toEndpointAnswer,
	toEndpointRow,
	toEventAnswer,
	toEventRow,
	toRemovedAnswer,
} from '../webhooks/answer';
import type { Endpoint } from '../webhooks/model';
import type { Sent } from '../webhooks/store';

const endpointBody = z.object({
	url: z.string(),
	event_filters: z.array(z.string()).default([]),
	ssl_verification: z.boolean().default(true),
	secret_key: z.string().min(1).optional(),
});
const changeBody = z.object({
	url: z.string().optional(),
	event_filters: z.array(z.string()).optional(),
	ssl_verification: z.boolean().optional(),
});
const rotateBody = z
	.object({ days: z.number().min(0).default(0), hours: z.number().min(0).default(0) })
	.default({ days: 0, hours: 0 });
const rangeQuery = z.object(dateRange);
const idParams = z.object({ id: z.string() });

const HOUR_MS = 3_600_000;

/** Routes for webhook endpoints, which belong to an account and not to a job. */
export function addWebhookRoutes(app: FastifyInstance, context: Context): void {
	const { webhooks } = context;
	const base = '/v2/speech/webhooks';

	const managed = (handle: (call: Call) => Promise<FastifyReply>) =>
		withKey(context, async (call) =>
			call.settings.webhooksApi === 'absent' ? await refuse(call.reply, UNKNOWN_PATH) : await handle(call),
		);
	const onEndpoint = (
		handle: (call: Call, endpoint: Endpoint) => Promise<FastifyReply>,
	): ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
		managed(async (call) => {
			const { id } = idParams.parse(call.request.params);
			const endpoint = webhooks.find(id, call.account);
			return endpoint === null
				? await refuse(call.reply, call.errors.endpointNotFound(id))
				: await handle(call, endpoint);
		});

	app.get(
		`${base}/endpoints`,
		managed(async ({ reply, account }) => await reply.send(webhooks.endpoints(account).map(toEndpointRow))),
	);
	app.post(
		`${base}/endpoints`,
		managed(async ({ request, reply, account, settings, errors }) => {
			const body = validated(endpointBody, request.body, 'body', errors);
			if (!isAllowedUrl(body.url, settings)) throw new Refused(errors.invalidUrl());
			const endpoint = webhooks.add({
				account,
				url: body.url,
				eventFilters: body.event_filters,
				sslVerification: body.ssl_verification,
				secretKey: body.secret_key,
			});
			return await reply.code(settings.createEndpointStatus).send(toEndpointAnswer(endpoint, settings));
		}),
	);
	app.get(
		`${base}/endpoints/:id`,
		onEndpoint(
			async ({ reply, settings }, endpoint) => await reply.send(toEndpointAnswer(endpoint, settings)),
		),
	);
	app.put(
		`${base}/endpoints/:id`,
		onEndpoint(async ({ request, reply, settings, errors }, endpoint) => {
			const body = validated(changeBody, request.body, 'body', errors);
			if (body.url !== undefined && !isAllowedUrl(body.url, settings)) throw new Refused(errors.invalidUrl());
			endpoint.url = body.url ?? endpoint.url;
			endpoint.eventFilters = body.event_filters ?? endpoint.eventFilters;
			endpoint.sslVerification = body.ssl_verification ?? endpoint.sslVerification;
			return await reply.send(toEndpointAnswer(endpoint, settings));
		}),
	);
	app.delete(
		`${base}/endpoints/:id`,
		onEndpoint(async ({ reply }, endpoint) => {
			webhooks.remove(endpoint);
			return await reply.send(toRemovedAnswer(endpoint));
		}),
	);
	app.post(
		`${base}/endpoints/:id/rotate`,
		onEndpoint(async ({ request, reply, settings, errors }, endpoint) => {
			const { days, hours } = validated(rotateBody, request.body, 'body', errors);
			webhooks.rotate(endpoint, (days * 24 + hours) * HOUR_MS);
			return await reply.send(toEndpointAnswer(endpoint, settings));
		}),
	);
	app.post(
		`${base}/endpoints/:id/test`,
		onEndpoint(async ({ reply }, endpoint) => await reply.send(toSentAnswer(webhooks.ping(endpoint)))),
	);
	app.get(
		`${base}/endpoints/:id/deliveries`,
		onEndpoint(async ({ request, reply, errors }, endpoint) => {
			const range = validated(rangeQuery, request.query, 'query', errors);
			const deliveries = webhooks.deliveries(endpoint).filter(({ at }) => withinDays(at, range));
			return await reply.send(deliveries.map(toDeliveryRow));
		}),
	);
	app.post(
		`${base}/endpoints/:id/replay-failed`,
		onEndpoint(
			async ({ reply }, endpoint) => await reply.send(webhooks.replayFailed(endpoint).map(toSentAnswer)),
		),
	);
	app.get(
		`${base}/events`,
		managed(async ({ request, reply, account, errors }) => {
			const range = validated(rangeQuery, request.query, 'query', errors);
			const events = webhooks.events(account).filter(({ createdAt }) => withinDays(createdAt, range));
			return await reply.send(events.map(toEventRow));
		}),
	);
	app.get(
		`${base}/events/:id`,
		managed(async ({ request, reply, account, errors }) => {
			const { id } = idParams.parse(request.params);
			const event = webhooks.events(account).find((one) => one.id === id);
			if (event === undefined) return await refuse(reply, errors.eventNotFound(id));
			return await reply.send(toEventAnswer(event));
		}),
	);
	app.post(
		`${base}/deliveries/:id/replay`,
		managed(async ({ request, reply, account, errors }) => {
			const { id } = idParams.parse(request.params);
			const sent = webhooks.replay(id, account);
			if (sent === null) return await refuse(reply, errors.deliveryNotFound(id));
			return await reply.send(toSentAnswer(sent));
		}),
	);
}

function toSentAnswer({ deliveryTag, endpoint }: Sent): Record<string, unknown> {
	return { delivery_tag: deliveryTag, endpoint_id: endpoint.id, url: endpoint.url };
}

/** `URL.canParse` fails for some hosts in Node.js 20 and 22. */
function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isAllowedUrl(text: string, settings: Settings): boolean {
	const url = parseUrl(text);
	if (!url) return false;
	if (url.protocol === 'https:') return true;
	if (url.protocol !== 'http:' || settings.httpEndpoints === 'refused') return false;
	return settings.httpEndpoints === 'taken' || LOOPBACK.has(url.hostname);
}
