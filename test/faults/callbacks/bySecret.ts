import { randomBytes } from 'node:crypto';

import { BOMBS, BROKEN, LARGE, OTHERS, pick, PROTOTYPES } from './bodies';
import type { Delivery } from './deliver';
import { RETIRED, SECRET, type Forgery } from './vendor';

const HEADER = 'X-Transcription-Webhook-Secret';

const PARAMETER = 'webhook_secret';

export const json = { 'content-type': 'application/json' };

/** The callback with this secret. */
export function withSecret(delivery: Delivery, secret: string | string[]): Delivery {
	return { ...delivery, headers: { ...delivery.headers, [HEADER]: secret } };
}

/** The same for a vendor that sends no header of your choice. */
export function withSecretInQuery(delivery: Delivery, secret: string | string[]): Delivery {
	const pairs = [secret].flat().map((each) => `${PARAMETER}=${encodeURIComponent(each)}`);
	return { ...delivery, query: `?${pairs.join('&')}` };
}

/** A text with the length of the secret. */
function random(): string {
	return randomBytes(SECRET.length).toString('hex').slice(0, SECRET.length);
}

/** The secret with one letter changed. */
function almost(index: number): string {
	const at = index % SECRET.length;
	return `${SECRET.slice(0, at)}${SECRET[at] === 'x' ? 'y' : 'x'}${SECRET.slice(at + 1)}`;
}

/**
 * Forged callbacks to a trigger that verifies a secret; `right` has no secret.
 * @param add adds a secret to a callback
 */
export function forgeriesBySecret(
	right: (index: number) => Delivery,
	old: Delivery,
	add: typeof withSecret = withSecret,
): Forgery[] {
	const forged = (title: string, secret: (index: number) => string | string[]): Forgery => ({
		title,
		make: (index) => add(right(index), secret(index)),
		status: 401,
	});
	const body = (bodies: readonly string[]) => (index: number) => ({
		...right(index),
		headers: json,
		body: pick(bodies, index),
	});
	return [
		{ title: 'no secret', make: right, status: 401 },
		forged('an empty secret', () => ''),
		forged('a wrong secret', (index) => random().slice(0, 1 + (index % 20))),
		forged('a wrong secret of the right length', random),
		forged('a secret with one letter changed', almost),
		forged('the beginning of the secret', (index) => SECRET.slice(0, 1 + (index % (SECRET.length - 1)))),
		forged('more than the secret', (index) => `${SECRET}${index}`),
		forged('a secret that is not ASCII', () => 'ÿ'.repeat(SECRET.length)),
		forged('the right secret twice in one header', () => `${SECRET}, ${SECRET}`),
		forged('the right secret in two headers', () => [SECRET, SECRET]),
		forged('the right secret and a wrong one', (index) => [SECRET, `${index}`]),
		forged('a list as text', () => JSON.stringify([SECRET])),
		forged('the secret of last year', () => RETIRED),
		{
			title: 'the right secret at another place',
			make: (index) => ({
				...right(index),
				headers: { ...right(index).headers, authorization: `Bearer ${SECRET}`, 'x-webhook-secret': SECRET },
			}),
			status: 401,
		},
		{ title: 'a JSON bomb', make: body(BOMBS), status: 401 },
		{ title: 'keys of prototypes', make: body(PROTOTYPES), status: 401 },
		{ title: 'a body of another vendor', make: body(Object.values(OTHERS)), status: 401 },
		{ title: 'a body that is no JSON', make: body(BROKEN), status: 422 },
		{ title: 'a body of 20 MB', make: body([LARGE]), status: 401, atMost: 3 },
		{ title: 'one that came before', make: () => old, status: 200 },
	];
}
