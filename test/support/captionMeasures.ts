import { srt } from '@deepgram/captions';
import { displayWidth, type Cue } from '../../nodes/shared/captions';
import type { Word } from '../../nodes/shared/transcript/model';

/** A caption, independent of its source; times in milliseconds. */
export interface Caption {
	start: number;
	end: number;
	lines: string[];
}

/** One row of the caption table. */
export interface CaptionRow {
	cues: number;
	longestLine: number;
	longLines: number;
	manyLines: number;
	short: number;
	long: number;
	fast: number;
	overlaps: number;
	closeGaps: number;
}

const ms = (seconds: number): number => Math.round(seconds * 1000);

export const captionsOf = (cues: readonly Cue[]): Caption[] =>
	cues.map(({ start, end, lines }) => ({ start: ms(start), end: ms(end), lines }));

/** Reads an srt file back, by a parser that is not ours. */
export async function captionsOfSrt(text: string): Promise<Caption[]> {
	const { parse } = await import('subsrt-ts');
	const captions: Caption[] = [];
	for (const entry of parse(text, { format: 'srt', eol: '\n' })) {
		if (entry.type !== 'caption') continue;
		captions.push({ start: entry.start, end: entry.end, lines: entry.content.trimEnd().split('\n') });
	}
	return captions;
}

/**
 * Counts what breaks the broadcast rules: 42 characters, 2 lines, 5/6 s to 7 s, 20 characters a second, 2 frames at 25
 * a second.
 */
export function measure(captions: readonly Caption[]): CaptionRow {
	const widths = captions.flatMap(({ lines }) => lines.map(displayWidth));
	const count = (test: (caption: Caption, index: number) => boolean) => captions.filter(test).length;
	const gapBefore = (caption: Caption, index: number) =>
		caption.start - (captions[index - 1]?.end ?? -Infinity);
	return {
		cues: captions.length,
		longestLine: Math.max(0, ...widths.slice(0, 100_000)),
		longLines: widths.filter((width) => width > 42).length,
		manyLines: count(({ lines }) => lines.length > 2),
		short: count(({ start, end }) => end - start < 833),
		long: count(({ start, end }) => end - start > 7000),
		fast: count(({ start, end, lines }) => (displayWidth(lines.join(' ')) * 1000) / (end - start) > 20),
		overlaps: count((caption, index) => gapBefore(caption, index) < 0),
		closeGaps: count((caption, index) => gapBefore(caption, index) >= 0 && gapBefore(caption, index) < 80),
	};
}

const deepgramWord = ({ text, start, end, speaker, confidence }: Word, numbers: Map<string, number>) => {
	const label = speaker ?? '';
	const number = numbers.get(label) ?? numbers.size;
	numbers.set(label, number);
	return {
		word: text.toLowerCase(),
		punctuated_word: text,
		start,
		end,
		confidence: confidence ?? 1,
		...(speaker === null ? {} : { speaker: number }),
	};
};

/**
 * The same words in the form of Deepgram's response. With utterances, a new one starts after 0.8 s of silence or with
 * another speaker, as in theirs.
 */
export function deepgramAnswer(words: readonly Word[], utterances: boolean) {
	const numbers = new Map<string, number>();
	const converted = words.map((each) => deepgramWord(each, numbers));
	const groups: Array<{ words: typeof converted }> = [];
	let previous: (typeof converted)[number] | undefined;
	for (const each of converted) {
		const continues =
			previous !== undefined && previous.speaker === each.speaker && each.start - previous.end < 0.8;
		if (continues) groups[groups.length - 1]?.words.push(each);
		else groups.push({ words: [each] });
		previous = each;
	}
	return {
		results: {
			channels: [{ alternatives: [{ words: converted }] }],
			...(utterances ? { utterances: groups } : {}),
		},
	};
}

/** Captions that `@deepgram/captions` creates from the words, without their speaker headings. */
export async function deepgramCaptions(words: readonly Word[], utterances: boolean): Promise<Caption[]> {
	const captions = await captionsOfSrt(srt(deepgramAnswer(words, utterances)));
	return captions.map((caption) => ({
		...caption,
		lines: caption.lines.filter((line) => !/^\[Speaker \d+\]$/.test(line)),
	}));
}
