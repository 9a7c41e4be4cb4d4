import type { EventLoopYielder } from '../../core/eventLoop';
import type { Segment, Transcript } from '../model';
import { UNSPACED_SCRIPT, wordsOf } from '../words';

export interface Paragraph {
	/** Seconds. */
	start: number;
	text: string;
}

/** Characters after which a paragraph ends at the next sentence end, and its maximum length. */
const PREFERRED_CHARACTERS = 500;
const MAX_CHARACTERS = 1200;
/** A Chinese character carries as much information as two and a half letters. */
const DENSE_SCRIPT_FACTOR = 0.4;

const SENTENCE_END =
	/(?<!(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|\p{L}))(?<![.!?…؟۔।॥])[.!?…؟۔।॥]+["'”’»)\]]*(?=\s)|[。！？]+[」』）”]*/gu;

/**
 * The text of a turn in readable paragraphs, split at sentence ends; most turns are one paragraph. Their times come from
 * the words if these match the text, otherwise they are estimated from the length.
 */
export async function paragraphsOf(
	transcript: Pick<Transcript, 'words'>,
	turn: Segment,
	yielder: EventLoopYielder,
): Promise<Paragraph[]> {
	const text = turn.text.trim();
	if (text === '') return [];
	const cuts = await cutsOf(text, yielder);
	if (cuts.length === 0) return [{ start: turn.start, text }];
	const times = await timesAt(transcript, turn, text, cuts, yielder);
	return [0, ...cuts].map((from, place) => ({
		start: times[place] ?? turn.start,
		text: text.slice(from, cuts[place] ?? text.length).trim(),
	}));
}

async function cutsOf(text: string, yielder: EventLoopYielder): Promise<number[]> {
	const share = UNSPACED_SCRIPT.test(text.slice(0, 200)) ? DENSE_SCRIPT_FACTOR : 1;
	const cuts: number[] = [];
	let from = 0;
	while (text.length - from > (PREFERRED_CHARACTERS + MAX_CHARACTERS) * 0.5 * share) {
		const next = text.slice(from, from + MAX_CHARACTERS * share + 2);
		SENTENCE_END.lastIndex = PREFERRED_CHARACTERS * share;
		const sentence = SENTENCE_END.exec(next);
		if (!sentence && text.length - from <= MAX_CHARACTERS * share) break;
		const cut = sentence ? sentence.index + sentence[0].length : lastSpace(next, MAX_CHARACTERS * share);
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
