import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import { oneLine } from '../core/oneLine';
import type { TimedSegment } from '../transcript/timedSegments';
import { estimatedDuration, fromSegments } from './build';
import { secondsOf } from './clock';
import type { TextFormat } from './format';

const TIME = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;

/** `[00:01:05] Name: text`, `(1:05) text`, `00:01:05 - Name: text`. */
const TIME_FIRST = new RegExp(
	String.raw`^\s*(?:\[(${TIME})\]|\((${TIME})\)|(${TIME}))\s*(?:[-–—|]\s*)?(.*)$`,
	'u',
);

/** `Name  1:05` or `Name (00:01:05)`, with the text on the following lines, as many meeting tools write it. */
const NAME_FIRST = new RegExp(
	String.raw`^\s*(\p{L}[^:[\](){}<>]{0,59}?)\s*[,\s]\s*(?:\[(${TIME})\]|\((${TIME})\)|(${TIME}))\s*:?\s*$`,
	'u',
);

const NAME = /^(\p{L}[^:[\](){}<>?!]{0,39}):\s*(.*)$/u;

/** Lines between two checks of the clock. */
const CHECK_INTERVAL = 256;

/** Lines in which the form is recognized. */
const HEAD_LINES = 40;

/** Text with a time in front of each turn. The end of a turn is the start of the next, or earlier if its text is short. */
export const timecodedText: TextFormat = {
	id: 'text',
	name: 'Text With Times',
	recognizes: (text) => text.split(/\r?\n/u, HEAD_LINES).some((line) => turnOf(line) !== undefined),
	read: async (text) => {
		const yielder = new EventLoopYielder();
		const turns: Array<{ start: number; speaker: string | null; lines: string[] }> = [];
		for (const [index, line] of text.split(/\r?\n/u).entries()) {
			if (index % CHECK_INTERVAL === 0) await yielder.pause();
			const turn = turnOf(line);
			if (turn) turns.push({ start: turn.start, speaker: turn.speaker, lines: [turn.text] });
			else turns.at(-1)?.lines.push(line);
		}
		const starts = [...new Set(turns.map(({ start }) => start))].sort((a, b) => a - b);
		const nextStart = new Map(starts.map((start, index) => [start, starts[index + 1]]));
		const segments = await mapYielding(turns, ({ start, speaker, lines }): TimedSegment => {
			const spoken = oneLine(lines.join(' '));
			const end = Math.min(start + estimatedDuration(spoken), nextStart.get(start) ?? Infinity);
			return { speaker, channel: null, start, end, text: spoken, confidence: null };
		});
		return await fromSegments({ vendor: 'text' }, segments);
	},
};

function turnOf(line: string): { start: number; speaker: string | null; text: string } | undefined {
	const named = NAME_FIRST.exec(line);
	if (named) {
		const [, name = '', ...times] = named;
		return { start: firstTime(times), speaker: oneLine(name), text: '' };
	}
	const timed = TIME_FIRST.exec(line);
	if (!timed) return undefined;
	const [, a, b, c, rest = ''] = timed;
	const [, name, text] = NAME.exec(rest) ?? [];
	return {
		start: firstTime([a, b, c]),
		speaker: name === undefined ? null : oneLine(name),
		text: text ?? rest,
	};
}

/** Each way to write a time has a group of its own in the pattern. */
function firstTime(times: ReadonlyArray<string | undefined>): number {
	return secondsOf(times.find((time) => time !== undefined) ?? '0');
}
