import type { FastifyInstance } from 'fastify';
import { KEY, WEBHOOK_SECRET } from '../core/credential';
import type { VendorModule } from '../core/vendor';
import { callerOf, refuseKey } from './auth';
import type { Context } from './context';
import { refuse, refusePath } from './errors';
import { BadQuery } from './request/query';
import { addDiscoveryRoute, addKeyRoute, addUsageRoute } from './routes/account';
import { addCreateRoute } from './routes/create';
import { addFileRoutes } from './routes/files';
import { addJobRoutes } from './routes/jobs';
import { addStorageRoutes } from './routes/storage';
import { addTranscriptRoutes } from './routes/transcript';
import { createSettings } from './settings';
import { STORAGE_PREFIX } from './storage';
import { createStore } from './store';

/** Speechmatics' batch API v2, its object store, and the management platform's temporary keys. */
export const speechmatics: VendorModule = {
	name: 'speechmatics',
	displayName: 'Speechmatics',
	credential: (origin) => ({
		apiKey: KEY,
		region: 'custom',
		baseUrl: `${origin}/speechmatics/v2`,
		webhookSecret: WEBHOOK_SECRET,
	}),
	creates: { method: 'POST', path: '^/v2/jobs' },
	looks: { method: 'GET', path: '^/v2/jobs/[^/]+$' },
	recordings: ['dialogue-en.wav', 'order-id.mp3', 'order-af.ogg'],
	create(core) {
		const settings = createSettings();
		const store = createStore(core, settings);
		const context: Context = { core, settings, store };
		return {
			settings,
			mounts: [
				{
					prefix: '/speechmatics',
					async routes(app) {
						addErrors(app, context);
						app.get('/', async (_request, reply) => {
							return await reply
								.header('content-type', 'text/html')
								.send('<html><body>Speechmatics</body></html>');
						});
						await addCreateRoute(app, context);
						addJobRoutes(app, context);
						addTranscriptRoutes(app, context);
						addFileRoutes(app, context);
						addUsageRoute(app, context);
						addDiscoveryRoute(app);
					},
				},
				{
					prefix: STORAGE_PREFIX,
					routes(app) {
						addErrors(app, context);
						addStorageRoutes(app, context);
					},
				},
				{
					prefix: '/speechmatics-mp',
					routes(app) {
						addErrors(app, context);
						addKeyRoute(app, context);
					},
				},
			],
			jobs: () => store.ids(),
			reset: () => {
				store.reset();
			},
		};
	},
};

const KNOWN_PATH =
	/^\/speechmatics\/v2\/(jobs(\/[^/]+(\/(transcript|alignment|data|text|log|object-urls))?)?|usage)\/?(\?|$)/u;

function addErrors(app: FastifyInstance, context: Context): void {
	app.setNotFoundHandler(async (request, reply) => {
		if (!KNOWN_PATH.test(request.url)) return await refusePath(reply);
		// For a wrong method on an existing path, the key is checked first.
		if (callerOf(request) === null) return await refuseKey(reply, context.settings.current());
		return await refuse(reply, 405, `method ${request.method} is not allowed`);
	});
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof BadQuery) return await refuse(reply, 422, error.message);
		const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
		if (status === 400 || status === 413 || status === 415)
			return await refuse(reply, 400, 'Malformed request');
		return await refuse(reply, 500, 'Internal Server Error');
	});
}
