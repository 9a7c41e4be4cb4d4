import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import type { CallbackSender } from '../callbacks';
import type { JobClock } from '../clock';
import type { FaultBook } from '../faults/book';
import { faultSchema } from '../faults/schema';
import type { RequestLog } from '../requests';
import type { RecordingShelf } from '../speech/recordings';
import type { Vendor } from '../vendor';
import { sendRecording } from './recordings';

export interface ControlParts {
	clock: JobClock;
	requests: RequestLog;
	callbacks: CallbackSender;
	faults: FaultBook;
	recordings: RecordingShelf;
	vendors: ReadonlyMap<string, Vendor>;
	notice: string;
}

const factor = z.number().min(0).max(1000);
const milliseconds = z.number().min(0).max(86_400_000);
const speedSchema = z.strictObject({
	queuedMs: milliseconds.optional(),
	processingMs: milliseconds.optional(),
	callMs: milliseconds.optional(),
	retryFactor: factor.optional(),
	timeoutFactor: factor.optional(),
});

const finishSchema = z.strictObject({ count: z.number().int().min(1).optional() });

/** The control API in `/__sandbox`. Errors are 400 with `{error}`. */
export function addControlRoutes(app: FastifyInstance, parts: ControlParts): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
		return await reply.code(400).send({ error: message });
	});

	app.get('/', async () => ({
		notice: parts.notice,
		vendors: Object.fromEntries([...parts.vendors].map(([name, v]) => [name, v.mounts.map((m) => m.prefix)])),
		recordings: parts.recordings.names(),
		speed: parts.clock.speed,
	}));

	app.get('/requests', async (request) => {
		const query = z
			.object({ vendor: z.string().optional(), method: z.string().optional(), path: z.string().optional() })
			.parse(request.query);
		const path = query.path === undefined ? null : new RegExp(query.path);
		const requests = parts.requests
			.list()
			.filter(
				(entry) =>
					(query.vendor === undefined || entry.vendor === query.vendor) &&
					(query.method === undefined || entry.method === query.method.toUpperCase()) &&
					(path === null || path.test(entry.path)),
			);
		return { requests };
	});

	app.get('/jobs', async () => ({
		jobs: Object.fromEntries([...parts.vendors].map(([name, vendor]) => [name, vendor.jobs()])),
	}));

	app.get('/counts', async () => ({
		counts: Object.fromEntries(
			[...parts.vendors].map(([name, vendor]) => [
				name,
				{
					requests: parts.requests.count(name),
					jobs: vendor.jobs().length,
					...parts.callbacks.counts(name),
				},
			]),
		),
	}));

	app.get('/callbacks', async () => ({ callbacks: parts.callbacks.list() }));
	app.post('/callbacks/release', async () => {
		parts.callbacks.release();
		return { ok: true };
	});

	app.get('/speed', async () => parts.clock.speed);
	app.post('/speed', async (request) => {
		const { speed } = parts.clock;
		const change = speedSchema.parse(request.body);
		speed.queuedMs = change.queuedMs ?? speed.queuedMs;
		speed.processingMs = change.processingMs ?? speed.processingMs;
		speed.callMs = change.callMs ?? speed.callMs;
		speed.retryFactor = change.retryFactor ?? speed.retryFactor;
		speed.timeoutFactor = change.timeoutFactor ?? speed.timeoutFactor;
		return speed;
	});
	app.post('/finish', async (request) => {
		parts.clock.finish(finishSchema.parse(request.body ?? {}).count);
		return { ok: true };
	});

	app.get('/faults', async () => ({ faults: parts.faults.list() }));
	app.post('/faults', async (request) => {
		const faults = z.array(faultSchema).parse(Array.isArray(request.body) ? request.body : [request.body]);
		return { ids: faults.map((fault) => parts.faults.add(fault)) };
	});
	app.delete('/faults', async () => {
		parts.faults.clear();
		return { ok: true };
	});

	const settingsOf = (params: unknown, reply: FastifyReply): NonNullable<Vendor['settings']> | null => {
		const { vendor } = z.object({ vendor: z.string() }).parse(params);
		const settings = parts.vendors.get(vendor)?.settings ?? null;
		if (settings === null) void reply.code(404);
		return settings;
	};
	app.get('/settings/:vendor', async (request, reply) => {
		const settings = settingsOf(request.params, reply);
		return settings === null
			? { error: 'There is no vendor with this name that has settings' }
			: settings.read();
	});
	app.post('/settings/:vendor', async (request, reply) => {
		const settings = settingsOf(request.params, reply);
		if (settings === null) return { error: 'There is no vendor with this name that has settings' };
		settings.change(request.body);
		return settings.read();
	});

	app.post('/reset', async () => {
		parts.clock.reset();
		parts.callbacks.reset();
		parts.faults.clear();
		parts.requests.reset();
		for (const vendor of parts.vendors.values()) {
			vendor.reset();
			vendor.settings?.reset();
		}
		return { ok: true };
	});

	app.get('/recordings', async () => ({ recordings: parts.recordings.list() }));
	// The second name makes the URLs of many copies of a recording different.
	for (const path of ['/recordings/:name', '/recordings/:name/:as']) {
		app.get(path, async (request, reply) => await sendRecording(request, reply, parts.recordings));
	}
}
