import { buffer } from 'node:stream/consumers';
import type { Core } from '../../core/vendor';
import { shownId, stamp } from '../ids';
import { modelNamed } from '../models';
import type { Settings } from '../settings';
import type { Entry } from './model';
import { toSegments } from './segments';

type Status = 'queued' | 'in_progress' | 'complete' | 'failed' | 'cancelled';

const ALIASES: Readonly<Record<Status, string>> = {
	queued: 'queued',
	in_progress: 'processing',
	complete: 'completed',
	failed: 'error',
	cancelled: 'canceled',
};

export function statusOf(entry: Entry): Status {
	if (entry.archived !== null) return entry.archived.status;
	const outcome = entry.job.outcome();
	if (outcome !== null) return outcome.status;
	return entry.job.phase() === 'queued' ? 'queued' : 'in_progress';
}

/** The status in the variant of the setting. */
export function shownStatus(status: Status, settings: Settings): string {
	if (status === 'queued') return settings.queuedStatus;
	return settings.statusNames === 'aliases' ? ALIASES[status] : status;
}

function head(entry: Entry, settings: Settings): Record<string, unknown> {
	return {
		job_id: shownId(entry.id, settings),
		status: shownStatus(statusOf(entry), settings),
		created_at: stamp(entry.job.createdAt),
		modified_at: stamp(entry.archived?.at ?? entry.job.endedAt() ?? entry.job.createdAt),
	};
}

/** `GET /stt/{job_id}/status`. */
export function toStatusAnswer(entry: Entry, settings: Settings): Record<string, unknown> {
	return { ...head(entry, settings), progress: progressOf(entry, settings) };
}

/** A row of `GET /stt`, without recording, result, progress and model. */
export function toOverview(entry: Entry, settings: Settings): Record<string, unknown> {
	return {
		...head(entry, settings),
		request: { ...labelOf(entry), ...uriOf(entry) },
		job_config: configOf(entry, settings),
	};
}

/** The job object; if the setting requires it, with the recording from disk. */
export async function toJobAnswer(
	core: Core,
	entry: Entry,
	settings: Settings,
): Promise<Record<string, unknown>> {
	return {
		...head(entry, settings),
		request: await requestOf(core, entry, settings),
		...resultOf(entry, settings),
		job_config: configOf(entry, settings),
		...detailsOf(entry, progressOf(entry, settings), settings),
		...errorOf(entry, settings),
	};
}

/** The response to a create: always a queued job, even if it ends immediately. */
export async function toSubmitAnswer(
	core: Core,
	entry: Entry,
	settings: Settings,
): Promise<Record<string, unknown>> {
	const created_at = stamp(entry.job.createdAt);
	const short = { job_id: shownId(entry.id, settings), status: settings.queuedStatus, created_at };
	if (settings.submitAnswer === 'short') return short;
	return {
		...short,
		modified_at: created_at,
		request: await requestOf(core, entry, settings),
		...(settings.pendingResult === 'null' ? { result: null } : {}),
		job_config: configOf(entry, settings),
		...detailsOf(entry, progress(0, 0, 0), settings),
	};
}

/** The body of the webhook, without status and progress; the name of the event contains the outcome. */
export function toWebhookBody(entry: Entry, settings: Settings): Record<string, unknown> {
	const minimal = settings.webhookBody === 'minimal';
	const { modelName, wait, speaker_count, ...config } = entry.config;
	return {
		job_id: shownId(entry.id, settings),
		created_at: stamp(entry.job.createdAt),
		modified_at: stamp(entry.job.endedAt() ?? entry.job.createdAt),
		request: minimal ? labelOf(entry) : { ...uriOf(entry), ...labelOf(entry), ...mediaOf(entry) },
		...(minimal
			? { ...resultOf(entry, settings), job_config: { engine: modelName, wait } }
			: {
					job_config: { wait, engine: modelName, speaker_count: speaker_count ?? 1, ...config },
					model: storedModel(modelName),
					...resultOf(entry, settings),
				}),
		...errorOf(entry, settings),
	};
}

/** The model with its members in the order of webhooks: shorter names first. */
function storedModel(name: string): unknown {
	const entries = Object.entries(modelNamed(name) ?? {});
	return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || a.localeCompare(b)));
}

/** The response of a synchronous request without the job: the content of `result`. */
export function toBareResult(entry: Entry, settings: Settings): unknown {
	const outcome = entry.job.outcome();
	return outcome?.status === 'complete' ? { data: toSegments(outcome.speech, entry.config, settings) } : null;
}

/** The text of a complete job for the text search in the list; empty for other jobs. */
export function textOf(entry: Entry): string {
	const outcome = entry.job.outcome();
	return outcome?.status === 'complete' ? outcome.speech.words.map((word) => word.text).join(' ') : '';
}

function resultOf(entry: Entry, settings: Settings): Record<string, unknown> {
	const outcome = entry.job.outcome();
	if (outcome?.status === 'complete') return { result: toBareResult(entry, settings) };
	if (outcome?.status === 'failed') return {};
	return settings.pendingResult === 'null' ? { result: null } : {};
}

function errorOf(entry: Entry, settings: Settings): Record<string, unknown> {
	const outcome = entry.job.outcome();
	if (outcome?.status !== 'failed' || settings.failedJob === 'bare') return {};
	return { result: null, error: outcome.error };
}

async function requestOf(core: Core, entry: Entry, settings: Settings): Promise<Record<string, unknown>> {
	if (settings.jobObject === 'minimal') return labelOf(entry);
	if (entry.request.uri !== null) return { ...labelOf(entry), ...uriOf(entry), ...mediaOf(entry) };
	return { ...labelOf(entry), data: await echoedData(core, entry, settings) };
}

function detailsOf(
	entry: Entry,
	progress: Record<string, unknown>,
	settings: Settings,
): Record<string, unknown> {
	return settings.jobObject === 'minimal' ? {} : { progress, model: modelNamed(entry.config.modelName) };
}

function labelOf(entry: Entry): Record<string, unknown> {
	return entry.request.label === null ? {} : { label: entry.request.label };
}

function uriOf(entry: Entry): Record<string, unknown> {
	return entry.request.uri === null ? {} : { uri: entry.request.uri };
}

function mediaOf(entry: Entry): Record<string, unknown> {
	const { media } = entry;
	if (media === null || entry.job.outcome() === null) return {};
	return {
		channels: media.channels,
		duration: media.durationMs / 1000,
		mime_type: MIME_TYPES[media.container.toLowerCase()] ?? 'application/octet-stream',
		sample_rate: media.sampleRate,
	};
}

const MIME_TYPES: Readonly<Record<string, string>> = {
	wave: 'audio/wav',
	flac: 'audio/flac',
	mpeg: 'audio/mpeg',
	ogg: 'audio/ogg',
	'ebml/webm': 'audio/webm',
	gsm: 'audio/gsm',
};

async function echoedData(core: Core, entry: Entry, settings: Settings): Promise<string> {
	const stream =
		entry.file === null || settings.echoedData === 'placeholder' ? null : core.files.open(entry.file);
	return stream === null ? '<base64 encoded audio>' : (await buffer(stream)).toString('base64');
}

function configOf(entry: Entry, settings: Settings): Record<string, unknown> {
	const { modelName, ...config } = entry.config;
	const model = { [settings.jobConfigModel]: modelName };
	return settings.jobObject === 'minimal' ? { ...model, wait: config.wait } : { ...model, ...config };
}

function progressOf(entry: Entry, settings: Settings): Record<string, unknown> {
	const status = statusOf(entry);
	if (status === 'complete') {
		const all = settings.finishedProgress;
		return progress(all, all, all);
	}
	if (status !== 'in_progress') return progress(0, 0, 0);
	const total = Math.round(entry.job.progress() * 100);
	return progress(total, 100, total);
}

function progress(total: number, transfer: number, transcribe: number): Record<string, unknown> {
	return { total, details: { transfer, transcribe } };
}
