/** Something to say in a language. `{kind:words}` marks what the vendors' detectors find (see `readScript`). */
export interface Phrases {
	/** ISO 639-1. */
	readonly language: string;
	/** Codes that mean this language, without region. */
	readonly codes: readonly string[];
	/** A conversation that can go round; two speakers. */
	readonly turns: ReadonlyArray<{ readonly speaker: 0 | 1; readonly text: string }>;
}
