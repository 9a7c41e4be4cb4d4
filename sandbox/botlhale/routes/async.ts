import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { dataAnswer, statusAnswer } from '../answer';
import type { Context } from '../context';
import { badRequest, invalid, missing, notFound } from '../errors';
import { isTrue, readForm } from '../form';
import { toJson } from '../json';
import { isLanguage } from '../languages';
import type { Slot } from '../model';
import { bareName, DIARIZATION, FILE_NAME, LANGUAGE, named, ORG_ID, SAMPLE_RATE } from '../names';
import { presign, STORAGE_PREFIX } from '../presigned';

/** Upload slot, job status and result. */
export function addAsyncRoutes(app: FastifyInstance, context: Context): void {
	const { core, store } = context;

	app.post('/asr/async/upload', async (request, reply) => {
		const settings = context.settings.current();
		const { encoding, fields } = await readForm(request, core.files);
		core.requests.annotate(request, { encoding, fields: Object.fromEntries(fields) });
		const names = settings.fieldNames;
		// The vendor does not parse a JSON body here, so its members are missing.
		const org = encoding === 'json' ? undefined : named(fields, names, ORG_ID);
		if (org === undefined && (settings.orgIdRequired || encoding === 'json')) {
			return await badRequest(reply, settings, missing('Please provide org_id'));
		}
		const language = named(fields, names, LANGUAGE) ?? null;
		if (language !== null && !isLanguage(language)) {
			return await badRequest(reply, settings, invalid('Invalid language_code'));
		}
		const sampleRate = named(fields, names, SAMPLE_RATE) ?? null;
		if (sampleRate !== null && !/^\d+$/.test(sampleRate)) {
			return await badRequest(reply, settings, invalid('Invalid sample_rate'));
		}
		const slot = store.addSlot({
			org: org ?? 'default',
			language,
			sampleRate,
			diarization: isTrue(named(fields, names, DIARIZATION)),
			voiceId: fields.get('voice_id') ?? null,
			notifyUrl: fields.get('notify_url') ?? null,
		});
		const form = settings.uploadForm;
		const url = `${core.origin()}${STORAGE_PREFIX}/`;
		const signed = presign(slot.key, slot.expiresAt, form);
		return await reply.send(
			form === 'B'
				? { upload_url: url, fields: signed, expires_in: settings.slotSeconds }
				: { fields: signed, url },
		);
	});

	app.get(
		'/asr/async/status',
		withFile(context, async (slot, bare, reply) => {
			const settings = context.settings.current();
			const waiting = slot === null ? settings.unknownFile : slot.job === null && settings.awaitingUpload;
			if (waiting === 'not-found') return await notFound(reply);
			if (waiting === 'empty') return await reply.send({ data: [] });
			if (slot === null) {
				return await reply.send({ status: 'running', location: `${bare}.wav`, inference_id: 'org_0' });
			}
			return await reply
				.header('content-type', 'application/json')
				.send(toJson(statusAnswer(slot, settings)));
		}),
	);

	const data = withFile(context, async (slot, bare, reply) => {
		const settings = context.settings.current();
		const outcome = slot?.job?.outcome() ?? null;
		if (slot !== null && outcome?.kind === 'finished') {
			return await reply.send(dataAnswer(slot, outcome, settings));
		}
		if (slot === null || settings.notReady === 'not-found') return await notFound(reply);
		if (settings.notReady === 'bad-request') {
			return await badRequest(reply, settings, { code: 'not_ready', message: 'File is not ready' });
		}
		return await reply.send({
			status: outcome === null ? 'running' : settings.failedStatus,
			filename: `${bare}.wav`,
		});
	});
	app.get('/asr/async/data', async (request, reply) =>
		context.settings.current().dataPath === 'getdata' ? await notFound(reply) : await data(request, reply),
	);
	app.get('/asr/async/getdata', async (request, reply) =>
		context.settings.current().dataPath === 'data' ? await notFound(reply) : await data(request, reply),
	);
}

const querySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** A handler of one file of one organisation, both from the query. */
function withFile(
	context: Context,
	handle: (slot: Slot | null, bare: string, reply: FastifyReply) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
	return async (request, reply) => {
		const settings = context.settings.current();
		const query = new Map(
			Object.entries(querySchema.parse(request.query)).flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value] as const] : [],
			),
		);
		const org = named(query, settings.queryNames, ORG_ID);
		const file = named(query, settings.queryNames, FILE_NAME);
		if (file === undefined) return await badRequest(reply, settings, missing('Missing fileName'));
		if (org === undefined && settings.orgIdRequired) {
			return await badRequest(reply, settings, missing('Please provide org_id'));
		}
		const isRead = settings.fileNames === 'both' || file.includes('/') === (settings.fileNames === 'key');
		const slot = isRead ? context.store.findByName(org ?? 'default', file) : null;
		return await handle(slot, bareName(file), reply);
	};
}
