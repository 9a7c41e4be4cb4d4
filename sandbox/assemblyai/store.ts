import { randomUUID } from 'node:crypto';
import type { Core } from '../core/vendor';
import type { Entry, Outcome, Upload } from './model';
import { downloadError, transcribe } from './outcome';
import { redactedAudioLink } from './redactedAudio';
import type { Params } from './request/params';
import type { createSettings } from './settings';
import { sendRedactedWebhook, sendTranscriptWebhook } from './webhooks';

/** The transcripts and uploads of all projects; each key is a project. */
export interface Store {
	/** Stores an upload and returns its URL. */
	addUpload(upload: Upload): string;
	/** The upload with this URL: `foreign` if it belongs to another project or does not exist, `null` for other URLs. */
	findUpload(url: string, project: string): Upload | 'foreign' | null;
	/** Starts a job with valid parameters. */
	add(project: string, audioUrl: string, params: Params, upload: Upload | null): Entry;
	find(id: string, project: string): Entry | null;
	/** Of any project; for pre-signed links. */
	findAny(id: string): Entry | null;
	/** Oldest first. */
	list(project: string): Entry[];
	/** Of all projects, oldest first. */
	ids(): string[];
	/** Removes the content of a finished transcript. */
	remove(entry: Entry): void;
	reset(): void;
}

export const CDN_PREFIX = '/assemblyai-cdn';

export function createStore(core: Core, settings: ReturnType<typeof createSettings>): Store {
	const uploads = new Map<string, Upload>();
	const entries = new Map<string, Entry>();
	let sequence = 0;

	const ended = (entry: Entry, outcome: Outcome): void => {
		sendTranscriptWebhook(core, entry, outcome.status);
		const { params } = entry;
		if (outcome.status !== 'completed' || params.redact_pii !== true || params.redact_pii_audio !== true)
			return;
		entry.redaction = core.clock.start<true>({
			work: () => true,
			times: {
				queuedMs: 0,
				processingMs: settings.current().redactedAudioMs ?? core.clock.speed.processingMs,
			},
			onEnd: () => {
				sendRedactedWebhook(core, entry, redactedAudioLink(core, entry, settings.current().linkSeconds));
			},
		});
	};

	return {
		addUpload(upload) {
			const path = `/upload/${randomUUID().replaceAll('-', '')}/${randomUUID()}`;
			uploads.set(path, upload);
			return `${core.origin()}${CDN_PREFIX}${path}`;
		},
		findUpload(url, project) {
			const path = uploadPath(url, core.origin());
			if (path === null) return null;
			const upload = uploads.get(path);
			return upload === undefined || upload.project !== project ? 'foreign' : upload;
		},
		add(project, audioUrl, params, upload) {
			const work = async (): Promise<Outcome> => {
				if (upload !== null)
					return transcribe(upload.file, params, core.recogniser, settings.current().newestModelLanguages);
				const download = await core.download(audioUrl);
				if (download.kind !== 'file') return downloadError(audioUrl, download);
				await core.files.remove(download.file);
				return transcribe(download.file, params, core.recogniser, settings.current().newestModelLanguages);
			};
			const entry: Entry = {
				id: randomUUID(),
				sequence: sequence++,
				project,
				params,
				audioUrl,
				job: core.clock.start<Outcome>({
					work:
						upload === null
							? work
							: () =>
									transcribe(upload.file, params, core.recogniser, settings.current().newestModelLanguages),
					onEnd: (outcome) => {
						ended(entry, outcome);
					},
					lane: { name: `assemblyai:${project}`, limit: settings.current().concurrency },
				}),
				webhookStatus: null,
				redaction: null,
				deleted: null,
			};
			entries.set(entry.id, entry);
			return entry;
		},
		find(id, project) {
			const entry = entries.get(id);
			return entry === undefined || entry.project !== project ? null : entry;
		},
		findAny: (id) => entries.get(id) ?? null,
		list: (project) => [...entries.values()].filter((entry) => entry.project === project),
		ids: () => [...entries.keys()],
		remove(entry) {
			const outcome = entry.job.outcome();
			const duration =
				outcome === null
					? null
					: outcome.status === 'completed'
						? outcome.result.audio_duration
						: outcome.audio_duration;
			entry.redaction?.cancel();
			entry.redaction = null;
			entry.deleted ??= { audio_duration: duration };
			const path = uploadPath(entry.audioUrl, core.origin());
			const upload = path === null ? undefined : uploads.get(path);
			if (path === null || upload === undefined) return;
			uploads.delete(path);
			void core.files.remove(upload.file);
		},
		reset() {
			uploads.clear();
			entries.clear();
			sequence = 0;
		},
	};
}

/** `/upload/…` of a URL on the sandbox's or the vendor's upload host, otherwise `null`. */
function uploadPath(url: string, origin: string): string | null {
	for (const host of [`${origin}${CDN_PREFIX}`, 'https://cdn.assemblyai.com']) {
		if (url.startsWith(`${host}/upload/`)) return url.slice(host.length);
	}
	return null;
}
