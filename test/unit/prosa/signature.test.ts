import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod/v4';

import { isGenuine, type SignatureCheck } from '../../../nodes/Prosa/callback/signature';
import { prosaBytes, prosaSample } from '../../support/prosa';

const vectors = z
	.object({
		body_sha256: z.string(),
		body_bytes: z.number(),
		vectors: z.array(
			z.object({
				name: z.string(),
				scheme: z.enum(['t_v1_sha256', 'hmac_sha256_hex']),
				secret: z.string(),
				header: z.string(),
				now: z.number().default(0),
				tolerance_s: z.number().default(300),
				valid: z.boolean(),
			}),
		),
	})
	.parse(prosaSample('webhook.signature-vectors.json'));
const BODY = prosaBytes('webhook.completed.raw.json');
const SCHEMES = { t_v1_sha256: 't_v1_sha256', hmac_sha256_hex: 'hmac_sha256' } as const;

const NOW = 1_772_421_361;
const SECRET = 'whsec_q8Zt4mN1vK7rX2bD9sLw3y';
const digest = (secret: string, body = BODY): string =>
	createHash('sha256').update(`${secret}.`).update(body).digest('hex');
const timed = (...secrets: string[]): string =>
	[`t=${NOW}`, ...secrets.map((secret) => `v1=${digest(secret)}`)].join(',');
const check = (more: Partial<SignatureCheck> = {}): SignatureCheck => ({
	scheme: 'auto',
	secrets: [SECRET],
	toleranceSeconds: 300,
	nowSeconds: NOW,
	...more,
});

it('has the body of the test vectors, byte for byte', () => {
	expect([BODY.length, createHash('sha256').update(BODY).digest('hex')]).toEqual([
		vectors.body_bytes,
		vectors.body_sha256,
	]);
	expect(vectors.vectors).toHaveLength(8);
});

describe.each(vectors.vectors)('$name', ({ scheme, secret, header, now, tolerance_s, valid }) => {
	it.each(['auto', SCHEMES[scheme]] as const)(`is ${valid ? 'accepted' : 'rejected'} by %s`, (expected) => {
		const options = { secrets: [secret], nowSeconds: now, toleranceSeconds: tolerance_s, scheme: expected };
		expect(isGenuine({ header, body: BODY }, check(options))).toBe(valid);
	});
});

it('accepts any of several current secrets, in both schemes', () => {
	const hmac = createHmac('sha256', 'old').update(BODY).digest('hex');
	expect(isGenuine({ header: `sha256=${hmac}`, body: BODY }, check({ secrets: ['new', 'old'] }))).toBe(true);
	expect(isGenuine({ header: timed('newer', 'old'), body: BODY }, check({ secrets: ['older', 'old'] }))).toBe(
		true,
	);
});

it('rejects a body that differs by a space', () => {
	const header = timed(SECRET);
	expect(isGenuine({ header, body: BODY }, check())).toBe(true);
	expect(isGenuine({ header, body: Buffer.concat([BODY, Buffer.from('\n')]) }, check())).toBe(false);
	const parsed: unknown = JSON.parse(BODY.toString());
	expect(isGenuine({ header, body: Buffer.from(JSON.stringify(parsed, null, 1)) }, check())).toBe(false);
});

it.each([
	['no header', undefined],
	['an empty header', ' '],
	['a doubled header', [timed(SECRET), timed(SECRET)]],
	['no time', `v1=${digest(SECRET)}`],
	['a time that is none', `t=soon,v1=${digest(SECRET)}`],
	['no digest', `t=${NOW}`],
	['an empty digest', `t=${NOW},v1=`],
	['half a digest', `t=${NOW},v1=${digest(SECRET).slice(0, 32)}`],
	[
		'the digest of the other order',
		`t=${NOW},v1=${createHash('sha256').update(BODY).update(`.${SECRET}`).digest('hex')}`,
	],
	[
		'a digest with the time in it',
		`t=${NOW},v1=${createHash('sha256').update(`${SECRET}.${NOW}.`).update(BODY).digest('hex')}`,
	],
	['signs beyond ASCII', `t=${NOW},v1=${'é'.repeat(64)}`],
	['only sha256=', 'sha256='],
])('rejects %s', (_name, header) => {
	expect(isGenuine({ header, body: BODY }, check())).toBe(false);
});

it('rejects every signature without a secret, or with an empty one', () => {
	for (const secrets of [[], ['']]) {
		expect(isGenuine({ header: timed(''), body: BODY }, check({ secrets }))).toBe(false);
		const hmac = createHmac('sha256', '').update(BODY).digest('hex');
		expect(isGenuine({ header: `sha256=${hmac}`, body: BODY }, check({ secrets }))).toBe(false);
	}
});

it('does not accept one scheme for the other if one is selected', () => {
	const hmac = `sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`;
	expect(isGenuine({ header: hmac, body: BODY }, check({ scheme: 't_v1_sha256' }))).toBe(false);
	expect(isGenuine({ header: timed(SECRET), body: BODY }, check({ scheme: 'hmac_sha256' }))).toBe(false);
	// An HMAC of the body alone is not valid in the scheme with a timestamp.
	expect(isGenuine({ header: `t=${NOW},v1=${hmac.slice(7)}`, body: BODY }, check())).toBe(false);
});

it('only checks the age as configured', () => {
	const header = timed(SECRET);
	expect(isGenuine({ header, body: BODY }, check({ nowSeconds: NOW + 300 }))).toBe(true);
	expect(isGenuine({ header, body: BODY }, check({ nowSeconds: NOW + 301 }))).toBe(false);
	expect(isGenuine({ header, body: BODY }, check({ nowSeconds: NOW + 9000, toleranceSeconds: 0 }))).toBe(
		true,
	);
	expect(isGenuine({ header, body: BODY }, check({ nowSeconds: NOW + 9000, toleranceSeconds: 9000 }))).toBe(
		true,
	);
});

it('checks a limited number of candidates', () => {
	const noise = Array.from({ length: 20_000 }, () => `v1=${'0'.repeat(64)}`).join(',');
	expect(isGenuine({ header: `t=${NOW},${noise},v1=${digest(SECRET)}`, body: BODY }, check())).toBe(false);
});
