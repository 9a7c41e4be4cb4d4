import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { createTemporaryKey } from '../auth';
import { withKey, type Context } from '../context';
import { refuse } from '../errors';
import { canTranslate, LANGUAGE_PACKS, type LanguagePack } from '../languages';
import { readDay } from '../request/query';
import { usageOf } from '../usage';

/** The usage. */
export function addUsageRoute(app: FastifyInstance, context: Context): void {
	app.get(
		'/v2/usage',
		withKey(context, async (caller, { query }, reply) => {
			const days = { since: readDay(query, 'since'), until: readDay(query, 'until') };
			if (caller.clientRef !== null) return await refuse(reply, 403, 'Forbidden');
			const finished = context.store.finished.filter(({ account }) => account === caller.account);
			return await reply.send(usageOf(finished, days, context.settings.current()));
		}),
	);
}

/** The list of features, which needs no key. */
export function addDiscoveryRoute(app: FastifyInstance): void {
	app.get('/v1/discovery/features', async (_request, reply) => await reply.send(FEATURES));
}

const keyRequest = z.object({
	ttl: z.int().min(60).max(86_400),
	client_ref: z.string().optional(),
	region: z.enum(['eu', 'usa', 'au']).optional(),
});

/** The management platform's host: temporary keys. */
export function addKeyRoute(app: FastifyInstance, context: Context): void {
	app.post(
		'/v1/api_keys',
		withKey(context, async (caller, request, reply) => {
			const body = keyRequest.safeParse(request.body);
			if (!body.success || caller.clientRef !== null) return await refuse(reply, 400, 'Bad Request');
			const key = createTemporaryKey(caller.account, body.data.client_ref ?? null, body.data.ttl);
			return await reply.code(201).send({ apikey_id: null, key_value: key });
		}),
	);
}

function byCode<T>(packs: readonly LanguagePack[], value: (pack: LanguagePack) => T): Record<string, T> {
	return Object.fromEntries(packs.map((pack) => [pack.code, value(pack)]));
}

const translatable = LANGUAGE_PACKS.filter((pack) => pack.translatable);

const FEATURES = {
	metadata: {
		language_pack_info: byCode(LANGUAGE_PACKS, ({ name, locales }) => ({
			language_description: name,
			...(locales.length === 0
				? {}
				: { locales: Object.fromEntries(locales.map((locale) => [locale, { name: locale }])) }),
		})),
	},
	batch: {
		transcription: [
			{
				version: 'latest',
				languages: LANGUAGE_PACKS.map(({ code }) => code),
				locales: byCode(
					LANGUAGE_PACKS.filter(({ locales }) => locales.length > 0),
					({ locales }) => locales,
				),
				domains: byCode(LANGUAGE_PACKS, ({ domains }) => domains),
			},
		],
		translation: [
			{
				version: 'latest',
				languages: byCode(translatable, ({ code }) =>
					translatable.map((pack) => pack.code).filter((target) => canTranslate(code, target)),
				),
			},
		],
		languageid: [
			{
				version: 'latest',
				languages: LANGUAGE_PACKS.filter(({ identifiable }) => identifiable).map(({ code }) => code),
			},
		],
	},
};
