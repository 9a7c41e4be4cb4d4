import { EventLoopYielder } from '../core/eventLoop';
import { oneLine } from '../core/oneLine';
import type { Segment, Transcript } from '../transcript/model';
import { paragraphsOf } from '../transcript/render/paragraphs';
import { voicesOf, type Voices } from '../transcript/render/speakers';
import { turnsOf } from '../transcript/segments';

export interface ChunkOptions {
	/** Maximum number of characters of a chunk. */
	size: number;
	/** Maximum number of characters that a chunk repeats from the end of the previous one. */
	overlap: number;
	/** Whether each line begins with the speaker. */
	speakers: boolean;
}

/** Consecutive lines of a transcript. */
export interface Chunk {
	/** One line for each turn. */
	text: string;
	/** Seconds. */
	start: number;
	/** Seconds. */
	end: number;
	/** Labels in order of appearance; empty if the vendor identifies neither speakers nor channels. */
	speakers: string[];
}

/** A turn, or a part of a turn that is longer than a chunk. */
interface Line {
	text: string;
	start: number;
	end: number;
	label: string | null;
}

/** A longer label is cut in lines, so that it does not fill a chunk. */
const LONGEST_LABEL = 60;

/**
 * A transcript in chunks for language models and vector stores. Turns stay whole where they fit; a longer one is split at
 * sentence ends, otherwise between words. Linear in words, except that each chunk repeats the overlap.
 */
export async function chunk(transcript: Transcript, options: ChunkOptions): Promise<Chunk[]> {
	const yielder = new EventLoopYielder();
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const chunks: Chunk[] = [];
	let current: Line[] = [];
	let length = 0;
	/** Lines that `current` repeats from the previous chunk. */
	let repeated = 0;
	for (const turn of turns) {
		for (const line of await linesOf(transcript, turn, voices, options, yielder)) {
			await yielder.pause();
			if (length + line.text.length > options.size) {
				if (current.length > repeated) chunks.push(chunkOf(current));
				const room = Math.min(options.overlap, options.size - line.text.length);
				({ lines: current, length } = tailOf(current, room));
				repeated = current.length;
			}
			current.push(line);
			length += lengthOf(line);
		}
	}
	if (current.length > repeated) chunks.push(chunkOf(current));
	return chunks;
}

/** Characters of a line and the line break after it. */
const lengthOf = ({ text }: Line): number => text.length + 1;

async function linesOf(
	transcript: Transcript,
	turn: Segment,
	voices: Voices,
	{ size, speakers }: ChunkOptions,
	yielder: EventLoopYielder,
): Promise<Line[]> {
	const label = voices.list[voices.indexOf(turn)]?.label ?? null;
	const prefix = speakers && label !== null ? `${oneLine(label).slice(0, LONGEST_LABEL)}: ` : '';
	const longest = size - prefix.length;
	const isWhole = turn.text.length <= longest;
	// A sentence end may be up to two characters after the limit.
	const length = isWhole ? { preferred: longest, longest } : { preferred: longest / 2, longest: longest - 2 };
	const paragraphs = await paragraphsOf(transcript, turn, yielder, length);
	return paragraphs.map(({ start, text }, index) => ({
		text: `${prefix}${oneLine(text)}`,
		start,
		end: paragraphs[index + 1]?.start ?? turn.end,
		label,
	}));
}

/** The last lines, with their line breaks, that fit into the room. */
function tailOf(lines: readonly Line[], room: number): { lines: Line[]; length: number } {
	const tail: Line[] = [];
	let length = 0;
	for (let index = lines.length - 1; index >= 0; index -= 1) {
		const line = lines[index];
		if (!line || length + lengthOf(line) > room) break;
		length += lengthOf(line);
		tail.push(line);
	}
	return { lines: tail.reverse(), length };
}

function chunkOf(lines: readonly Line[]): Chunk {
	return {
		text: lines.map(({ text }) => text).join('\n'),
		start: lines[0]?.start ?? 0,
		end: lines.reduce((latest, { end }) => Math.max(latest, end), 0),
		speakers: [...new Set(lines.flatMap(({ label }) => label ?? []))],
	};
}
