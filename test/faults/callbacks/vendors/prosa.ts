import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

import { vendorNamed } from '../../../../platform/vendors';
import { BOMBS, BROKEN, LARGE, OTHERS, pick, PROTOTYPES } from '../bodies';
import { json } from '../bySecret';
import type { Delivery } from '../deliver';
import { RETIRED, SECRET, type CallbackVendor, type Forgery } from '../vendor';

/** Signed as Prosa.ai does, `secondsAgo`. */
function signed(secret: string, body: string, { id = randomUUID(), secondsAgo = 0 } = {}): Delivery {
	const digest = createHash('sha256').update(`${secret}.${body}`).digest('hex');
	return {
		headers: {
			...json,
			'x-prosa-event': 'stt.jobs.completed',
			'x-prosa-event-uuid': id,
			'x-prosa-signature': `t=${Math.floor(Date.now() / 1000) - secondsAgo},v1=${digest}`,
		},
		body,
	};
}

function bySignature(signature: (index: number, body: string) => string | string[]) {
	return (index: number): Delivery => {
		const body = ofProsa(`forged-${index}`);
		const { headers } = signed(SECRET, body);
		return { headers: { ...headers, 'x-prosa-signature': signature(index, body) }, body };
	};
}

function ofProsa(jobId: string): string {
	return JSON.stringify({ job_id: jobId, result: { data: [] } });
}

const digestOf = (body: string) => createHash('sha256').update(`${SECRET}.${body}`).digest('hex');
const now = () => Math.floor(Date.now() / 1000);

function forgeriesOfProsa(old: Delivery): Forgery[] {
	const forged = (title: string, make: Forgery['make']): Forgery => ({ title, make, status: 400 });
	const unsigned = (bodies: readonly string[]) => (index: number) => ({
		...signed(RETIRED, pick(bodies, index)),
	});
	return [
		forged('no signature', (index) => ({ headers: json, body: ofProsa(`forged-${index}`) })),
		forged(
			'an empty signature',
			bySignature(() => ''),
		),
		forged(
			'a wrong signature of the right length',
			bySignature(() => `t=${now()},v1=${hex()}`),
		),
		forged(
			'a wrong digest alone',
			bySignature(() => hex()),
		),
		forged(
			'a wrong HMAC',
			bySignature((_, body) => `sha256=${hmac(RETIRED, body)}`),
		),
		forged('a signature by the secret of last year', (index) => signed(RETIRED, ofProsa(`forged-${index}`))),
		forged(
			'a signature of another body',
			bySignature((index) => `t=${now()},v1=${digestOf(`${index}`)}`),
		),
		forged(
			'a signature without a time',
			bySignature((_, body) => `v1=${digestOf(body)}`),
		),
		forged(
			'a signature of long ago',
			bySignature((_, body) => `t=${now() - 3600},v1=${digestOf(body)}`),
		),
		forged(
			'a signature that is not ASCII',
			bySignature(() => `t=${now()},v1=${'ÿ'.repeat(64)}`),
		),
		forged(
			'hundreds of guesses in one header',
			bySignature(() => `t=${now()},${Array.from({ length: 150 }, () => `v1=${hex()}`).join()}`),
		),
		forged(
			'two headers',
			bySignature((_, body) => [`t=1,v1=${digestOf(body)}`, `t=1,v1=${hex()}`]),
		),
		forged(
			'the secret in place of the signature',
			bySignature(() => SECRET),
		),
		forged(
			'a list as text',
			bySignature((_, body) => JSON.stringify([digestOf(body)])),
		),
		forged('a JSON bomb', unsigned(BOMBS)),
		forged('keys of prototypes', unsigned(PROTOTYPES)),
		forged('a body of another vendor', unsigned(Object.values(OTHERS))),
		{ ...forged('a body of 20 MB', unsigned([LARGE])), atMost: 3 },
		{ title: 'a body that is no JSON', make: unsigned(BROKEN), status: 422 },
		{
			title: 'a right signature of a body that is no event',
			make: (index) => signed(SECRET, pick([OTHERS.assemblyai, OTHERS.botlhale, ...PROTOTYPES, '[]'], index)),
			status: 422,
		},
		{ title: 'one that came before', make: () => old, status: 204 },
		{
			title: 'one that came before, under another ID',
			make: () => ({ ...old, headers: { ...old.headers, 'x-prosa-event-uuid': randomUUID() } }),
			status: 204,
		},
	];
}

const hex = () => randomBytes(32).toString('hex');
const hmac = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');

export const callbacks: CallbackVendor = {
	...vendorNamed('prosa'),
	parameters: { events: ['completed', 'failed'], output: 'callback', registration: 'manual' },
	count: 2_200,
	accepted: 204,
	refusedStatus: 400,
	right: async (index, _stage, secret) => await Promise.resolve(signed(secret, ofProsa(`job-${index}`))),
	forgeries: forgeriesOfProsa,
};
