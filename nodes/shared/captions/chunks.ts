import type { EventLoopYielder } from '../core/eventLoop';
import { segmentsOf } from '../core/segmentText';
import type { Word } from '../transcript/model';
import { UNSPACED_SCRIPT } from '../transcript/words';
import { displayWidth } from './displayWidth';
import { createClassifier, Trait, type WordTraits } from './wordTraits';

const COLUMNS = ['width', 'spaceBefore', 'start', 'end', 'traits', 'track', 'from', 'to'] as const;

/**
 * The units that line breaking never splits: usually a word with its punctuation; part of a word if the script has no
 * spaces or the word is longer than a line. Stored as one array per property, because a day of speech has hundreds of
 * thousands of chunks and objects would burden the garbage collector. Times are milliseconds.
 */
export class Chunks {
	count = 0;
	text: string[];
	/** Display width without the preceding space. */
	width: Int32Array;
	/** 1 if a space precedes the chunk unless it starts a line. */
	spaceBefore: Int32Array;
	start: Int32Array;
	end: Int32Array;
	/** `Trait` bits. */
	traits: Int32Array;
	/** Index into the list of tracks. */
	track: Int32Array;
	/** Range of its words in the track's list of words, `to` excluded. */
	from: Int32Array;
	to: Int32Array;

	constructor(capacity: number) {
		const column = () => new Int32Array(Math.max(16, capacity));
		this.text = new Array<string>(Math.max(16, capacity));
		this.width = column();
		this.spaceBefore = column();
		this.start = column();
		this.end = column();
		this.traits = column();
		this.track = column();
		this.from = column();
		this.to = column();
	}

	push(
		info: WordTraits,
		spaceBefore: boolean,
		start: number,
		end: number,
		track: number,
		from: number,
		to: number,
	): void {
		const at = this.count;
		if (at === this.width.length) {
			for (const name of COLUMNS) {
				const larger = new Int32Array(at * 2);
				larger.set(this[name]);
				this[name] = larger;
			}
		}
		this.count = at + 1;
		this.text[at] = info.text;
		this.width[at] = info.width;
		this.spaceBefore[at] = spaceBefore ? 1 : 0;
		this.start[at] = start;
		this.end[at] = end < start ? start : end;
		this.traits[at] = info.traits;
		this.track[at] = track;
		this.from[at] = from;
		this.to[at] = to;
	}

	/** The same chunks in another order. */
	inOrder(order: Int32Array): Chunks {
		const { count } = this;
		const sorted = new Chunks(count);
		sorted.count = count;
		for (const name of COLUMNS) {
			const column = this[name];
			const target = sorted[name];
			for (let i = 0; i < count; i += 1) target[i] = column[order[i] ?? 0] ?? 0;
		}
		for (let i = 0; i < count; i += 1) sorted.text[i] = this.text[order[i] ?? 0] ?? '';
		return sorted;
	}
}

/**
 * Maximum length of a word in UTF-16 units; a longer one is shown with an ellipsis. It is not language, and would fill
 * many captions.
 */
const LONGEST_WORD = 2_000;

/** Characters after which a run of text without spaces is split where possible. */
const MAX_RUN = 400;
const CLOSING =
	/^[\p{Pe}\p{Pf}\p{M},.!?;:…%°。、，！？；：）］｝」』】〕〉》ーｰ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヶๆฯ]/u;
const UNSPACED_START = new RegExp(`^${UNSPACED_SCRIPT.source}`, 'u');
const UNSPACED_END = new RegExp(`${UNSPACED_SCRIPT.source}[\\p{M}\\p{P}]*$`, 'u');
const OPENER = /[\p{Ps}\p{Pi}¿¡]$/u;
const CUT_AFTER = /[-/_.@=&?:,+\u00ad\u200b]/;

const ms = (seconds: number): number => Math.round(seconds * 1000);

/** Whether a break is allowed between two texts with no space between them. */
const mayBreak = (before: string, after: string): boolean =>
	(UNSPACED_END.test(before) || UNSPACED_START.test(after)) && !CLOSING.test(after) && !OPENER.test(before);

/**
 * Turns the words of one track, which must be in order of time, into chunks.
 *
 * @param order indexes in `words`
 * @param language of words that have none of their own
 * @param maxWidth maximum width of a chunk; a wider word is split after a hyphen or slash if it has one, otherwise evenly
 */
export async function appendChunks(
	chunks: Chunks,
	track: number,
	words: readonly Word[],
	order: readonly number[],
	language: string | null,
	maxWidth: number,
	yielder: EventLoopYielder,
): Promise<void> {
	const classifiers = new Map<string | null, (text: string) => WordTraits>();
	const segmenters = new Map<string, Intl.Segmenter>();
	let classifierLanguage: string | null | undefined;
	let classify = createClassifier(null);
	const hasBorders = hasUnspacedWords(words, order);

	const useLanguage = (code: string | null) => {
		if (code === classifierLanguage) return;
		classifierLanguage = code;
		const known = classifiers.get(code);
		classify = known ?? createClassifier(code);
		if (!known) classifiers.set(code, classify);
	};

	/** Splits a run of words without spaces between them where a break is allowed. */
	const pushRun = (from: number, texts: readonly string[], spaceBefore: boolean) => {
		const text = texts.join('');
		const offsets = [0];
		for (const part of texts) offsets.push((offsets[offsets.length - 1] ?? 0) + part.length);
		const locale = classifierLanguage ?? '';
		const cuts = cutsOf(text, bordersOf(texts, hasBorders), locale, maxWidth, segmenters);
		let cut = 0;
		let word = 0;
		for (const next of [...cuts, text.length]) {
			const piece = text.slice(cut, next).trim();
			const afterSpace = cut === 0 ? spaceBefore : text[cut] === ' ' || text[cut - 1] === ' ';
			while (word < texts.length - 1 && (offsets[word + 1] ?? 0) <= cut) word += 1;
			let last = word;
			while (last < texts.length - 1 && (offsets[last + 1] ?? 0) < next) last += 1;
			if (piece !== '') {
				const start = timeAt(words, order, from + word, cut - (offsets[word] ?? 0), texts[word]?.length ?? 1);
				const end = timeAt(words, order, from + last, next - (offsets[last] ?? 0), texts[last]?.length ?? 1);
				chunks.push(classify(piece), afterSpace, start, end, track, from + word, from + last + 1);
			}
			cut = next;
		}
	};

	let sinceYield = 0;
	let at = 0;
	while (at < order.length) {
		if ((sinceYield += 1) > 128) {
			sinceYield = 0;
			if (yielder.due) await yielder.yield();
		}
		const word = words[order[at] ?? 0];
		if (!word) break;
		useLanguage(word.language ?? language);
		const info = classify(legible(word.text));
		const next = words[order[at + 1] ?? -1];
		const alone = next === undefined || next.spaceBefore;
		if (alone && info.text === '') {
			at += 1;
			continue;
		}
		if (alone && info.width <= maxWidth && (info.traits & Trait.unspaced) === 0 && !info.text.includes(' ')) {
			chunks.push(info, word.spaceBefore, ms(word.start), ms(word.end), track, at, at + 1);
			at += 1;
			continue;
		}
		const texts = [info.text];
		let length = info.text.length;
		let to = at + 1;
		for (let follower = next; follower && !follower.spaceBefore; follower = words[order[to] ?? -1]) {
			const text = classify(legible(follower.text)).text;
			if (length > MAX_RUN && mayBreak(texts[texts.length - 1] ?? '', text)) break;
			texts.push(text);
			length += text.length;
			to += 1;
		}
		pushRun(at, texts, word.spaceBefore);
		sinceYield += to - at + length / 8;
		at = to;
	}
}

/** The text with each run of more than `LONGEST_WORD` characters without spaces shortened. */
function legible(text: string): string {
	if (text.length <= LONGEST_WORD) return text;
	return text.replace(/\S+/g, (run) =>
		run.length > LONGEST_WORD ? `${run.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '')}…` : run,
	);
}

/** Time within a word, distributed evenly over its letters. */
function timeAt(
	words: readonly Word[],
	order: readonly number[],
	position: number,
	offset: number,
	length: number,
): number {
	const word = words[order[position] ?? 0];
	if (!word) return 0;
	const start = ms(word.start);
	const end = Math.max(start, ms(word.end));
	if (offset <= 0) return start;
	return offset >= length ? end : Math.round(start + ((end - start) * offset) / length);
}

/**
 * Ascending offsets at which a text may be split: at spaces, between words of scripts without spaces, and inside text that
 * is too wide. Scripts without spaces are split where both the vendor and the segmenter see a border: vendors return
 * single characters as words, and the segmenter does not know every word.
 */
function cutsOf(
	text: string,
	{ borders, phrases }: Borders,
	locale: string,
	maxWidth: number,
	segmenters: Map<string, Intl.Segmenter>,
): number[] {
	if (!UNSPACED_SCRIPT.test(text)) {
		const spaces: number[] = [];
		for (let index = text.indexOf(' '); index >= 0; index = text.indexOf(' ', index + 1)) spaces.push(index);
		return withinWidth(text, spaces, [], maxWidth);
	}
	let segmenter = segmenters.get(locale);
	if (!segmenter) {
		segmenter = new Intl.Segmenter(supported(locale), { granularity: 'word' });
		segmenters.set(locale, segmenter);
	}
	const atSpace = (index: number) => text[index] === ' ' || text[index - 1] === ' ';
	const isAllowed = (index: number) =>
		index > 0 &&
		(atSpace(index) || mayBreak(text.slice(Math.max(0, index - 2), index), text.slice(index, index + 2)));
	const segmented = Array.from(segmentsOf(text, segmenter), ({ index }) => index).filter(isAllowed);
	const given = [...borders].filter(isAllowed);
	const both = segmented.filter(
		(index) => borders.has(index) || atSpace(index) || phrases.some(isWithin(index)),
	);
	return withinWidth(text, both, [given, segmented], maxWidth);
}

/** A word with a mark inside is not a word but a phrase, whose borders only the segmenter knows. */
const PHRASE = /[,.!?;:…。、，！？；：]\P{P}*\p{L}/u;

interface Range {
	from: number;
	to: number;
}

const isWithin =
	(index: number) =>
	({ from, to }: Range): boolean =>
		from < index && index < to;

/** Where the vendor's words begin in a run, and which of them are phrases. */
interface Borders {
	borders: ReadonlySet<number>;
	phrases: readonly Range[];
}

/** Whether the vendor returns the words of scripts without spaces, and not only whole phrases. */
function hasUnspacedWords(words: readonly Word[], order: readonly number[]): boolean {
	return order.some((index, at) => {
		const word = at === 0 ? undefined : words[index];
		return word !== undefined && !word.spaceBefore && UNSPACED_START.test(word.text);
	});
}

function bordersOf(texts: readonly string[], hasBorders: boolean): Borders {
	const borders = new Set<number>();
	const phrases: Range[] = [];
	let from = 0;
	for (const each of texts) {
		borders.add(from);
		const to = from + each.length;
		if (!hasBorders || PHRASE.test(each)) phrases.push({ from, to });
		from = to;
	}
	return { borders, phrases };
}

/**
 * The places at which a text is split; parts that are too wide are split at the first other places that they have, and
 * finally into parts of similar width.
 */
function withinWidth(
	text: string,
	places: readonly number[],
	others: ReadonlyArray<readonly number[]>,
	maxWidth: number,
	offset = 0,
): number[] {
	const cuts: number[] = [];
	const [next, ...rest] = others;
	let from = 0;
	for (const place of [...places, text.length]) {
		const piece = text.slice(from, place);
		if (displayWidth(piece) > maxWidth) {
			const start = offset + from;
			const inside = next
				?.filter((index) => index > start && index < offset + place)
				.map((index) => index - start);
			const parts =
				inside === undefined
					? cutsInside(piece, maxWidth)
					: withinWidth(piece, inside, rest, maxWidth, start);
			for (const cut of parts) cuts.push(cut + from);
		}
		if (place < text.length) cuts.push(place);
		from = place;
	}
	return cuts;
}

function supported(locale: string): string[] {
	const code = locale.split(/[-_]/)[0] ?? '';
	return /^[a-z]{2,3}$/i.test(code) ? [code] : [];
}

/** Takes a millisecond of n8n's start to create. */
let graphemes: Intl.Segmenter | undefined;

/** Splits text without a break opportunity that is wider than a line into parts of similar width. */
function cutsInside(text: string, maxWidth: number): number[] {
	graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	const clusters = [...segmentsOf(text, graphemes)].map(({ segment, index }) => ({
		width: displayWidth(segment),
		after: index + segment.length,
		isMark: CUT_AFTER.test(segment),
	}));
	const cuts: number[] = [];
	let from = 0;
	let rest = clusters.reduce((sum, { width }) => sum + width, 0);
	let next = 0;
	while (rest > maxWidth) {
		const target = rest / Math.ceil(rest / maxWidth);
		let width = 0;
		let even = 0;
		let marked = 0;
		for (let place = next; place < clusters.length; place += 1) {
			const cluster = clusters[place];
			if (!cluster) break;
			width += cluster.width;
			if (width > maxWidth && even > 0) break;
			if (width <= target + 1 || even === 0) even = cluster.after;
			if (cluster.isMark && cluster.after < text.length) marked = cluster.after;
			if (width >= maxWidth) break;
		}
		const cut = marked - from >= (even - from) / 2 ? marked : even;
		if (cut <= from || cut >= text.length) break;
		cuts.push(cut);
		from = cut;
		for (let after = 0; after < cut; next += 1) {
			after = clusters[next]?.after ?? cut;
			rest -= clusters[next]?.width ?? 0;
		}
	}
	return cuts;
}
