import type { EventLoopYielder } from '../../core/eventLoop';
import type { Segment, Transcript } from '../model';
import { WITHOUT_BLANKS, wordsOf } from '../words';

export interface Paragraph {
	/** Seconds. */
	start: number;
	text: string;
}

/** Characters after which a paragraph ends with its sentence, and those it never passes. */
const PREFERRED_CHARACTERS = 500;
const MAX_CHARACTERS = 1200;
/** A sign of Chinese says as much as two and a half letters. */
const DENSE_SCRIPT_FACTOR = 0.4;

const SENTENCE_END =
	/(?<!(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|No|\p{L}))[.!?…؟۔।॥]+["'”’»)\]]*(?=\s)|[。！？]+[」』）”]*/gu;

/**
 * The text of a turn in paragraphs a person can read, cut at the ends of sentences; most turns are one. Their
 * times come from the words where these follow the text, else they are shared out by length.
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
	const share = WITHOUT_BLANKS.test(text.slice(0, 200)) ? DENSE_SCRIPT_FACTOR : 1;
	const cuts: number[] = [];
	let from = 0;
	while (text.length - from > (PREFERRED_CHARACTERS + MAX_CHARACTERS) * 0.5 * share) {
		const stretch = text.slice(from, from + MAX_CHARACTERS * share + 2);
		SENTENCE_END.lastIndex = PREFERRED_CHARACTERS * share;
		const sentence = SENTENCE_END.exec(stretch);
		const cut = sentence ? sentence.index + sentence[0].length : lastBlank(stretch, MAX_CHARACTERS * share);
		if (from + cut >= text.length) break;
		from += cut;
		cuts.push(from);
		await yielder.pause();
	}
	return cuts;
}

/** Without a sentence or a blank, the cut must at least not part a sign from what stands above it. */
function lastBlank(stretch: string, limit: number): number {
	const blank = stretch.lastIndexOf(' ', limit);
	if (blank > 0) return blank;
	let cut = Math.floor(limit);
	while (cut < stretch.length && /^[\p{M}\u200d\udc00-\udfff]/u.test(stretch.slice(cut))) cut += 1;
	return cut;
}

/** Time of the text's begin and of each cut. */
async function timesAt(
	transcript: Pick<Transcript, 'words'>,
	turn: Segment,
	text: string,
	cuts: readonly number[],
	yielder: EventLoopYielder,
): Promise<number[]> {
	const shared = (offset: number) => turn.start + ((turn.end - turn.start) * offset) / text.length;
	const words = wordsOf(transcript, turn);
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
	while (times.length <= cuts.length) times.push(shared(cuts[times.length - 1] ?? 0));
	return times.map((time) => Math.round(time * 1000) / 1000);
}

function placeOf(text: string, word: string, from: number): number {
	let at = from;
	while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
	return text.startsWith(word, at) ? at : -1;
}
