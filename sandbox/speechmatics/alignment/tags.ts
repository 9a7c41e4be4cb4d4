import type { AlignedToken } from '../model';

export const TAG_STYLES = ['word_start_and_end', 'one_per_line'] as const;
export type TagStyle = (typeof TAG_STYLES)[number];

/** The text with times around every word, or before every line with words. */
export function toTagged(
	tokens: readonly AlignedToken[],
	style: TagStyle,
	options: { spaces: number },
): string {
	if (style === 'word_start_and_end') {
		return tokens
			.map(({ text, start, end }) =>
				start === null || end === null ? text : `<time=${start.toFixed(2)}>${text}<time=${end.toFixed(2)}>`,
			)
			.join('');
	}
	return toLines(tokens)
		.map((line) => {
			const start = line.find((token) => token.start !== null)?.start ?? null;
			const text = line.map((token) => token.text).join('');
			return start === null ? text : `[${lineTime(start)}]${' '.repeat(options.spaces)}${text}`;
		})
		.join('');
}

/** Splits after every line break; white space and comments may contain several. */
function toLines(tokens: readonly AlignedToken[]): AlignedToken[][] {
	const lines: AlignedToken[][] = [[]];
	for (const token of tokens) {
		for (const piece of token.text.split(/(?<=\n)/u)) {
			lines.at(-1)?.push({ ...token, text: piece });
			if (piece.endsWith('\n')) lines.push([]);
		}
	}
	return lines;
}

/** `HH:MM:SS.t`, rounded down to tenths. */
function lineTime(seconds: number): string {
	const tenths = Math.floor(Math.round(seconds * 1000) / 100);
	const pad = (value: number): string => String(value).padStart(2, '0');
	const whole = Math.floor(tenths / 10);
	const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	return `${pad(h)}:${pad(m)}:${pad(s)}.${tenths % 10}`;
}
