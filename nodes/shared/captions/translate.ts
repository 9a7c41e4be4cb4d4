import { mapYielding } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';
import type { Segment, Transcript, Word } from '../transcript/model';
import { translatedRows, type TranslatedRow } from '../transcript/translations';
import { toSeconds } from '../transcript/values';
import { spreadWords } from '../transcript/words';
import { displayWidth } from './displayWidth';
import { gapMilliseconds, resolveCaptionRules, type CaptionRules } from './rules';

/** How many spoken words may be read for each of the transcript, so that the cost is linear for any response. */
const READS_PER_WORD = 8;

/**
 * The transcript in a language of its translations, with words as captions need them. The words of a sentence have the
 * pace and the pauses of what was spoken. If the sentence takes longer to read than it was spoken, its words fill its
 * whole time, and if necessary the time until the next sentence. Yields to the event loop.
 *
 * @param language as the vendor writes it
 * @param rules for the reading speed; the language has its own default
 * @returns a transcript without words if the vendor translated only the whole text
 */
export async function translateForCaptions(
	transcript: Transcript,
	language: string,
	rules: Partial<CaptionRules> = {},
): Promise<Transcript> {
	const resolved = resolveCaptionRules(rules, language);
	const rows = translatedRows(transcript, language);
	const spoken = new SpokenTimes(transcript.words);
	const words: Word[] = [];
	const segments = await mapYielding(
		rows,
		(row, index): Segment => {
			const next = (rows[index + 1]?.start ?? Infinity) - gapMilliseconds(resolved) / 1000;
			const reading = displayWidth(row.text) / resolved.maxCharsPerSecond;
			const from = words.length;
			const timed = timedWords(row, language, spoken.of(row), reading, next);
			for (const word of timed) {
				words.push({ ...word, spaceBefore: word.spaceBefore || (words.length === from && from > 0) });
			}
			const { speaker, channel, text } = row;
			const start = timed[0]?.start ?? row.start;
			const end = timed.at(-1)?.end ?? row.end;
			return { speaker, channel, text, start, end, confidence: null, words: { from, to: words.length } };
		},
		16,
	);
	const text = transcript.insights.translations?.[language]?.text ?? rows.map((row) => row.text).join(' ');
	return { ...transcript, language, text, words, segments };
}

/** The words of a translated sentence with their times. */
function timedWords(
	row: TranslatedRow,
	language: string,
	spoken: readonly Word[],
	reading: number,
	next: number,
): Word[] {
	const { start, speaker, channel, text } = row;
	const end = Math.max(row.end, Math.min(start + reading, next));
	const spread = spreadWords(text, start, end, { speaker, channel, language });
	const speech = spoken.reduce((sum, word) => sum + word.end - word.start, 0);
	if (reading >= speech) return spread;
	const total = end - start;
	const at = paceOf(spoken, start, row.end);
	return spread.map((word) => ({
		...word,
		start: toSeconds(at((word.start - start) / total, 'start')),
		end: toSeconds(at((word.end - start) / total, 'end')),
	}));
}

/** Returns a function for the time at which a share of the speech, 0 to 1, has been spoken, pauses skipped. */
function paceOf(spoken: readonly Word[], from: number, to: number) {
	const within = (time: number) => Math.min(to, Math.max(from, time));
	const lengths = spoken.map((word) => Math.max(0.001, within(word.end) - within(word.start)));
	const total = lengths.reduce((sum, length) => sum + length, 0);
	let index = 0;
	let before = 0;
	/** Shares must be requested in ascending order. A pause at the share comes before a start and after an end. */
	return (share: number, edge: 'start' | 'end'): number => {
		const wanted = share * total;
		const isPast = (limit: number) => (edge === 'start' ? limit <= wanted + 1e-6 : limit < wanted - 1e-6);
		while (index < spoken.length - 1 && isPast(before + (lengths[index] ?? 0))) {
			before += lengths[index] ?? 0;
			index += 1;
		}
		return within((spoken[index]?.start ?? from) + Math.max(0, wanted - before));
	};
}

/** Finds what was spoken in a time by a speaker on a channel. */
class SpokenTimes {
	private readonly byStart: readonly Word[];

	private budget: number;

	constructor(words: readonly Word[]) {
		const spoken = words.filter(({ kind }) => kind === 'word');
		this.byStart = spoken.sort((a, b) => a.start - b.start);
		this.budget = READS_PER_WORD * spoken.length;
	}

	/** The words in order of time, without overlaps; none once the comparisons cost too much. */
	of({ start, end, speaker, channel }: TranslatedRow): Word[] {
		const found: Word[] = [];
		let latest = 0;
		for (let index = this.firstFrom(start - 0.001); index < this.byStart.length; index += 1) {
			const word = this.byStart[index];
			if (word === undefined || word.start >= end) break;
			this.budget -= 1;
			if (this.budget < 0) return [];
			const isOwn =
				(channel === null || word.channel === null || word.channel === channel) &&
				(speaker === null || word.speaker === null || word.speaker === speaker);
			if (isOwn && word.start >= latest && word.end > word.start) {
				found.push(word);
				latest = word.end;
			}
		}
		return found;
	}

	private firstFrom(time: number): number {
		return partitionPoint(this.byStart.length, (index) => (this.byStart[index]?.start ?? 0) < time);
	}
}
