declare module 'webvtt-parser' {
	/** A node of a cue's text: a text, or a tag such as a voice. */
	export interface WebVttNode {
		type: 'text' | 'object' | 'timestamp';
		name?: string;
		value?: string;
		children?: WebVttNode[];
	}

	export interface WebVttCue {
		id: string;
		startTime: number;
		endTime: number;
		text: string;
		tree: WebVttNode;
	}

	export class WebVTTParser {
		/** Without the entities of `html-entities.json` it leaves their semicolons in the text. */
		constructor(entities?: Record<string, string>);
		parse(
			input: string,
			mode?: 'metadata' | 'chapters',
		): { cues: WebVttCue[]; errors: Array<{ message: string; line: number; col?: number }> };
	}
}
