import { toTagged, type TagStyle } from './alignment/tags';
import type { AlignmentOutput, Entry, TranscriptOutput } from './model';
import type { JobConfig } from './request/config';
import type { Settings } from './settings';
import { DAY_MS, milliseconds } from './time';

const RETENTION_MS = 7 * DAY_MS;

export type Status = 'running' | 'done' | 'rejected' | 'deleted' | 'expired';

/** The status of a job; it expires a week after its creation, or when the settings say so. */
export function statusOf(entry: Entry, settings: Settings): Status {
	if (entry.state.deleted) return 'deleted';
	if (isExpired(entry, settings)) return 'expired';
	return entry.job.outcome()?.status ?? 'running';
}

function isExpired(entry: Entry, settings: Settings): boolean {
	const today = Date.now() + settings.daysLater * DAY_MS;
	return settings.expired.includes(entry.id) || today - entry.createdAt > RETENTION_MS;
}

/** `JobDetails`. */
export function toDetails(entry: Entry, settings: Settings): Record<string, unknown> {
	return {
		config: echo(entry.config, settings.echoNulls),
		created_at: milliseconds(entry.createdAt),
		data_name: entry.dataName,
		...(entry.state.duration === null ? {} : { duration: entry.state.duration }),
		id: entry.id,
		status: statusOf(entry, settings),
		...(entry.textName === null ? {} : { text_name: entry.textName }),
		...(entry.state.errors.length === 0
			? {}
			: { errors: entry.state.errors.map(({ message, at }) => ({ message, timestamp: milliseconds(at) })) }),
	};
}

/** The config with its keys in alphabetical order, as live answers have it; unset members `null` if asked for. */
function echo(config: JobConfig, withNulls: boolean): unknown {
	const { transcription_config: transcription } = config;
	if (!withNulls || transcription === undefined || transcription === null) return sorted(config);
	return sorted({
		notification_config: null,
		...config,
		transcription_config: { additional_vocab: null, channel_diarization_labels: null, ...transcription },
	});
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, member]) => [key, sorted(member)]),
	);
}

/** json-v2. */
export function toTranscript(
	entry: Entry,
	output: TranscriptOutput,
	settings: Settings,
): Record<string, unknown> {
	const { tracking } = entry.config;
	return {
		format: settings.format,
		job: {
			created_at: milliseconds(entry.createdAt),
			data_name: entry.dataName,
			duration: entry.state.duration ?? 0,
			id: entry.id,
			...(tracking === undefined || tracking === null ? {} : { tracking }),
		},
		...output.body,
	};
}

export function alignmentText(output: AlignmentOutput, style: TagStyle, settings: Settings): string {
	return toTagged(output.tokens, style, { spaces: settings.onePerLineSpaces });
}
