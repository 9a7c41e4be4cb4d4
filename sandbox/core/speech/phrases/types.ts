/** Phrases of a language. `{kind:words}` marks words that the vendors' detectors find (see `readScript`). */
export interface Phrases {
	/** ISO 639-1. */
	readonly language: string;
	/** Codes of this language, without region. */
	readonly codes: readonly string[];
	/** A conversation of two speakers that can be repeated. */
	readonly turns: ReadonlyArray<{ readonly speaker: 0 | 1; readonly text: string }>;
}
