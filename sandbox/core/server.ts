import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { CallbackSender } from './callbacks';
import { DEFAULT_SPEED, JobClock, type Speed } from './clock';
import { addControlRoutes } from './control/routes';
import { createDownloader } from './download';
import { FaultBook } from './faults/book';
import { addFaultHooks } from './faults/hooks';
import { FileStore } from './files';
import { addBodyParsers } from './json';
import { RequestLog } from './requests';
import { createRecogniser } from './speech/recogniser';
import { RecordingShelf } from './speech/recordings';
import type { Core, Mount, VendorModule } from './vendor';

/** The sandbox's description of itself. */
export const NOTICE =
	'This is a sandbox for building and testing workflows without an account. It performs no speech recognition: it ' +
	'returns prepared transcripts for the recordings shipped with it, and generated transcripts for other files.';

const LOGGED_BODY_BYTES = 256 * 1024;
const RECORDINGS = join(__dirname, '..', 'recordings');

export interface Sandbox {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	close(): Promise<void>;
}

/** Starts the sandbox on loopback; port 0 means any free port. Rejects if the port is in use. */
export async function startServer(options: {
	port: number;
	speed?: Partial<Speed>;
	vendors: readonly VendorModule[];
}): Promise<Sandbox> {
	const app = fastify({
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
		forceCloseConnections: true,
		bodyLimit: Number.MAX_SAFE_INTEGER,
		requestTimeout: 0,
		exposeHeadRoutes: false,
	});
	addBodyParsers(app);

	let origin = '';
	const speed: Speed = { ...DEFAULT_SPEED, ...options.speed };
	const clock = new JobClock(speed);
	const faults = new FaultBook();
	const requests = new RequestLog();
	const files = new FileStore();
	const recordings = new RecordingShelf(RECORDINGS);
	const downloader = createDownloader(files);
	const callbacks = new CallbackSender(speed, faults);
	const core: Core = {
		origin: () => origin,
		clock,
		files,
		download: downloader.download,
		recogniser: createRecogniser(recordings),
		callbacks,
		requests,
	};

	const vendors = new Map(options.vendors.map((module) => [module.name, module.create(core)]));
	for (const [name, vendor] of vendors) {
		for (const mount of vendor.mounts) {
			await app.register(
				async (scope: FastifyInstance) => {
					addRequestLog(scope, { vendor: name, mount, requests });
					addPatience(scope);
					addFaultHooks(scope, { vendor: name, prefix: mount.prefix, faults, speed, requests });
					await mount.routes(scope);
				},
				{ prefix: mount.prefix },
			);
		}
	}
	await app.register(
		async (scope: FastifyInstance) => {
			addControlRoutes(scope, { clock, requests, callbacks, faults, recordings, vendors, notice: NOTICE });
		},
		{ prefix: '/__sandbox' },
	);
	app.get('/', async () => ({ notice: NOTICE, control: '/__sandbox' }));

	origin = (await app.listen({ host: '127.0.0.1', port: options.port })).replace(/\/$/, '');
	return {
		url: origin,
		async close() {
			clock.reset();
			await callbacks.close();
			await app.close();
			await downloader.close();
			files.dispose();
		},
	};
}

/**
 * Discards an unread body before the response is sent. Otherwise, Node.js closes the connection, and the client often
 * gets a connection error instead of the response.
 */
function addPatience(scope: FastifyInstance): void {
	scope.addHook('onSend', async ({ raw }, _reply, payload) => {
		if (!raw.complete && raw.readableFlowing === null) await finished(raw.resume()).catch(() => undefined);
		return payload;
	});
}

function addRequestLog(
	scope: FastifyInstance,
	options: { vendor: string; mount: Mount; requests: RequestLog },
): void {
	scope.addHook('onRequest', async (request, reply) => {
		const entry = options.requests.open(request, options.vendor, options.mount.prefix);
		const began = Date.now();
		reply.raw.on('close', () => {
			entry.ms = Date.now() - began;
			if (reply.raw.writableFinished) entry.status = reply.raw.statusCode;
			else entry.aborted = true;
		});
	});
	scope.addHook('preHandler', async (request) => {
		const entry = options.requests.of(request);
		const length = Number(request.headers['content-length'] ?? 0);
		if (entry === undefined || request.body === undefined || request.body === null) return;
		if (request.body instanceof Readable || length > LOGGED_BODY_BYTES) return;
		entry.body = request.body;
	});
}
