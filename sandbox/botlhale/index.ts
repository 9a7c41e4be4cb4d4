import type { FastifyInstance } from 'fastify';
import { KEY } from '../core/credential';
import { InvalidJson } from '../core/json';
import type { VendorModule } from '../core/vendor';
import { addBearerCheck } from './bearer';
import type { Context } from './context';
import { badRequest, invalid, notFound } from './errors';
import { addFormParsers } from './form';
import { STORAGE_PREFIX } from './presigned';
import { addAsyncRoutes } from './routes/async';
import { addStorageRoutes } from './routes/storage';
import { addSyncRoute } from './routes/sync';
import { addTokenRoutes } from './routes/tokens';
import { createSettings } from './settings';
import { createStore } from './store';
import { createTokens } from './tokens';

/** Botlhale AI's speech-to-text API in every published variant (with settings), and its storage host. */
export const botlhale: VendorModule = {
	name: 'botlhale',
	displayName: 'Botlhale AI',
	credential: (origin) => ({
		authentication: 'refreshToken',
		refreshToken: KEY,
		orgId: 'BotlhaleAI999',
		host: 'custom',
		baseUrl: `${origin}/botlhale`,
	}),
	// A job starts with its upload to the storage.
	creates: { method: 'POST', path: '^/$' },
	looks: { method: 'GET', path: 'status' },
	recordings: ['dialogue-en.wav', 'order-af.ogg'],
	create(core) {
		const settings = createSettings();
		const context: Context = {
			core,
			settings,
			store: createStore(settings),
			tokens: createTokens(),
		};
		return {
			settings,
			mounts: [
				{
					prefix: '/botlhale',
					routes(app) {
						addErrors(app, context);
						addFormParsers(app);
						app.register(async (scope) => {
							addTokenRoutes(scope, context);
						});
						app.register(async (scope) => {
							addBearerCheck(scope, context);
							addSyncRoute(scope, context);
							addAsyncRoutes(scope, context);
						});
					},
				},
				{
					prefix: STORAGE_PREFIX,
					routes(app) {
						addStorageRoutes(app, context);
					},
				},
			],
			jobs: () => context.store.jobs(),
			reset: () => {
				context.store.reset();
			},
		};
	},
};

function addErrors(app: FastifyInstance, context: Context): void {
	app.setNotFoundHandler(async (_request, reply) => await notFound(reply));
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof InvalidJson) {
			return await badRequest(reply, context.settings.current(), invalid('Invalid JSON'));
		}
		return await reply.code(500).send({ message: 'Internal server error' });
	});
}
