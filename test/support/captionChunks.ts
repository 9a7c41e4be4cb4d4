import { Chunks } from '../../nodes/shared/captions/chunks';

/** One piece of text as tests need it. */
export interface Piece {
	text?: string;
	/** Characters; by default those of the text. */
	width?: number;
	/** Whether there is a space before it. Default: `true`. */
	blank?: boolean;
	/** Milliseconds; by default the end of the piece before it. */
	start?: number;
	/** Milliseconds; by default 100 after the start. */
	end?: number;
	traits?: number;
	track?: number;
}

/** Chunks of these pieces, each of which is one word of its track. */
export function chunksOf(pieces: readonly Piece[]): Chunks {
	const chunks = new Chunks(pieces.length);
	const words = new Map<number, number>();
	let time = 0;
	for (const { text = 'word', blank = true, traits = 0, track = 0, ...piece } of pieces) {
		const start = piece.start ?? time;
		const end = piece.end ?? start + 100;
		const word = words.get(track) ?? 0;
		words.set(track, word + 1);
		chunks.push(
			{ text, width: piece.width ?? text.length, traits },
			blank,
			start,
			end,
			track,
			word,
			word + 1,
		);
		time = end;
	}
	return chunks;
}
