import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnknownKey } from '../../core/credential';
import type { Context } from '../context';
import { badRequest, missing, notFound, unauthorized } from '../errors';
import { readForm } from '../form';
import type { Settings, TokenForm } from '../settings';

/** The endpoints that exchange a refresh token for a bearer token. */
export function addTokenRoutes(app: FastifyInstance, context: Context): void {
	const exchange =
		(field: string, form: (settings: Settings) => TokenForm) =>
		async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
			const settings = context.settings.current();
			const answer = form(settings);
			if (answer === 'absent') {
				if (settings.absentStatus === 404) return await notFound(reply);
				// The gateway's message for an unknown path.
				const body = settings.absentStatus === 403 ? { message: 'Missing Authentication Token' } : undefined;
				return await reply.code(settings.absentStatus).send(body);
			}
			const { encoding, fields } = await readForm(request, context.core.files);
			context.core.requests.annotate(request, { encoding, fields: Object.fromEntries(fields) });
			const refreshToken = fields.get(field) ?? '';
			const taken = settings.tokenEncodings.some((name) => name === encoding);
			if (!taken || refreshToken === '') {
				return await badRequest(reply, settings, missing(`Please provide ${field}`));
			}
			if (isUnknownKey(refreshToken)) return await unauthorized(reply, settings, false);
			return await reply.send(tokenAnswer(context, answer, refreshToken));
		};

	app.post(
		'/generateAuthToken',
		exchange('REFRESH_TOKEN', (settings) => settings.generateAuthToken),
	);
	app.post(
		'/auth/generate',
		exchange('refresh_token', (settings) => settings.authGenerate),
	);
	app.post(
		'/generate',
		exchange('refresh_token', (settings) => settings.generate),
	);
}

function tokenAnswer(
	context: Context,
	form: Exclude<TokenForm, 'absent'>,
	refreshToken: string,
): Record<string, unknown> {
	const settings = context.settings.current();
	const token = context.tokens.issue('id', settings);
	const seconds = settings.tokenSeconds;
	switch (form) {
		case 'token':
			return { expires: seconds, token };
		case 'token-expires-0':
			return { token, expires: 0 };
		case 'token-only':
			return { token };
		case 'result':
		case 'result-oldest': {
			const oldest = form === 'result-oldest';
			return {
				AuthenticationResult: {
					AccessToken: context.tokens.issue('access', settings),
					ExpiresIn: seconds,
					IdToken: token,
					...(oldest ? { RefreshToken: refreshToken } : {}),
					TokenType: 'Bearer',
				},
				...(oldest ? {} : { ChallengeParameters: {} }),
			};
		}
	}
}
