import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

import { assemblyAiStage } from '../../engine/assemblyai/stage';
import { botlhaleStage } from '../../engine/botlhale/stage';
import { prosaStage } from '../../engine/prosa/stage';
import { speechmaticsStage } from '../../engine/speechmatics/stage';
import { firstText } from '../../support/stage';
import { BOMBS, BROKEN, LARGE, OTHERS, pick, PROTOTYPES } from './bodies';
import { forgeriesBySecret, json, withSecret } from './bySecret';
import type { Delivery } from './deliver';
import { RETIRED, SECRET, type CallbackVendor, type Forgery } from './vendor';

const fields = (webhookSecret: string, previousWebhookSecret: string) => ({
	webhookSecret,
	previousWebhookSecret,
});

function ofAssemblyAi(jobId: string): Delivery {
	return { headers: json, body: JSON.stringify({ transcript_id: jobId, status: 'completed' }) };
}

const assemblyai: CallbackVendor = {
	name: 'AssemblyAI',
	setStage: assemblyAiStage,
	trigger: 'assemblyAiTrigger',
	parameters: { events: ['completed', 'failed'] },
	credentialType: 'assemblyAiApi',
	count: 3_300,
	accepted: 200,
	secrets: { fields, refused: 401 },
	right: async (index, _stage, secret) =>
		await Promise.resolve(withSecret(ofAssemblyAi(`job-${index}`), secret)),
	forgeries: (old) => [
		...forgeriesBySecret((index) => ofAssemblyAi(`forged-${index}`), old),
		{
			title: 'the secret with a body of another vendor',
			make: (index) => withSecret({ headers: json, body: pick(STRANGE, index) }, SECRET),
			status: 422,
		},
		{
			title: 'the secret with a status that there is not',
			make: (index) =>
				withSecret({ headers: json, body: `{"transcript_id":"x${index}","status":"__proto__"}` }, SECRET),
			status: 422,
		},
	],
};

/** Bodies that no call of AssemblyAI has. */
const STRANGE = [OTHERS.speechmatics, OTHERS.prosa, OTHERS.botlhale, ...PROTOTYPES, ...BOMBS];

function ofSpeechmatics(jobId: string): Delivery {
	return { query: `?id=${jobId}&status=success` };
}

const speechmatics: CallbackVendor = {
	name: 'Speechmatics',
	setStage: speechmaticsStage,
	trigger: 'speechmaticsTrigger',
	parameters: { events: ['completed', 'failed', 'fetchFailed', 'prepareFailed'] },
	credentialType: 'speechmaticsApi',
	count: 3_300,
	accepted: 200,
	secrets: { fields, refused: 401 },
	right: async (index, _stage, secret) =>
		await Promise.resolve(withSecret(ofSpeechmatics(`job${index}`), secret)),
	forgeries: (old) => [
		...forgeriesBySecret((index) => ofSpeechmatics(`forged${index}`), old),
		{
			title: 'the secret with a query of another kind',
			make: (index) =>
				withSecret(
					{
						query: pick(
							['', '?id=a', '?status=success', '?id=&status=success', '?id=a&id=b&status=success'].concat(
								['?id[]=a&status=success', '?id[x]=a&status=success', '?id=a&status=__proto__'],
								['?id=a&status=constructor', '?__proto__[id]=a&__proto__[status]=success'],
							),
							index,
						),
					},
					SECRET,
				),
			status: 422,
		},
	],
};

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

const prosa: CallbackVendor = {
	name: 'Prosa.ai',
	setStage: prosaStage,
	trigger: 'prosaTrigger',
	parameters: { events: ['completed', 'failed'], registration: 'manual' },
	credentialType: 'prosaApi',
	count: 2_200,
	accepted: 204,
	secrets: { fields, refused: 400 },
	right: async (index, _stage, secret) => await Promise.resolve(signed(secret, ofProsa(`job-${index}`))),
	forgeries: forgeriesOfProsa,
};

const named = (filename: unknown): Delivery => ({ headers: json, body: JSON.stringify({ filename }) });
const UNUSABLE = [5, null, [], '../../auth/get_tokens', 'a/../b', '..', 'a\nb', 'a\u0000', 'a'.repeat(2000)];

/** Botlhale AI sends no secret: a callback is a hint at a job, which is then looked at. */
const botlhale: CallbackVendor = {
	name: 'Botlhale AI',
	setStage: botlhaleStage,
	trigger: 'botlhaleTrigger',
	parameters: { events: ['completed', 'failed'] },
	credentialType: 'botlhaleApi',
	count: 1_200,
	accepted: 200,
	right: async (_index, stage) => {
		const run = await stage.run({ resource: 'job', operation: 'create' }, [
			await stage.recording('dialogue-en.wav'),
		]);
		if (run.error !== undefined) throw run.error;
		return named(firstText(run, 'jobId'));
	},
	forgeries: (old) => [
		{ title: 'a job that there is not', make: (index) => named(`asr_forged_${index}.wav`), status: 401 },
		{ title: 'a job of others', make: (index) => named(`OtherOrg/asr_${index}.wav`), status: 401 },
		{ title: 'a query of its own', make: (index) => named(`asr_${index}.wav?org_id=x#y`), status: 401 },
		{ title: 'a secret', make: (index) => withSecret(named(`asr_${index}.wav`), SECRET), status: 401 },
		{ title: 'a name that is none', make: (index) => named(pick(UNUSABLE, index)), status: 422 },
		{ title: 'a JSON bomb', make: (index) => ({ headers: json, body: pick(BOMBS, index) }), status: 422 },
		{
			title: 'keys of prototypes',
			make: (index) => ({ headers: json, body: pick(PROTOTYPES, index) }),
			status: 422,
		},
		{
			title: 'a body of another vendor',
			make: (index) => ({
				headers: json,
				body: pick([OTHERS.assemblyai, OTHERS.prosa, OTHERS.speechmatics], index),
			}),
			status: 422,
		},
		{
			title: 'a body that is no JSON',
			make: (index) => ({ headers: json, body: pick(BROKEN, index) }),
			status: 422,
		},
		{ title: 'a body of 20 MB', make: () => ({ headers: json, body: LARGE }), status: 422, atMost: 3 },
		{ title: 'one that came before', make: () => old, status: 200 },
	],
};

/** A further vendor is one more row. */
export const callbackVendors: CallbackVendor[] = [assemblyai, speechmatics, prosa, botlhale];
