/** One caption. Cues are in order of time, do not overlap, and are never empty. */
export interface Cue {
	/** Counted from 1. */
	index: number;
	/** Seconds, millisecond precision; the start of the first word unless an earlier cue is still on screen. */
	start: number;
	/** Seconds; not before the end of the last word unless limited by the next cue or the maximum duration. */
	end: number;
	/** The visible text, with name prefixes and dashes according to the rules. */
	lines: string[];
	/** The voice of each line if the rules request voices, otherwise empty. */
	voices: Array<string | null>;
	/** The vendor's speaker label; `null` if unknown or if several people share the cue. */
	speaker: string | null;
	/** The vendor's channel; `null` if there is none or if several channels share the cue. */
	channel: string | null;
	/**
	 * Indexes in `Transcript.words`, line by line. Each visible word is in exactly one cue; only a word too long for one cue
	 * is in all cues that show a part of it.
	 */
	words: number[];
}
