import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { isUnknownKey } from '../core/credential';
import type { Core } from '../core/vendor';
import { refusals, refuse, Refused, type Refusals } from './errors';
import { bareId } from './ids';
import type { Entry } from './jobs/model';
import type { JobStore } from './jobs/store';
import type { createSettings, Settings } from './settings';
import type { WebhookStore } from './webhooks/store';

/** What all routes need. */
export interface Context {
	readonly core: Core;
	readonly settings: ReturnType<typeof createSettings>;
	readonly jobs: JobStore;
	readonly webhooks: WebhookStore;
}

/** One request after the check of the key. */
export interface Call {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	/** The API key; each key is an account. */
	readonly account: string;
	readonly settings: Settings;
	readonly errors: Refusals;
}

/**
 * A handler after the check of the key. In the sandbox, keys that start with `forbidden` belong to another product.
 */
export function withKey(
	context: Context,
	handle: (call: Call) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
	return async (request, reply) => {
		const settings = context.settings.current();
		const errors = refusals(settings);
		const account = keyOf(request);
		if (account === '') return await refuse(reply, errors.noKey());
		if (isUnknownKey(account)) return await refuse(reply, errors.wrongKey());
		if (/^forbidden/i.test(account)) return await refuse(reply, errors.forbidden());
		try {
			return await handle({ request, reply, account, settings, errors });
		} catch (error) {
			if (error instanceof Refused) return await refuse(reply, error.refusal);
			throw error;
		}
	};
}

/** A handler of one job of the account; invalid and unknown IDs are rejected before. */
export function withJob(
	context: Context,
	handle: (call: Call, entry: Entry) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
	return withKey(context, async (call) => {
		const { reply, errors } = call;
		const { job_id: jobId } = z.object({ job_id: z.string() }).parse(call.request.params);
		const bare = bareId(jobId);
		if (bare === null) {
			const violation = {
				loc: ['path', 'job_id'],
				msg: 'value is not a valid uuid',
				type: 'type_error.uuid',
			};
			return await refuse(reply, errors.invalid([violation]));
		}
		const entry = context.jobs.find(bare, call.account);
		if (entry !== null) return await handle(call, entry);
		const archiving = call.request.method === 'DELETE';
		return await refuse(reply, archiving ? errors.jobGone(jobId) : errors.jobNotFound(jobId));
	});
}

function keyOf(request: FastifyRequest): string {
	const header = request.headers['x-api-key'];
	return typeof header === 'string' ? header.trim() : '';
}
