import type { TimedJob } from '../core/clock';
import type { StoredFile } from '../core/files';
import type { Notes, SpokenWord } from '../core/speech/words';
import type { Params } from './request/params';

/** The vendor's word; `channel` only if channels are separated, and before `speaker` as in live responses. */
export interface Word {
	text: string;
	/** Milliseconds. */
	start: number;
	end: number;
	confidence: number;
	channel?: string;
	speaker: string | null;
}

export interface Utterance {
	speaker: string;
	text: string;
	confidence: number;
	start: number;
	end: number;
	words: Word[];
	channel?: string;
	translated_texts?: Record<string, string>;
}

/** A word of the vendor and its source. */
export interface Source {
	word: Word;
	spoken: SpokenWord;
}

/** The content of a completed transcript, with the members of the response. */
export interface Result {
	language_code: string;
	language_confidence: number | null;
	text: string;
	words: Word[];
	utterances: Utterance[] | null;
	confidence: number;
	/** Whole seconds, rounded up. */
	audio_duration: number;
	speech_model_used: string;
	audio_channels: number | null;
	language_detection_results: unknown;
	unredacted_text: string | null;
	unredacted_words: Word[] | null;
	unredacted_utterances: Utterance[] | null;
	auto_highlights_result: unknown;
	content_safety_labels: unknown;
	iab_categories_result: unknown;
	chapters: unknown;
	sentiment_analysis_results: unknown;
	entities: unknown;
	summary: string | null;
	translated_texts: Record<string, string> | null;
	speech_understanding: unknown;
	/** The following members are internal and never sent. Times of the redacted words in milliseconds. */
	redactedSpans: Array<{ start: number; end: number }>;
	durationMs: number;
	/** Prepared texts about a shipped recording; none if it was redacted. */
	notes: Notes | null;
}

export type Outcome =
	{ status: 'completed'; result: Result } | { status: 'error'; error: string; audio_duration: number | null };

/** One transcript of one project. */
export interface Entry {
	readonly id: string;
	/** A running number, which is the order of the list. */
	readonly sequence: number;
	/** The API key; each key is a project. */
	readonly project: string;
	readonly params: Params;
	readonly audioUrl: string;
	readonly job: TimedJob<Outcome>;
	webhookStatus: number | null;
	/** The creation of redacted audio, if it was requested and the transcript is completed. */
	redaction: TimedJob<true> | null;
	/** Duration of the audio in seconds, which is kept after a deletion. */
	deleted: { audio_duration: number | null } | null;
}

export interface Upload {
	readonly project: string;
	readonly file: StoredFile;
}
