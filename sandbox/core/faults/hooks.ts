import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Speed } from '../clock';
import type { RequestLog } from '../requests';
import { cutOff, HTML_PAGE, hugeJson, MALFORMED_JSON, trickle, withExtraField, withFields } from './bodies';
import type { FaultBook, RequestFault } from './book';

/** Applies the faults to every route of a vendor's scope. */
export function addFaultHooks(
	app: FastifyInstance,
	options: { vendor: string; prefix: string; faults: FaultBook; speed: Speed; requests: RequestLog },
): void {
	const struck = new WeakMap<FastifyRequest, RequestFault>();

	app.addHook('onRequest', async (request, reply) => {
		if (options.speed.callMs > 0) await sleep(options.speed.callMs);
		const fault = options.faults.takeRequest({
			vendor: options.vendor,
			method: request.method,
			path: request.url.slice(options.prefix.length),
		});
		if (fault === null) return;
		const entry = options.requests.of(request);
		if (entry !== undefined) entry.fault = fault.kind;
		if (fault.kind === 'delay') {
			await sleep(fault.ms);
			return;
		}
		if (fault.effect || CHANGES_ANSWER.has(fault.kind)) {
			struck.set(request, fault);
			return;
		}
		if (fault.kind === 'no-answer') {
			reply.hijack();
		} else if (fault.kind === 'reset-before-answer') {
			reply.hijack();
			reset(request);
		} else {
			const answer = replacement(fault, reply);
			if (answer !== null) return await reply.send(answer);
		}
	});

	app.addHook('preParsing', async (request, _reply, payload) => {
		const fault = struck.get(request);
		if (fault?.kind !== 'reset-in-upload') return payload;
		let seen = 0;
		return payload.pipe(
			new Transform({
				transform(chunk: Buffer, _encoding, done) {
					seen += chunk.length;
					if (seen > fault.afterBytes) reset(request);
					else done(null, chunk);
				},
			}),
		);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const fault = struck.get(request);
		if (fault === undefined) return payload;
		if (fault.kind === 'no-answer' || fault.kind === 'reset-before-answer') {
			if (fault.kind === 'reset-before-answer') reset(request);
			// Never resolves: the request took effect, but its response is never sent.
			return await new Promise<never>(() => undefined);
		}
		const other = replacement(fault, reply);
		if (other !== null) return other;
		return await changed(fault, await toBuffer(payload), request, reply);
	});
}

const CHANGES_ANSWER: ReadonlySet<RequestFault['kind']> = new Set([
	'reset-in-upload',
	'reset-in-body',
	'wrong-content-type',
	'set-fields',
	'extra-field',
	'slow-trickle',
	'truncated',
]);

/**
 * The response of the fault, with status and headers set on the reply; `null` for faults that change the vendor's
 * response.
 */
function replacement(fault: RequestFault, reply: FastifyReply): string | Readable | null {
	const json = 'application/json; charset=utf-8';
	switch (fault.kind) {
		case 'status': {
			const text = typeof fault.body === 'string';
			void reply.code(fault.status).removeHeader('content-length');
			void reply.header('content-type', text ? 'text/plain; charset=utf-8' : json).headers(fault.headers);
			if (fault.body === undefined) return '';
			return typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
		}
		case 'malformed-json':
			void reply.code(200).header('content-type', json).removeHeader('content-length');
			return MALFORMED_JSON;
		case 'html':
			void reply.code(fault.status).header('content-type', 'text/html').removeHeader('content-length');
			return HTML_PAGE;
		case 'wrong-shape':
			void reply.code(200).header('content-type', json).removeHeader('content-length');
			return JSON.stringify(fault.body);
		case 'huge':
			void reply.code(200).header('content-type', json).header('content-length', fault.bytes);
			return hugeJson(fault.bytes);
		default:
			return null;
	}
}

/** The vendor's response, changed by the fault. */
async function changed(
	fault: RequestFault,
	answer: Buffer,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<Buffer | string | Readable> {
	void reply.removeHeader('content-length');
	switch (fault.kind) {
		case 'wrong-content-type':
			void reply.header('content-type', fault.contentType);
			return answer;
		case 'set-fields':
			return withFields(answer.toString(), fault.fields);
		case 'extra-field':
			return withExtraField(answer.toString(), fault.name, fault.value);
		case 'truncated':
			return answer.subarray(0, Math.floor(answer.length / 2));
		case 'slow-trickle':
			void reply.header('content-length', answer.length);
			return trickle(answer, fault.chunkBytes, fault.ms);
		case 'reset-in-body': {
			void reply.header('content-length', answer.length);
			const count = Math.min(
				fault.afterBytes ?? Math.floor(answer.length / 2),
				Math.max(0, answer.length - 1),
			);
			return cutOff(answer, count, () => {
				reset(request);
			});
		}
		default:
			return answer;
	}
}

async function toBuffer(payload: unknown): Promise<Buffer> {
	if (Buffer.isBuffer(payload)) return payload;
	if (typeof payload === 'string') return Buffer.from(payload);
	if (payload instanceof Readable) return await buffer(payload);
	return Buffer.alloc(0);
}

function reset(request: FastifyRequest): void {
	request.raw.socket.resetAndDestroy();
}
