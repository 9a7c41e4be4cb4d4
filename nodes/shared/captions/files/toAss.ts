import type { Word } from '../../transcript/model';
import type { Cue } from '../cue';

const HEADER = `[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
WrapStyle: 2
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,60,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1
Style: Highlight,Arial,60,&H0000E5FF,&H00FFFFFF,&H00000000,&H80000000,-1,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;

/**
 * The cues as Advanced SubStation Alpha, version 4.00+. Fonts, sizes and colours are in its styles.
 * @param spoken the transcript's words if each is to change its colour when it is spoken
 */
export function toAss(cues: readonly Cue[], spoken?: readonly Word[]): string {
	const style = spoken ? 'Highlight' : 'Default';
	const events = cues.map((cue) => {
		const text = spoken ? highlighted(cue, spoken) : cue.lines.map(escape).join('\\N');
		const name = (cue.speaker ?? '').replace(/[,\r\n]+/gu, ' ');
		const times = `${time(centiseconds(cue.start))},${time(centiseconds(cue.end))}`;
		return `Dialogue: 0,${times},${style},${name},0,0,0,,${text}\n`;
	});
	return HEADER + events.join('');
}

function centiseconds(seconds: number): number {
	return Math.round(seconds * 100);
}

function time(total: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(total / 6000);
	return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(Math.floor(total / 100) % 60)}.${two(total % 100)}`;
}

/** Braces start an override, and a backslash a command: an invisible joiner after it prevents this. */
function escape(text: string): string {
	return text.replaceAll('\\', '\\\u2060').replaceAll('{', '\\{').replaceAll('}', '\\}');
}

/**
 * The text with the time of each word, in centiseconds from the previous one. A text that is not in the line, e.g. the rest
 * of a word that was too long, has no time of its own.
 */
function highlighted(cue: Cue, spoken: readonly Word[]): string {
	const words = cue.words.flatMap((index) => spoken[index] ?? []);
	let cursor = centiseconds(cue.start);
	let next = 0;
	return cue.lines
		.map((line) => {
			let text = '';
			let at = 0;
			for (let word = words[next]; word; word = words[next]) {
				const shown = shownIn(line, word.text, at);
				if (shown === undefined) break;
				const { place, length } = shown;
				const start = Math.max(cursor, centiseconds(word.start));
				const end = Math.max(start, Math.min(centiseconds(word.end), centiseconds(cue.end)));
				text += start > cursor || place > at ? `{\\k${start - cursor}}${escape(line.slice(at, place))}` : '';
				text += `{\\k${end - start}}${escape(line.slice(place, place + length))}`;
				cursor = end;
				at = place + length;
				next += 1;
			}
			return text + escape(line.slice(at));
		})
		.join('\\N');
}

/** Where a line shows a word; captions without fillers have other punctuation and capital letters at some words. */
function shownIn(line: string, word: string, at: number): { place: number; length: number } | undefined {
	const exact = line.indexOf(word, at);
	if (exact >= 0) return { place: exact, length: word.length };
	const bare = word.replace(/(?<![\p{P}\p{S}])[\p{P}\p{S}]+$/u, '').toLowerCase();
	const lower = line.toLowerCase();
	const place = bare === '' || lower.length !== line.length ? -1 : lower.indexOf(bare, at);
	return place < 0 ? undefined : { place, length: bare.length };
}
