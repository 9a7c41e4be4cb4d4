import type { FastifyInstance } from 'fastify';
import { KEY } from '../core/credential';
import { InvalidJson } from '../core/json';
import type { VendorModule } from '../core/vendor';
import { addBodyParser, BodyTooLarge } from './body';
import type { Context } from './context';
import { refusals, refuse, UNKNOWN_PATH } from './errors';
import { createJobStore } from './jobs/store';
import { addJobRoutes } from './routes/jobs';
import { addWebhookRoutes } from './routes/webhooks';
import { createSettings } from './settings';
import { createWebhookStore } from './webhooks/store';

const TOO_LARGE_PAGE =
	'<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n' +
	'<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** Prosa.ai's speech-to-text API v2 with its webhooks; the base URL is `/prosa/v2/speech`. */
export const prosa: VendorModule = {
	name: 'prosa',
	displayName: 'Prosa.ai',
	credential: (origin) => ({ apiKey: KEY, baseUrl: `${origin}/prosa/v2/speech` }),
	creates: { method: 'POST', path: '/stt$' },
	looks: { method: 'GET', path: '/stt/[^/]+/status$' },
	recordings: ['dialogue-en.wav', 'order-id.mp3'],
	create(core) {
		const settings = createSettings();
		const webhooks = createWebhookStore(core, settings);
		const jobs = createJobStore(core, settings, (entry) => webhooks.announce(entry));
		const context: Context = { core, settings, jobs, webhooks };
		return {
			settings,
			mounts: [
				{
					prefix: '/prosa',
					routes(app) {
						addBodyParser(app, () => settings.current().bodyLimitBytes);
						addErrors(app, context);
						addJobRoutes(app, context);
						addWebhookRoutes(app, context);
					},
				},
			],
			jobs: () => jobs.ids(),
			reset() {
				jobs.reset();
				webhooks.reset();
			},
		};
	},
};

function addErrors(app: FastifyInstance, context: Context): void {
	app.setNotFoundHandler(async (_request, reply) => await refuse(reply, UNKNOWN_PATH));
	app.setErrorHandler(async (error, _request, reply) => {
		const settings = context.settings.current();
		const errors = refusals(settings);
		if (error instanceof BodyTooLarge) {
			return settings.tooLargeBody === 'html'
				? await reply.code(413).type('text/html').send(TOO_LARGE_PAGE)
				: await refuse(reply, errors.tooLarge(error.size, settings.bodyLimitBytes));
		}
		if (error instanceof InvalidJson) {
			const violation = { loc: ['body'], msg: error.message, type: 'value_error.jsondecode' };
			return await refuse(reply, errors.invalid([violation]));
		}
		return await refuse(reply, errors.internal());
	});
}
