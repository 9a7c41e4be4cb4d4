import { EventLoopYielder } from '../core/eventLoop';
import type { Transcript, Word } from '../transcript/model';
import { joinWords } from '../transcript/words';
import type { Scope } from './documents';
import { Evaluator, type MatchKind, type Span } from './evaluate';
import { lowestConfidence, type SearchFilters } from './filters';
import { parseQuery } from './parseQuery';
import { indexWords, type WordIndex } from './wordIndex';

const CHECK_INTERVAL = 128;

export interface SearchOptions extends SearchFilters {
	/** `cafe` also finds `café`, and Arabic and Hebrew vowel signs are ignored. Default: off. */
	ignoreAccents?: boolean;
	/** `script` finds `transcription`. Default: off, whole words only. */
	partialWords?: boolean;
	/** Whether a phrase may start with one speaker and end with the next. Default: on. */
	acrossSpeakers?: boolean;
	/** `school` also finds `schools`; see `inflectionsOf` for the languages. Default: off. */
	inflections?: boolean;
	/** `Steven` also finds `Stephen`. Default: off. */
	soundsLike?: boolean;
	/** `etherium` also finds `Ethereum`. Default: off. */
	fuzzy?: boolean;
	/** Where AND and NOT must be true. Default: the whole transcript. */
	scope?: Scope;
	/** Number of words before and after each hit to return with it. Default: 5. */
	contextWords?: number;
}

interface SearchHit {
	/** Seconds; from the first word's start to the last word's end. */
	start: number;
	end: number;
	/** Speaker of the first word. */
	speaker: string | null;
	channel: string | null;
	/** The lowest confidence of its words; `null` if the vendor returns none. */
	confidence: number | null;
	match: MatchKind;
	/** Range in the transcript's words, `to` excluded. */
	wordIndexes: { from: number; to: number };
	/** The words of the hit, as written in the transcript. */
	text: string;
	before: string;
	after: string;
}

export interface SearchResult {
	/** The search term, unmodified. */
	term: string;
	/** Whether the term is true for the transcript. `NOT refund` can be true without hits. */
	found: boolean;
	count: number;
	/** In order of time; the hits of one term do not overlap. */
	hits: SearchHit[];
}

/**
 * Finds words, numbers and phrases of any length in a transcript. Returns one result per term, in the order of the terms;
 * see `parseQuery` for their operators. Case and punctuation are ignored, so a phrase may span a comma; see
 * `createNormaliser` for hyphens, apostrophes and numbers. Scripts without spaces are searched character by character,
 * regardless of how the vendor splits words. Digits match digits and words match words: which of the two is written
 * depends on the language and the vendor, and guessing ("two", "to") would find what was not said. Phrases are searched
 * within one channel. Counts and first indexes equal those of AssemblyAI's own word search on its transcripts.
 *
 * The time is linear in words plus hits; yields to n8n's event loop every few milliseconds.
 * @throws QuerySyntaxError for a term that is not understood
 */
export async function searchTranscript(
	transcript: Pick<Transcript, 'words' | 'language'>,
	terms: readonly string[],
	options: SearchOptions = {},
): Promise<SearchResult[]> {
	const queries = terms.map((term) => ({ term, query: parseQuery(term) }));
	const { ignoreAccents = false, contextWords = 5 } = options;
	const { language } = transcript;
	const index = await indexWords(transcript.words, language, ignoreAccents);
	const yielder = new EventLoopYielder();
	const evaluator = new Evaluator(index, evaluationOptions(options), yielder, { ignoreAccents, language });
	const results: SearchResult[] = [];
	for (const { term, query } of queries) {
		const { spans, found } = await evaluator.evaluate(query);
		const hits = await hitsOf(index, spans, contextWords, yielder);
		results.push({ term, found, count: hits.length, hits });
		await yielder.pause();
	}
	return results;
}

function evaluationOptions(options: SearchOptions) {
	const { speakers = [], channels = [], from = 0, to = Infinity, minConfidence = 0 } = options;
	return {
		partialWords: options.partialWords ?? false,
		acrossSpeakers: options.acrossSpeakers ?? true,
		inflections: options.inflections ?? false,
		soundsLike: options.soundsLike ?? false,
		fuzzy: options.fuzzy ?? false,
		scope: options.scope ?? 'transcript',
		filters: { speakers, channels, from, to, minConfidence },
	};
}

async function hitsOf(
	index: WordIndex,
	spans: readonly Span[],
	contextWords: number,
	yielder: EventLoopYielder,
): Promise<SearchHit[]> {
	const hits: SearchHit[] = [];
	for (const [count, { start, end, match }] of spans.entries()) {
		if (count % CHECK_INTERVAL === CHECK_INTERVAL - 1) await yielder.pause();
		const last = index.places[end - 1] ?? 0;
		hits.push({ ...toHit(index, index.places[start] ?? 0, last, contextWords), match });
	}
	return hits.sort((a, b) => a.start - b.start || a.wordIndexes.from - b.wordIndexes.from);
}

/** @param first and `last`: positions in the row of words, both included */
function toHit(
	index: WordIndex,
	first: number,
	last: number,
	contextWords: number,
): Omit<SearchHit, 'match'> {
	const words: Word[] = [];
	for (let place = first; place <= last; place += 1) {
		const word = wordAt(index, place);
		if (word) words.push(word);
	}
	const row = index.rowStarts.findLastIndex((start) => start <= first);
	const rowStart = index.rowStarts[row] ?? 0;
	const rowEnd = (index.rowStarts[row + 1] ?? index.row.length) - 1;
	return {
		start: words[0]?.start ?? 0,
		end: words.reduce((end, word) => Math.max(end, word.end), 0),
		speaker: words[0]?.speaker ?? null,
		channel: words[0]?.channel ?? null,
		confidence: lowestConfidence(words),
		wordIndexes: { from: index.row[first] ?? 0, to: (index.row[last] ?? 0) + 1 },
		text: joinWords(words),
		before: joinWords(context(index, first - 1, rowStart, -1, contextWords).reverse()),
		after: joinWords(context(index, last + 1, rowEnd, 1, contextWords)),
	};
}

/** Up to `count` words from a position towards `edge`, with the punctuation between and after them. */
function context(index: WordIndex, from: number, edge: number, direction: 1 | -1, count: number): Word[] {
	const found: Word[] = [];
	let spoken = 0;
	for (let place = from; direction * (edge - place) >= 0; place += direction) {
		const word = wordAt(index, place);
		if (!word) break;
		const isWord = word.kind === 'word';
		if (spoken >= count && (isWord || direction < 0)) break;
		found.push(word);
		if (isWord) spoken += 1;
	}
	return count > 0 ? found : [];
}

function wordAt(index: WordIndex, place: number): Word | undefined {
	const wordIndex = index.row[place];
	return wordIndex === undefined ? undefined : index.words[wordIndex];
}
