import { z } from 'zod/v4';

import { APP_TOKEN, hasToken, jsonOf, type App, type World } from './app';

const messageSchema = z.looseObject({ channel: z.string().min(1), text: z.string().min(1) });

/** The content of the credential of n8n's Slack node. */
export const slackCredential = { accessToken: APP_TOKEN };

/** Slack's Web API (https://docs.slack.dev/reference/methods). Its failures have the status 200. */
export function slack(world: World): App {
	return {
		hosts: ['slack.com'],
		answer(request) {
			if (!hasToken(request)) return { body: { ok: false, error: 'invalid_auth' } };
			switch (request.url.pathname) {
				case '/api/users.profile.get':
					return { body: { ok: true, profile: { real_name: 'Scribe' } } };
				case '/api/chat.postMessage': {
					const message = messageSchema.parse(jsonOf(request));
					world.delivered.push({ app: 'slack', kind: 'message', content: message });
					return { body: { ok: true, channel: message.channel, ts: '1764374400.000100', message } };
				}
				default:
					return undefined;
			}
		},
	};
}
