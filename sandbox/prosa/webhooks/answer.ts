import { stamp } from '../ids';
import type { Settings } from '../settings';
import type { Delivery, Endpoint, Event } from './model';

/** A row of the list, without secrets. */
export function toEndpointRow(endpoint: Endpoint): Record<string, unknown> {
	return {
		id: endpoint.id,
		url: endpoint.url,
		event_filters: endpoint.eventFilters,
		ssl_verification: endpoint.sslVerification,
	};
}

export function toEndpointAnswer(endpoint: Endpoint, settings: Settings): Record<string, unknown> {
	return {
		id: endpoint.id,
		url: endpoint.url,
		secrets: endpoint.secrets.map(({ id, key, expiresAt }) => ({
			id,
			key,
			...(settings.secretForm === 'whsec'
				? { expired_at: expiresAt === null ? null : stamp(expiresAt) }
				: {}),
		})),
		event_filters: endpoint.eventFilters,
		ssl_verification: endpoint.sslVerification,
	};
}

export function toRemovedAnswer(endpoint: Endpoint): Record<string, unknown> {
	return { id: endpoint.id, url: endpoint.url, ssl_verification: endpoint.sslVerification };
}

export function toEventRow(event: Event): Record<string, unknown> {
	return { id: event.id, event_type: event.type, created_at: stamp(event.createdAt) };
}

export function toEventAnswer(event: Event): Record<string, unknown> {
	return {
		id: event.id,
		event_type: event.type,
		data: event.data,
		created_at: stamp(event.createdAt),
	};
}

export function toDeliveryRow(delivery: Delivery): Record<string, unknown> {
	return {
		delivery_id: delivery.id,
		event_id: delivery.event.id,
		endpoint_id: delivery.endpointId,
		delivery: stamp(delivery.at),
		request_method: 'POST',
		request_headers: delivery.headers,
		request_body: JSON.parse(delivery.event.body),
		response_status: delivery.status,
		response_headers: {},
		response_body: '',
		elapsed_time: delivery.elapsed,
	};
}
