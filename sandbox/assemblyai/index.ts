import type { FastifyInstance } from 'fastify';
import { KEY, WEBHOOK_SECRET } from '../core/credential';
import { InvalidJson } from '../core/json';
import type { VendorModule } from '../core/vendor';
import type { Context } from './context';
import { STORAGE_PREFIX } from './redactedAudio';
import { INVALID_SCHEMA } from './request/params';
import { addExportRoutes } from './routes/exports';
import { addCdnRoutes, addRedactedAudioRoutes, addStorageRoutes } from './routes/redactedAudio';
import { addSyncRoutes } from './routes/sync';
import { addTranscriptRoutes } from './routes/transcripts';
import { addUnderstandingRoutes } from './routes/understanding';
import { addUploadRoutes } from './routes/upload';
import { createSettings } from './settings';
import { CDN_PREFIX, createStore } from './store';

/** AssemblyAI's pre-recorded API v2, its upload and storage hosts, the Sync API, and the understanding endpoint. */
export const assemblyai: VendorModule = {
	name: 'assemblyai',
	displayName: 'AssemblyAI',
	credential: (origin) => ({
		apiKey: KEY,
		region: 'custom',
		baseUrl: `${origin}/assemblyai`,
		webhookSecret: WEBHOOK_SECRET,
	}),
	creates: { method: 'POST', path: '^/v2/transcript$' },
	looks: { method: 'GET', path: '^/v2/transcript/[^/]+$' },
	recordings: ['dialogue-en.wav', 'order-id.mp3', 'order-af.ogg'],
	create(core) {
		const settings = createSettings();
		const store = createStore(core, settings);
		const context: Context = { core, settings, store };
		const understandingCalls = new Map<string, number[]>();
		return {
			settings,
			mounts: [
				{
					prefix: '/assemblyai',
					routes(app) {
						addErrors(app);
						addUploadRoutes(app, context);
						addTranscriptRoutes(app, context);
						addExportRoutes(app, context);
						addRedactedAudioRoutes(app, context);
						// At the vendor, these two have hosts of their own; a custom base URL serves all of them.
						addSyncRoutes(app, context);
						addUnderstandingRoutes(app, context, understandingCalls);
					},
				},
				{
					prefix: '/assemblyai-gateway',
					routes(app) {
						addErrors(app);
						addUnderstandingRoutes(app, context, understandingCalls);
					},
				},
				{
					prefix: STORAGE_PREFIX,
					routes(app) {
						addErrors(app);
						addStorageRoutes(app, context);
					},
				},
				{
					prefix: CDN_PREFIX,
					routes(app) {
						addErrors(app);
						addCdnRoutes(app);
					},
				},
			],
			jobs: () => store.ids(),
			reset() {
				store.reset();
				understandingCalls.clear();
			},
		};
	},
};

function addErrors(app: FastifyInstance): void {
	app.setNotFoundHandler(async (_request, reply) => await reply.code(404).send({ error: 'Not found' }));
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof InvalidJson) return await reply.code(400).send({ error: INVALID_SCHEMA });
		return await reply.code(500).send({ error: 'Internal Server Error' });
	});
}
