import { wordDelimiter } from '../languages';
import type { Result } from '../model';
import { toSentences } from './sentences';

const LINE_LENGTH = 37;
const LINES = 2;

interface Word {
	text: string;
	readonly delimiter: string;
	readonly start: number;
	end: number;
}

/** `format=srt`: one cue per sentence, and a new one if its lines are full; long words are not split. */
export function toSrt(
	results: readonly Result[],
	overrides: { max_line_length?: number | null | undefined; max_lines?: number | null | undefined } = {},
): string {
	const cues = toSentences(results).flatMap((sentence) =>
		toCues(toWords(sentence.results), overrides.max_line_length ?? LINE_LENGTH, overrides.max_lines ?? LINES),
	);
	return cues
		.map((lines, i) => {
			const start = lines[0]?.[0]?.start ?? 0;
			const end = lines.at(-1)?.at(-1)?.end ?? 0;
			return `${i + 1}\n${time(start)} --> ${time(end)}\n${lines.map(joined).join('\n')}\n\n`;
		})
		.join('');
}

/** Words with the punctuation after them. */
function toWords(results: readonly Result[]): Word[] {
	const words: Word[] = [];
	for (const { alternatives, attaches_to, start_time, end_time } of results) {
		const [best] = alternatives;
		if (best === undefined) continue;
		const last = words.at(-1);
		if (last !== undefined && (attaches_to === 'previous' || attaches_to === 'both')) {
			last.text += best.content;
			last.end = end_time;
		} else {
			words.push({
				text: best.content,
				delimiter: wordDelimiter(best.language),
				start: start_time,
				end: end_time,
			});
		}
	}
	return words;
}

function toCues(words: readonly Word[], lineLength: number, maxLines: number): Word[][][] {
	const lines: Word[][] = [];
	for (const word of words) {
		const line = lines.at(-1);
		if (line !== undefined && joined([...line, word]).length <= lineLength) line.push(word);
		else lines.push([word]);
	}
	const cues: Word[][][] = [];
	for (let i = 0; i < lines.length; i += maxLines) cues.push(lines.slice(i, i + maxLines));
	return cues;
}

function joined(words: readonly Word[]): string {
	return words.map((word, i) => (i === 0 ? '' : word.delimiter) + word.text).join('');
}

function time(seconds: number): string {
	const ms = Math.round(seconds * 1000);
	const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
	const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
	return `${pad(h)}:${pad(m)}:${pad(s)},${pad(ms % 1000, 3)}`;
}
