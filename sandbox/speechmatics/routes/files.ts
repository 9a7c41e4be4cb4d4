import type { FastifyInstance, FastifyReply } from 'fastify';
import type { StoredFile } from '../../core/files';
import type { Core } from '../../core/vendor';
import { refuseFile, withOutputs, type Context } from '../context';
import { refuse } from '../errors';
import type { Entry } from '../model';
import { readChoice, readInteger } from '../request/query';
import { LINK_KINDS, linkTo } from '../storage';
import { milliseconds } from '../time';

const DEFAULT_TTL_SECONDS = 3600;

/** What was submitted, the log, and pre-signed URLs. */
export function addFileRoutes(app: FastifyInstance, context: Context): void {
	app.get(
		'/v2/jobs/:id/data',
		withOutputs(context, async (entry, _request, reply) => {
			return await sendFile(reply, entry.state.data, context.core, 'application/octet-stream');
		}),
	);
	app.get(
		'/v2/jobs/:id/text',
		withOutputs(context, async (entry, _request, reply) => {
			if (entry.config.type !== 'alignment') return await refuse(reply, 404, 'Job is not of type alignment');
			return await sendFile(reply, entry.state.text, context.core, 'text/plain; charset=utf-8');
		}),
	);
	app.get(
		'/v2/jobs/:id/log',
		withOutputs(context, async (entry, _request, reply) => {
			const { log } = context.settings.current();
			if (log === 'not-implemented') return await refuse(reply, 501, 'Not Implemented');
			if (log === 'missing' || entry.job.outcome() === null) {
				return await refuse(reply, 404, 'Log file not available', 'Could not read log file');
			}
			return await reply.header('content-type', 'text/plain; charset=utf-8').send(logOf(entry));
		}),
	);
	app.get(
		'/v2/jobs/:id/object-urls',
		withOutputs(context, async (entry, { query }, reply) => {
			const ttl = readInteger(query, 'ttl', { min: 1 }) ?? DEFAULT_TTL_SECONDS;
			const only = readChoice(query, 'url_for', LINK_KINDS);
			const kinds = only === null ? LINK_KINDS : [only];
			const links = kinds.flatMap((kind) => {
				const link = linkTo(entry, kind, ttl, context.core.origin());
				return link === null ? [] : [[kind, link]];
			});
			return await reply.send(Object.fromEntries(links));
		}),
	);
}

/** A stored file as it came; one that was not kept (too large for the sandbox) is as good as expired. */
export async function sendFile(
	reply: FastifyReply,
	file: StoredFile | null,
	core: Core,
	contentType: string,
): Promise<FastifyReply> {
	const stream = file === null ? null : core.files.open(file);
	if (file === null || stream === null) return await refuseFile(reply);
	return await reply.header('content-type', contentType).header('content-length', file.size).send(stream);
}

function logOf(entry: Entry): string {
	const ended = entry.job.endedAt() ?? Date.now();
	const lines = [
		{ at: entry.createdAt, message: `job ${entry.id} created` },
		...entry.state.errors,
		{ at: ended, message: `job ${entry.id} ${entry.job.outcome()?.status ?? 'running'}` },
	].sort((a, b) => a.at - b.at);
	return `${lines.map(({ at, message }) => `${milliseconds(at)} ${message}`).join('\n')}\n`;
}
