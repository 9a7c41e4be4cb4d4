import { createHash, createHmac } from 'node:crypto';

import { endpointSchema, endpointsSchema } from '../../../nodes/Prosa/api/schemas';
import { textAt, type Session } from '../../core/session';

const EVENT_NAMES = 'Names of events (docs2: stt.jobs.completed; newer: stt.job.completed; guess: others)';

const SIGNATURE = 'Signature of webhooks (A: t=…,v1=…; B: sha256=…)';

interface Endpoint {
	id: string;
	secret: string;
}

export async function registerEndpoint(session: Session): Promise<Endpoint | undefined> {
	const listed = await session.send({ path: '/webhooks/endpoints' });
	session.decide(
		'webhooksApi',
		'Whether webhooks can be managed by API',
		listed.status === 200 ? 'present' : 'absent',
	);
	if (listed.status === 200 && !endpointsSchema.safeParse(listed.json).success) {
		session.depart('The list of webhook endpoints differs from the schema of the node');
	}
	if (session.callbacks === undefined || listed.status !== 200) {
		const reason = listed.status === 200 ? session.withoutCallback : 'there is no API for webhooks';
		for (const [id, topic] of WEBHOOK_POINTS) session.decide(id, topic, undefined, reason);
		return undefined;
	}
	const created = await session.step(
		'trigger',
		{
			method: 'POST',
			path: '/webhooks/endpoints',
			json: { url: session.callbacks.publicUrl, event_filters: [] },
		},
		endpointSchema,
	);
	const id = textAt(created.json, 'id');
	const secret = textAt(created.json, 'secrets.0.key');
	session.hide(secret);
	session.cleanUp(`webhook endpoint ${id}`, async () => {
		const { status } = await session.send({ method: 'DELETE', path: `/webhooks/endpoints/${id}` });
		if (status >= 300) throw new Error(String(status));
	});
	session.decide('createEndpointStatus', 'Status of a created endpoint', created.status);
	session.decide('secretForm', 'Form of secrets', secret.startsWith('whsec_') ? 'whsec' : 'hex');
	session.decide('endpointId', 'Form of endpoint IDs', id.startsWith('endpoint-') ? 'prefixed' : 'uuid');
	return { id, secret };
}

const WEBHOOK_POINTS = [
	['createEndpointStatus', 'Status of a created endpoint'],
	['secretForm', 'Form of secrets'],
	['endpointId', 'Form of endpoint IDs'],
	['signature', SIGNATURE],
	['eventNames', EVENT_NAMES],
	['webhookBody', 'Content of webhooks'],
] as const;

export async function callback(session: Session, { secret }: Endpoint): Promise<void> {
	const event = await session.callback(
		({ headers }) => !/ping|fail|error/.test(headers['x-prosa-event'] ?? 'ping'),
	);
	const header = event?.headers['x-prosa-signature'] ?? '';
	const body = event?.body ?? '';
	session.decide(
		'signature',
		SIGNATURE,
		event === undefined ? undefined : schemeOf(header, body, secret),
		session.withoutCallback,
	);
	const name = event?.headers['x-prosa-event'] ?? '';
	session.decide(
		'eventNames',
		EVENT_NAMES,
		name === ''
			? undefined
			: name.startsWith('stt.jobs.')
				? 'docs2'
				: name.startsWith('stt.job.')
					? 'newer'
					: 'guess',
		session.withoutCallback,
	);
	session.decide(
		'webhookBody',
		'Content of webhooks',
		event === undefined
			? undefined
			: body.includes('"model":{') || body.includes('"model": {')
				? 'full'
				: 'minimal',
		session.withoutCallback,
	);
}

/** The scheme under which a signature is valid. */
function schemeOf(header: string, body: string, secret: string): string {
	const plain = createHash('sha256').update(`${secret}.${body}`).digest('hex');
	const keyed = createHmac('sha256', secret).update(body).digest('hex');
	if (header.split(',').some((part) => part.trim() === `v1=${plain}`)) return 'A';
	if (header === `sha256=${keyed}`) return 'B';
	return header === keyed ? 'B-bare' : 'unknown';
}
