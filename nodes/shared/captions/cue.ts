/** One caption on the screen. Cues are in order of time, never overlap, and none is empty. */
export interface Cue {
	/** Counted from 1. */
	index: number;
	/** Seconds, millisecond precision; the start of the first word unless an earlier cue still stands there. */
	start: number;
	/** Seconds; not before the last word's end unless the next cue or the longest duration cuts it. */
	end: number;
	/** What the reader sees, with name prefixes and dashes where the rules ask for them. */
	lines: string[];
	/** The voice of each line where the rules ask for voices, else empty. */
	voices: Array<string | null>;
	/** The vendor's label of who speaks; `null` when unknown or when several people share the cue. */
	speaker: string | null;
	/** The vendor's channel; `null` when there is none or when several channels share the cue. */
	channel: string | null;
	/**
	 * Indexes into `Transcript.words`, line by line. Over all cues each word that has a visible character stands
	 * here once; only a word too long for a cue stands in each of the cues that show a part of it.
	 */
	words: number[];
}
