import type { FastifyInstance } from 'fastify';
import { statusOf, toDetails } from '../answer';
import { longPoll, withJob, withKey, type Context } from '../context';
import { refuse } from '../errors';
import type { Entry } from '../model';
import { readFlag, readInteger, readTime } from '../request/query';

/** List, get and delete. */
export function addJobRoutes(app: FastifyInstance, context: Context): void {
	const { store } = context;

	app.get(
		'/v2/jobs',
		withKey(context, async (caller, { query }, reply) => {
			const settings = context.settings.current();
			const limit = readInteger(query, 'limit', { min: 1, max: 100 }) ?? settings.defaultLimit ?? Infinity;
			const before = readTime(query, 'created_before') ?? Infinity;
			const after = readTime(query, 'created_after') ?? -Infinity;
			const gone = readFlag(query, 'include_deleted');
			const jobs = store
				.list(caller)
				.filter((entry) => entry.createdAt < before && entry.createdAt > after)
				.filter((entry) => gone || !['deleted', 'expired'].includes(statusOf(entry, settings)))
				.slice(0, limit)
				.map((entry) => toDetails(entry, settings));
			return await reply.send({ jobs });
		}),
	);

	/** How deleted and expired jobs are refused; `null` to answer as for any other. */
	const goneError = (entry: Entry): { code: number; error: string } | null => {
		const settings = context.settings.current();
		const status = statusOf(entry, settings);
		const way =
			status === 'deleted' ? settings.deletedJob : status === 'expired' ? settings.expiredJob : 'status';
		if (way === 'status') return null;
		return way === '404' ? { code: 404, error: 'Job not found' } : { code: 410, error: 'Job Expired' };
	};

	app.get(
		'/v2/jobs/:id',
		withJob(context, async (entry, request, reply) => {
			await longPoll(context, entry, request);
			const gone = goneError(entry);
			if (gone !== null) return await refuse(reply, gone.code, gone.error);
			return await reply.send({ job: toDetails(entry, context.settings.current()) });
		}),
	);

	app.delete(
		'/v2/jobs/:id',
		withJob(context, async (entry, { query }, reply) => {
			const settings = context.settings.current();
			const force = readFlag(query, 'force');
			const gone = goneError(entry);
			if (gone !== null) return await refuse(reply, gone.code, gone.error);
			if (statusOf(entry, settings) === 'running' && !force) {
				return await refuse(reply, 423, 'Resource Locked');
			}
			store.remove(entry);
			return await reply.send({ job: toDetails(entry, settings) });
		}),
	);
}
