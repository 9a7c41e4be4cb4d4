import type { TimedJob } from '../core/clock';
import type { StoredFile } from '../core/files';
import type { Caller } from './auth';
import type { JobConfig } from './request/config';

export interface Alternative {
	confidence: number;
	content: string;
	display?: { direction: 'ltr' | 'rtl' };
	language: string;
	speaker?: string;
	tags?: string[];
}

/** A part of an entity. */
export interface Form {
	alternatives: Alternative[];
	end_time: number;
	start_time: number;
	type: 'word';
}

/** One member of `results`; times are in seconds. */
export interface Result {
	alternatives: Alternative[];
	attaches_to?: 'previous' | 'next' | 'both' | 'none';
	channel?: string;
	end_time: number;
	entity_class?: string;
	is_eos?: boolean;
	spoken_form?: Form[];
	start_time: number;
	type: 'word' | 'punctuation' | 'entity';
	volume?: number;
	written_form?: Form[];
}

/** A member of `errors`. */
interface JobError {
	readonly message: string;
	/** Epoch milliseconds. */
	readonly at: number;
}

export interface TranscriptOutput {
	readonly kind: 'transcript';
	/** The language; `multi` for the multilingual model. */
	readonly language: string;
	readonly results: readonly Result[];
	/** All members of json-v2 except `format` and `job`. */
	readonly body: Readonly<Record<string, unknown>>;
}

/** A text with the times of its words. */
export interface AlignmentOutput {
	readonly kind: 'alignment';
	readonly tokens: readonly AlignedToken[];
}

/** A part of the text: a word with times in seconds, or markup and white space without times. */
export interface AlignedToken {
	readonly text: string;
	readonly start: number | null;
	readonly end: number | null;
}

export type CallbackStatus = 'success' | 'error' | 'fetch_error' | 'trim_error';

export type Outcome =
	| { readonly status: 'done'; readonly output: TranscriptOutput | AlignmentOutput }
	| { readonly status: 'rejected'; readonly callback: Exclude<CallbackStatus, 'success'> };

/** The state of a job, which changes while it runs. */
export interface JobState {
	readonly errors: JobError[];
	data: StoredFile | null;
	text: StoredFile | null;
	/** Whole seconds; `null` until the recording has been downloaded. */
	duration: number | null;
	deleted: boolean;
}

/** One job. */
export interface Entry {
	readonly id: string;
	/** A running number, which is the order of jobs created in the same millisecond. */
	readonly sequence: number;
	readonly caller: Caller;
	readonly config: JobConfig;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	/** File name of the upload; empty if the recording is downloaded. */
	readonly dataName: string;
	readonly textName: string | null;
	readonly job: TimedJob<Outcome>;
	readonly state: JobState;
}
