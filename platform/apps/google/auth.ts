import { APP_TOKEN, hasToken, type App, type AppAnswer } from '../app';

/** The content of a credential of n8n's Google nodes after somebody has signed in. */
export const googleCredential = {
	clientId: 'played-apps.apps.googleusercontent.com',
	clientSecret: APP_TOKEN,
	oauthTokenData: { access_token: APP_TOKEN, refresh_token: APP_TOKEN, token_type: 'Bearer' },
};

/** An app of Google that refuses other tokens, as all of Google's APIs do. */
export function googleApp(host: string, answer: App['answer']): App {
	return {
		hosts: [host],
		answer: async (request) => {
			const known = await answer(request);
			return known === undefined || hasToken(request) ? known : unauthorized;
		},
	};
}

const unauthorized: AppAnswer = {
	status: 401,
	body: { error: { code: 401, message: 'Invalid Credentials', status: 'UNAUTHENTICATED' } },
};
