import type { EventLoopYielder } from '../../core/eventLoop';
import type { Segment, Transcript } from '../model';
import { UNSPACED_SCRIPT, wordsOf } from '../words';

export interface Paragraph {
	/** Seconds. */
	start: number;
	text: string;
}

/** The length of a paragraph in characters. */
export interface ParagraphLength {
	/** After this, it ends at the next sentence end. */
	preferred: number;
	/** Rather than be longer, it ends within a sentence. */
	longest: number;
}

const READABLE: ParagraphLength = { preferred: 500, longest: 1200 };
/** A Chinese character carries as much information as two and a half letters. */
const DENSE_SCRIPT_FACTOR = 0.4;

const SENTENCE_END =
	/(?<!(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|\p{L}))(?<![.!?…؟۔।॥])[.!?…؟۔।॥]+["'”’»)\]]*(?=\s)|[。！？]+[」』）”]*/gu;

/**
 * The text of a turn in readable paragraphs, split at sentence ends; most turns are one paragraph. Their times come from
 * the words if these match the text, otherwise they are estimated from the length.
 * @param length default: a readable length for the script
 */
export async function paragraphsOf(
	transcript: Pick<Transcript, 'words'>,
	turn: Segment,
	yielder: EventLoopYielder,
	length?: ParagraphLength,
): Promise<Paragraph[]> {
	const text = turn.text.trim();
	if (text === '') return [];
	const cuts = await cutsOf(text, length ?? readable(text), yielder);
	if (cuts.length === 0) return [{ start: turn.start, text }];
	const times = await timesAt(transcript, turn, text, cuts, yielder);
	return [0, ...cuts].map((from, place) => ({
		start: times[place] ?? turn.start,
		text: text.slice(from, cuts[place] ?? text.length).trim(),
	}));
}

function readable(text: string): ParagraphLength {
	if (!UNSPACED_SCRIPT.test(text.slice(0, 200))) return READABLE;
	const { preferred, longest } = READABLE;
	return { preferred: preferred * DENSE_SCRIPT_FACTOR, longest: longest * DENSE_SCRIPT_FACTOR };
}

async function cutsOf(
	text: string,
	{ preferred, longest }: ParagraphLength,
	yielder: EventLoopYielder,
): Promise<number[]> {
	const cuts: number[] = [];
	let from = 0;
	while (text.length - from > (preferred + longest) / 2) {
		const next = text.slice(from, from + longest + 2);
		SENTENCE_END.lastIndex = preferred;
		const sentence = SENTENCE_END.exec(next);
		if (!sentence && text.length - from <= longest) break;
		const cut = sentence ? sentence.index + sentence[0].length : lastSpace(next, longest);
		if (from + cut >= text.length) break;
		from += cut;
		cuts.push(from);
		await yielder.pause();
	}
	return cuts;
}

/** Without a sentence end or a space, the cut must at least not separate a character from its combining marks. */
function lastSpace(text: string, limit: number): number {
	const space = text.lastIndexOf(' ', limit);
	if (space > 0) return space;
	let cut = Math.floor(limit);
	while (cut < text.length && /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(cut))) cut += 1;
	return cut;
}

/** Times in seconds of the start of the text and of each cut. */
async function timesAt(
	transcript: Pick<Transcript, 'words'>,
	turn: Segment,
	text: string,
	cuts: readonly number[],
	yielder: EventLoopYielder,
): Promise<number[]> {
	const estimate = (offset: number) => turn.start + ((turn.end - turn.start) * offset) / text.length;
	const words = wordsOf(transcript, withinText(turn, text.length));
	const times = [turn.start];
	let cursor = 0;
	for (let index = 0; index < words.length && times.length <= cuts.length; index += 1) {
		if (index % 1024 === 0) await yielder.pause();
		const word = words[index];
		if (word === undefined) continue;
		const at = placeOf(text, word.text, cursor);
		if (at < 0) break;
		while (at >= (cuts[times.length - 1] ?? Infinity)) times.push(word.start);
		cursor = at + word.text.length;
	}
	while (times.length <= cuts.length) times.push(estimate(cuts[times.length - 1] ?? 0));
	return times.map((time) => Math.round(time * 1000) / 1000);
}

/** The turn with no more words than its text can have: the ranges of several turns may contain the same words. */
function withinText(turn: Segment, length: number): Segment {
	const { from, to } = turn.words;
	return { ...turn, words: { from, to: Math.min(to, from + 2 * length) } };
}

function placeOf(text: string, word: string, from: number): number {
	let at = from;
	while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
	return text.startsWith(word, at) ? at : -1;
}
