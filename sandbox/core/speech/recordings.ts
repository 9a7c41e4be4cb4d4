import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { Speech } from './words';

const mark = z.object({ kind: z.string(), run: z.number().int() });

/** `sandbox/recordings/<name>.json`, written by `scripts/record.ts`. Times are milliseconds. */
const recordingSchema = z.object({
	name: z.string(),
	language: z.string(),
	durationMs: z.number().int(),
	channels: z.number().int(),
	/** The audio files of this recording, in the same folder. */
	files: z.array(z.string()),
	gist: z.string(),
	headline: z.string(),
	summary: z.string(),
	translations: z.record(z.string(), z.array(z.string())),
	words: z.array(
		z.object({
			text: z.string(),
			start: z.number().int(),
			end: z.number().int(),
			speaker: z.string(),
			channel: z.number().int(),
			confidence: z.number(),
			mark: mark.optional(),
		}),
	),
});

export type Recording = z.output<typeof recordingSchema>;

interface RecordingFile {
	path: string;
	size: number;
	mimeType: string;
}

const MIME_TYPES = new Map([
	['wav', 'audio/wav'],
	['flac', 'audio/flac'],
	['mp3', 'audio/mpeg'],
	['ogg', 'audio/ogg'],
]);

/** The recordings that are shipped with the sandbox, identified by the hash of their files. */
export class RecordingShelf {
	private readonly byHash = new Map<string, Recording>();
	private readonly files = new Map<string, RecordingFile>();
	private readonly recordings: Recording[] = [];

	/** Reads every `*.json` of the folder and hashes the files it names; throws if one is invalid. */
	constructor(readonly directory: string) {
		if (!existsSync(directory)) return;
		for (const name of readdirSync(directory)
			.filter((file) => file.endsWith('.json'))
			.sort()) {
			const recording = recordingSchema.parse(JSON.parse(readFileSync(join(directory, name), 'utf8')));
			this.recordings.push(recording);
			for (const file of recording.files) {
				const path = join(directory, file);
				this.byHash.set(createHash('sha256').update(readFileSync(path)).digest('hex'), recording);
				this.files.set(file, {
					path,
					size: statSync(path).size,
					mimeType: MIME_TYPES.get(file.split('.').at(-1) ?? '') ?? 'application/octet-stream',
				});
			}
		}
	}

	names(): string[] {
		return [...this.files.keys()];
	}

	list(): Array<{ name: string; language: string; durationMs: number; channels: number; files: string[] }> {
		return this.recordings.map(({ name, language, durationMs, channels, files }) => ({
			name,
			language,
			durationMs,
			channels,
			files,
		}));
	}

	file(name: string): RecordingFile | null {
		return this.files.get(name) ?? null;
	}

	/** The speech in the shipped file with this hash, or `null`. */
	speech(sha256: string): Speech | null {
		const recording = this.byHash.get(sha256);
		if (recording === undefined) return null;
		const { name, gist, headline, summary, translations } = recording;
		return {
			language: recording.language,
			languageConfidence: 0.9958,
			durationMs: recording.durationMs,
			channels: recording.channels,
			words: recording.words.map(({ mark: kind, ...word }) => ({
				...word,
				...(kind === undefined ? {} : { mark: kind }),
			})),
			notes: { name, gist, headline, summary, translations },
		};
	}
}
