import { dateReceived } from './dates';
import { nameOf } from './languages';
import type { Outcome, Slot } from './model';
import { bareName } from './names';
import type { Settings } from './settings';
import { toRows, type Row } from './speech';

/** The status of a slot in the variant of the setting. */
export function statusWord(slot: Slot, settings: Settings): string {
	const outcome = slot.job?.outcome() ?? null;
	if (outcome === null) return 'running';
	return outcome.kind === 'failed' ? settings.failedStatus : settings.finishedStatus;
}

/** Response of the status path; `id` is a bigint, see `toJson`. */
export function statusAnswer(slot: Slot, settings: Settings): Record<string, unknown> {
	const status = statusWord(slot, settings);
	if (settings.statusForm === 'B') {
		return { status, location: slot.key, inference_id: slot.inferenceId };
	}
	return {
		data: [
			{
				OrgID: slot.org,
				id: slot.id,
				process: `${bareName(slot.key)}.wav`,
				processTime: (slot.job?.outcome() ?? null) === null ? '' : processTime(slot).toFixed(2),
				status,
			},
		],
	};
}

/** Seconds from the creation to the end. */
function processTime(slot: Slot): number {
	return ((slot.job?.endedAt() ?? slot.createdAt) - slot.createdAt) / 1000;
}

/** Response of the data path for a finished job. */
export function dataAnswer(
	slot: Slot,
	outcome: Extract<Outcome, { kind: 'finished' }>,
	settings: Settings,
): Record<string, unknown> {
	const seconds = outcome.speech.durationMs / 1000;
	const rows = toRows(outcome.speech, slot.diarization);
	const code = outcome.language ?? 'en-ZA';
	const name = bareName(slot.key);
	const time = { diarization: slot.diarization ? 6.815945625305176 : 0, recognition: processTime(slot) };
	if (settings.dataForm === 'A') {
		return {
			audio_length: seconds,
			date_received: dateReceived(slot.createdAt),
			filename: name,
			time,
			timestamps: rows.map((row, i) => newRow(row, i, nameOf(code))),
		};
	}
	const timestamps = rows.map((row, i) => oldRow(row, i + 1, code));
	return settings.dataForm === 'B'
		? {
				audio_length: seconds.toFixed(1),
				filename: `/${name}.wav`,
				status: settings.finishedStatus,
				time,
				timestamps,
			}
		: {
				audio_length: `${seconds} seconds`,
				filename: `audios/${name}.wav`,
				status: settings.finishedStatus,
				timestamps,
			};
}

function newRow(row: Row, index: number, language: string): Record<string, unknown> {
	const speaker = `SPEAKER_${String(row.speaker).padStart(2, '0')}`;
	return {
		emotion: 'neu',
		end: row.end,
		filename: `${index}_${speaker}_${row.start}_${row.end}.wav`,
		language,
		redaction: row.redacted,
		speaker,
		start: row.start,
		times: {
			asr: 1.1830341815948486,
			emotion: 4.76837158203125e-7,
			red: 0.024340391159057617,
			sli: 0.01774907112121582,
		},
		transcription: row.text,
		transcription_no_LM: '',
		translation: row.translation,
	};
}

function oldRow(row: Row, index: number, language: string): Record<string, unknown> {
	const speaker = `speaker_${row.speaker}`;
	return {
		end: row.end,
		filename: `${index}_${speaker}_${row.start}_${row.end}_${language}.wav`,
		language,
		speaker,
		start: row.start,
		transcription: row.text,
	};
}
