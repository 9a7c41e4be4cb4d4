import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { statusOf, toTranscript } from '../answer';
import { withKey, type Context } from '../context';
import { refuse, refuseAsPage } from '../errors';
import type { Entry } from '../model';
import { readConfig } from '../request/config';
import { dropForm, readForm, type JobForm } from '../request/form';
import { readChoice, readInteger } from '../request/query';
import { brokenRule } from '../request/rules';
import type { Settings } from '../settings';
import { toSrt } from '../transcript/srt';
import { toText } from '../transcript/text';
import { TRANSCRIPT_FORMATS, type TranscriptFormat } from './transcript';

/** `POST /v2/jobs`. */
export async function addCreateRoute(app: FastifyInstance, context: Context): Promise<void> {
	const { core, store } = context;
	await app.register(multipart, { throwFileSizeLimit: false });
	app.post(
		'/v2/jobs',
		withKey(context, async (caller, request, reply) => {
			const settings = context.settings.current();
			const wait = readInteger(request.query, 'wait', { min: 0 });
			const format = readChoice(request.query, 'format', TRANSCRIPT_FORMATS) ?? 'json-v2';
			if (Number(request.headers['content-length'] ?? 0) > settings.maxUploadBytes) {
				return await refuseAsPage(reply, 413, 'Request Entity Too Large');
			}
			const refusal = REFUSALS[settings.refusal];
			if (refusal !== null) return await refuse(reply, 403, refusal.error, refusal.detail);
			const running = store.list({ account: caller.account, clientRef: null });
			if (
				running.filter((entry) => statusOf(entry, settings) === 'running').length >= settings.concurrentJobs
			) {
				return await refuse(reply, 429, 'Max concurrent running jobs exceeded');
			}

			const form = await readForm(request, core);
			const checked = checkForm(form);
			if ('error' in checked) {
				await dropForm(form, core);
				return await refuse(reply, 400, checked.error, checked.detail);
			}
			const entry = store.add(caller, checked.config, form);
			if (wait === null || !settings.longPoll) return await reply.code(201).send({ id: entry.id });
			await entry.job.settled(Math.min(wait, settings.waitCapSeconds) * 1000);
			return await reply.code(201).send(waited(entry, format, settings));
		}),
	);
}

const REFUSALS: Readonly<Record<Settings['refusal'], { error: string; detail?: string } | null>> = {
	none: null,
	license: { error: 'Invalid or missing license' },
	entitlement: { error: 'Forbidden', detail: 'Entitlement check failed' },
	quota: { error: 'Forbidden', detail: 'Monthly usage limit exceeded. Your limit is 2 hours.' },
};

function checkForm(form: JobForm) {
	const read = readConfig(form.config);
	if ('detail' in read) return { error: 'Job rejected', detail: read.detail };
	const { config } = read;
	const detail = brokenRule(config);
	if (detail !== null) return { error: 'Job rejected', detail };
	if (form.data === null && (config.fetch_data ?? null) === null) return { error: 'Missing data_file' };
	if (config.type === 'alignment' && form.text === null && (config.fetch_text ?? null) === null) {
		return { error: 'Missing text_file' };
	}
	return { config };
}

/** The answer to a create that waited: `created` stands for still running. */
function waited(entry: Entry, format: TranscriptFormat, settings: Settings): Record<string, unknown> {
	const status = statusOf(entry, settings);
	const answer = { id: entry.id, status: status === 'running' ? 'created' : status };
	const outcome = entry.job.outcome();
	if (status !== 'done' || outcome?.status !== 'done' || outcome.output.kind !== 'transcript') return answer;
	const { output } = outcome;
	switch (format) {
		case 'json-v2':
			return { ...answer, 'json-v2': toTranscript(entry, output, settings) };
		case 'txt':
			return { ...answer, txt: toText(output.results) };
		case 'srt':
			return { ...answer, srt: toSrt(output.results, entry.config.output_config?.srt_overrides ?? {}) };
	}
}
