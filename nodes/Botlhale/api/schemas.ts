import { z } from 'zod/v4';

/** Botlhale AI's responses in every documented form. Unknown fields are kept. */

const text = z.string().nullish();

/** An upload slot. All members of `fields` are copied, whatever their names. */
export const slotSchema = z.lazy(() =>
	z
		.looseObject({
			url: text,
			upload_url: text,
			fields: z.looseObject({ key: z.string().min(1) }).catchall(z.union([z.string(), z.number()])),
		})
		.refine(({ url, upload_url }) => Boolean(url ?? upload_url), { error: 'neither url nor upload_url' }),
);

export type SlotResponse = z.infer<typeof slotSchema>;

const statusEntry = z.looseObject({
	status: text,
	/** File name; only in entries of `data`. */
	process: text,
	error: z.unknown().optional(),
	message: text,
	reason: text,
});

export type StatusEntry = z.infer<typeof statusEntry>;

export const statusSchema = z.lazy(() =>
	statusEntry
		.extend({ data: z.array(statusEntry).nullish() })
		.refine(({ status, data }) => Boolean(status) || Array.isArray(data), {
			error: 'neither status nor data',
		}),
);

export type StatusResponse = z.infer<typeof statusSchema>;

/** The result; `transcript.ts` checks the segments one by one. */
export const dataSchema = z.lazy(() =>
	z.looseObject({
		/** Seconds: 293.52, "30.0" or "40.40275 seconds". */
		audio_length: z.union([z.number(), z.string()]).nullish(),
		date_received: text,
		filename: text,
		status: text,
		timestamps: z.array(z.unknown()).nullish(),
	}),
);

export type DataResponse = z.infer<typeof dataSchema>;

export const segmentSchema = z.lazy(() =>
	z.looseObject({
		/** Milliseconds. */
		start: z.number(),
		end: z.number(),
		/** May be missing, e.g. without speech; not documented. */
		transcription: text,
		speaker: text,
		/** A name (`English`) or a code (`nso-ZA`). */
		language: text,
		redaction: text,
		emotion: text,
		/** `-` for none. */
		translation: text,
		transcription_no_LM: text,
		filename: text,
		times: z.unknown().optional(),
	}),
);

export type BotlhaleSegment = z.infer<typeof segmentSchema>;

/** Characters; a minute of speech has about a thousand. */
const MAX_SHORT_TEXT = 100_000;

interface Spoken {
	text?: string | null | undefined;
	transcription?: string | null | undefined;
	Transcription?: string | null | undefined;
}

function spoken({ text: newest, transcription, Transcription }: Spoken): string | null | undefined {
	return newest ?? transcription ?? Transcription;
}

/** The response to the synchronous request: the forms of 2025 (two), of 2023 and of 2021. */
export const shortSchema = z.lazy(() =>
	z
		.looseObject({
			text,
			transcription: text,
			Transcription: text,
			redacted_transcription: text,
			audio_length: z.union([z.number(), z.string()]).nullish(),
			language_code: text,
			LanguageCode: text,
			date_received: text,
			DateReceived: text,
			id: z.union([z.string(), z.number()]).nullish(),
			speech_file: text,
			s3_filename: text,
			SpeechFile: text,
		})
		.refine((response) => typeof spoken(response) === 'string', { error: 'neither text nor transcription' })
		.refine((response) => (spoken(response) ?? '').length <= MAX_SHORT_TEXT, {
			error: 'more text than a minute of speech can contain',
		}),
);

export type ShortResponse = z.infer<typeof shortSchema>;
