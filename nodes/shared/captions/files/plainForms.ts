import type { Transcript } from '../../transcript/model';
import { turnsOf } from '../../transcript/segments';
import type { Cue } from '../cue';
import { timestamp } from '../timestamp';

/** The cues as SubViewer, which YouTube reads: hours have one digit. */
export function toSbv(cues: readonly Cue[]): string {
	const time = (seconds: number) => timestamp(seconds, '.').replace(/^0(?=\d:)/u, '');
	return cues.map((cue) => `${time(cue.start)},${time(cue.end)}\n${cue.lines.join('\n')}\n`).join('\n');
}

/** A cell that a spreadsheet would calculate; an apostrophe makes it text. */
const FORMULA = /^[=+@\t\r]|^-(?=\S)/u;

/** The cues as CSV (RFC 4180) with a header row. Starts with a byte order mark, without which Excel misreads accents. */
export function toCsv(cues: readonly Cue[]): string {
	const rows = cues.map((cue) => [
		cue.index,
		timestamp(cue.start, '.'),
		timestamp(cue.end, '.'),
		cue.speaker ?? '',
		cue.channel ?? '',
		cue.lines.join(' '),
	]);
	const lines = [['number', 'start', 'end', 'speaker', 'channel', 'text'], ...rows];
	return `\ufeff${lines.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string | number): string {
	const text = String(value).replace(FORMULA, "'$&");
	return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The turns of the speakers as a transcript of the Podcasting 2.0 namespace, version 1.0.0. */
export async function toPodcastTranscript(transcript: Transcript): Promise<string> {
	const segments = (await turnsOf(transcript)).map(({ speaker, start, end, text }) => ({
		...(speaker === null ? {} : { speaker }),
		startTime: start,
		endTime: end,
		body: text,
	}));
	return JSON.stringify({ version: '1.0.0', segments });
}
