import { joinWords } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from './sentences';

const DEFAULT_CHARACTERS = 70;

/** SRT or WebVTT: one cue per sentence, split if it exceeds `maxCharacters`; long words are not split. */
export function toCaptions(words: readonly Word[], format: 'srt' | 'vtt', maxCharacters?: number): string {
	const cues = wordSentences(words).flatMap((sentence) =>
		split(sentence, maxCharacters ?? DEFAULT_CHARACTERS),
	);
	const blocks = cues.map((cue, i) => {
		const times = [cue[0]?.start ?? 0, cue.at(-1)?.end ?? 0].map(format === 'srt' ? srtTime : vttTime);
		return [...(format === 'srt' ? [String(i + 1)] : []), times.join(' --> '), joinWords(cue)].join('\n');
	});
	return `${[...(format === 'vtt' ? ['WEBVTT'] : []), ...blocks].join('\n\n')}\n`;
}

function split(sentence: readonly Word[], maxCharacters: number): Word[][] {
	const cues: Word[][] = [];
	let length = 0;
	for (const word of sentence) {
		const cue = cues.at(-1);
		if (cue === undefined || length + 1 + word.text.length > maxCharacters) {
			cues.push([word]);
			length = word.text.length;
		} else {
			cue.push(word);
			length += 1 + word.text.length;
		}
	}
	return cues;
}

function srtTime(ms: number): string {
	return `${pad(Math.floor(ms / 3_600_000), 2)}:${minutes(ms)},${pad(ms % 1000, 3)}`;
}

/** Hours are omitted if they are zero. */
function vttTime(ms: number): string {
	const hours = ms >= 3_600_000 ? `${pad(Math.floor(ms / 3_600_000), 2)}:` : '';
	return `${hours}${minutes(ms)}.${pad(ms % 1000, 3)}`;
}

function minutes(ms: number): string {
	return `${pad(Math.floor(ms / 60_000) % 60, 2)}:${pad(Math.floor(ms / 1000) % 60, 2)}`;
}

function pad(value: number, length: number): string {
	return String(value).padStart(length, '0');
}
