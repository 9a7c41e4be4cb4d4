/** What is known about a recording. */
export interface Media {
	readonly kind: 'media';
	/** Milliseconds, rounded. */
	readonly durationMs: number;
	/** As music-metadata names it, e.g. `WAVE`, `FLAC`, `MPEG`, `Ogg`. */
	readonly container: string;
	readonly codec: string;
	readonly channels: number;
	/** Hz. */
	readonly sampleRate: number;
}
