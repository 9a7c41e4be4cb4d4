import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { Core } from '../core/vendor';
import { statusOf } from './answer';
import { callerOf, refuseKey, type Caller } from './auth';
import { refuse } from './errors';
import type { Entry } from './model';
import { readInteger } from './request/query';
import type { createSettings } from './settings';
import type { Store } from './store';

/** What all routes need. */
export interface Context {
	readonly core: Core;
	readonly store: Store;
	readonly settings: ReturnType<typeof createSettings>;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** A handler after the check of the key and the early access tag. */
export function withKey(
	context: Context,
	handle: (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): Handler {
	return async (request, reply) => {
		const settings = context.settings.current();
		const caller = callerOf(request);
		if (caller === null) return await refuseKey(reply, settings);
		const tag = request.headers['x-sm-ear-tag'];
		if (typeof tag === 'string' && !settings.earTags.includes(tag)) {
			return await refuse(reply, 410, 'Requested Early Access Release not available');
		}
		return await handle(caller, request, reply);
	};
}

const params = z.object({ id: z.string() });

/** A handler of one job that the caller may access. */
export function withJob(
	context: Context,
	handle: (entry: Entry, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): Handler {
	return withKey(context, async (caller, request, reply) => {
		const entry = context.store.find(params.parse(request.params).id, caller);
		if (entry === null) return await refuse(reply, 404, 'Job not found');
		return await handle(entry, request, reply);
	});
}

/** `withJob` for the content of a job, which is rejected if the job is deleted or expired. */
export function withOutputs(
	context: Context,
	handle: (entry: Entry, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): Handler {
	return withJob(context, async (entry, request, reply) => {
		const status = statusOf(entry, context.settings.current());
		if (status === 'deleted' || status === 'expired') return await refuseFile(reply);
		return await handle(entry, request, reply);
	});
}

export async function refuseFile(reply: FastifyReply): Promise<FastifyReply> {
	return await refuse(reply, 410, 'File Expired', 'File deleted from the storage');
}

/** Delays the response until the job has ended, up to the limit of `wait` and the settings. */
export async function longPoll(context: Context, entry: Entry, request: FastifyRequest): Promise<void> {
	const settings = context.settings.current();
	const wait = readInteger(request.query, 'wait', { min: 0 });
	if (!settings.longPoll || statusOf(entry, settings) !== 'running') return;
	const limit = wait === null ? settings.defaultWaitMs : Math.min(wait, settings.waitCapSeconds) * 1000;
	if (limit > 0) await entry.job.settled(limit);
}
