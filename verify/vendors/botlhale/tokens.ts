import { member, textAt, type Answer, type Session } from '../../core/session';

const TOKEN_WAYS = [
	{ id: 'authGenerate', path: '/auth/generate', field: 'refresh_token' },
	{ id: 'generateAuthToken', path: '/generateAuthToken', field: 'REFRESH_TOKEN' },
	{ id: 'generate', path: '/generate', field: 'refresh_token' },
] as const;

/** Tries every way to get a token; returns the first one. */
export async function tokens(session: Session, refresh: string): Promise<string | undefined> {
	let first: string | undefined;
	for (const { id, path, field } of TOKEN_WAYS) {
		const answer = await session.send({
			method: 'POST',
			path,
			body: new URLSearchParams({ [field]: refresh }),
		});
		const token = tokenOf(answer);
		if (token !== '') session.hide(token);
		session.decide(id, `Response of ${path}`, formOfToken(answer));
		if (token === '' || first !== undefined) continue;
		first = token;
		const json = await session.send({ method: 'POST', path, json: { [field]: refresh } });
		if (tokenOf(json) !== '') session.hide(tokenOf(json));
		session.decide('tokenJson', 'Whether a token can be requested with JSON', tokenOf(json) !== '');
		const expires = member(answer.json, 'AuthenticationResult.ExpiresIn') ?? member(answer.json, 'expires');
		session.decide(
			'tokenSeconds',
			'Lifetime of a token in seconds',
			typeof expires === 'number' ? expires : undefined,
		);
	}
	if (first === undefined) session.depart('No token endpoint returned a token');
	return first;
}

function tokenOf({ json }: Answer): string {
	return textAt(json, 'AuthenticationResult.IdToken') || textAt(json, 'IdToken') || textAt(json, 'token');
}

/** The forms of the sandbox's settings. */
function formOfToken(answer: Answer): string {
	const { json, status } = answer;
	if (tokenOf(answer) === '') return `absent (${status})`;
	if (member(json, 'AuthenticationResult') !== undefined) {
		return member(json, 'AuthenticationResult.RefreshToken') === undefined ? 'result' : 'result-oldest';
	}
	const expires = member(json, 'expires');
	return expires === undefined ? 'token-only' : expires === 0 ? 'token-expires-0' : 'token';
}
