import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import { oneLine } from '../core/oneLine';
import type { Transcript } from '../transcript/model';
import type { TimedSegment } from '../transcript/timedSegments';
import { fromSegments } from './build';
import { secondsOf } from './clock';
import { FormatError, type TextFormat } from './format';
import { plainText } from './markup';

/** A line with the times of a cue. SubRip writes a comma, WebVTT a point; hours may be missing in WebVTT. */
const TIMES =
	/^\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})\s*-->\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})/u;

/** Lines between two checks of the clock. */
const CHECK_INTERVAL = 256;

/** Characters of a file in which its form is recognized. */
const HEAD = 4_000;

export const webVtt: TextFormat = {
	id: 'vtt',
	name: 'WebVTT',
	recognizes: (text) => /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/u.test(text),
	read: async (text) => await readCues(text, 'vtt'),
};

export const subRip: TextFormat = {
	id: 'srt',
	name: 'SubRip (.srt)',
	recognizes: (text) =>
		text
			.slice(0, HEAD)
			.split(/\r\n|[\r\n]/u)
			.some((line) => TIMES.test(line)),
	read: async (text) => await readCues(text, 'srt'),
};

interface RawCue {
	start: number;
	end: number;
	lines: string[];
}

async function readCues(text: string, vendor: string): Promise<Transcript> {
	const yielder = new EventLoopYielder();
	const cues: RawCue[] = [];
	let open: RawCue | undefined;
	let previous = '';
	for (const [index, line] of text
		.replace(/^\ufeff/u, '')
		.split(/\r\n|[\r\n]/u)
		.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const times = line.includes('-->') ? TIMES.exec(line) : null;
		if (times) {
			// The line before the times is the number of the cue. Some files have no blank line before it.
			if (open && /^\s*\d+\s*$/u.test(previous)) open.lines.pop();
			open = { start: secondsOf(times[1] ?? ''), end: secondsOf(times[2] ?? ''), lines: [] };
			cues.push(open);
		} else if (line.trim() === '') {
			open = undefined;
		} else {
			open?.lines.push(line);
		}
		previous = line;
	}
	if (cues.length === 0) throw new FormatError('The file contains no captions with times.');
	const names = repeatedNames(cues);
	const segments = await mapYielding(cues, (cue) => segmentsOf(cue, names));
	return await fromSegments({ vendor }, segments.flat());
}

/** `<v Name>` in WebVTT. */
const VOICE = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/u;

/** `Name: text`, which SubRip has no syntax for. */
const PREFIX = /^\[?(\p{Lu}[\p{L}\p{M}\d .'’_-]{0,39})\]?:\s+(?=\S)/u;

function prefixOf(line: string): RegExpExecArray | null {
	return line.includes(':') ? PREFIX.exec(line) : null;
}

/** Names in front of at least two cues; a single one may be part of a sentence. */
function repeatedNames(cues: readonly RawCue[]): ReadonlySet<string> {
	const counts = new Map<string, number>();
	for (const { lines } of cues) {
		for (const line of lines) {
			const name = prefixOf(withoutDash(line))?.[1];
			if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
		}
	}
	return new Set([...counts].filter(([, count]) => count > 1).map(([name]) => name));
}

/** One segment for each speaker of a cue; they share its time by the length of their text. */
function segmentsOf({ start, end, lines }: RawCue, names: ReadonlySet<string>): TimedSegment[] {
	const turns: Array<{ speaker: string | null; text: string }> = [];
	const hasDashes = lines.length > 1 && lines.every((line) => withoutDash(line) !== line.trim());
	for (const line of lines) {
		const shown = hasDashes || lines.length === 1 ? withoutDash(line) : line.trim();
		const voice = shown.startsWith('<v') ? VOICE.exec(shown)?.[1] : undefined;
		const prefix = prefixOf(shown);
		const named = prefix && names.has(prefix[1] ?? '') ? prefix : undefined;
		const speaker = voice === undefined ? named?.[1] : oneLine(plainText(voice));
		const plain = plainText(named ? shown.slice(named[0].length) : shown);
		const text = oneLine(plain.includes('{\\') ? plain.replace(/\{\\[^{}]*\}/gu, '') : plain);
		const last = turns.at(-1);
		if (last && speaker === undefined && !hasDashes) last.text = `${last.text} ${text}`;
		else if (last && (last.speaker ?? undefined) === speaker && !hasDashes)
			last.text = `${last.text} ${text}`;
		else turns.push({ speaker: speaker ?? null, text });
	}
	const spoken = turns.filter(({ text }) => text.trim() !== '');
	const total = spoken.reduce((sum, { text }) => sum + text.length, 0);
	let at = start;
	return spoken.map(({ speaker, text }): TimedSegment => {
		const from = at;
		at = from + ((end - start) * text.length) / total;
		return { speaker, channel: null, start: from, end: at, text, confidence: null };
	});
}

function withoutDash(line: string): string {
	return line.trim().replace(/^[-–—]\s*(?=\S)/u, '');
}
