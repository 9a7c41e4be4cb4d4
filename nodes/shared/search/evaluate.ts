import type { EventLoopYielder } from '../core/eventLoop';
import type { Word } from '../transcript/model';
import { bothOf, complementOf, documentsOf, eitherOf, isIn, type DocumentSet, type Scope } from './documents';
import { lowestConfidence, wordFilter, type SearchFilters } from './filters';
import { createNormaliser, WILDCARD, type Chunk } from './normalise';
import { matchAt, preparePhrase, type Expansion } from './phrase';
import type { Near, Phrase, Query } from './query';
import { Vocabulary, type TokenSet } from './vocabulary';
import type { WordIndex } from './wordIndex';

/** How a hit was found: its words are those of the term, another form of them, or similar in sound or spelling. */
export type MatchKind = 'exact' | 'inflection' | 'soundsLike' | 'fuzzy';

export interface EvaluationOptions {
	partialWords: boolean;
	acrossSpeakers: boolean;
	inflections: boolean;
	soundsLike: boolean;
	fuzzy: boolean;
	scope: Scope;
	filters: Required<SearchFilters>;
}

/** A hit, as a range of atoms, `end` excluded. */
export interface Span {
	start: number;
	end: number;
	match: MatchKind;
}

/** Ordered from the closest. */
const MATCH_KINDS: readonly MatchKind[] = ['exact', 'inflection', 'soundsLike', 'fuzzy'];
const CHECK_INTERVAL = 128;

interface Result {
	/** In order of atoms, without overlaps. */
	spans: readonly Span[];
	documents: DocumentSet;
}

/** Evaluates queries in one index. The time for a query is linear in the occurrences of its words. */
export class Evaluator {
	private readonly documents: Int32Array;

	private readonly vocabulary: Vocabulary;

	private readonly chunksOf: (text: string) => readonly Chunk[];

	private readonly kinds: readonly MatchKind[];

	private readonly isSearched: (word: Word) => boolean;

	private searched: ReadonlySet<number> | undefined;

	/** @param language of the transcript */
	constructor(
		private readonly index: WordIndex,
		private readonly options: EvaluationOptions,
		private readonly yielder: EventLoopYielder,
		normalisation: { ignoreAccents: boolean; language: string | null },
	) {
		this.documents = documentsOf(index, options.scope);
		this.vocabulary = new Vocabulary(index.tokens, normalisation.language);
		this.chunksOf = createNormaliser({ ...normalisation, wildcards: true });
		this.isSearched = wordFilter(options.filters);
		const isOn = {
			exact: true,
			inflection: options.inflections,
			soundsLike: options.soundsLike,
			fuzzy: options.fuzzy,
		};
		this.kinds = MATCH_KINDS.filter((kind) => isOn[kind]);
	}

	/** The hits, and whether the query is true anywhere: `NOT refund` can be true without hits. */
	async evaluate(query: Query): Promise<{ spans: readonly Span[]; found: boolean }> {
		const { spans, documents } = await this.resultOf(query);
		return { spans, found: this.isAnywhere(documents) };
	}

	private isAnywhere({ ids, isComplement }: DocumentSet): boolean {
		if (!isComplement) return ids.size > 0;
		for (const id of this.searchedDocuments) if (!ids.has(id)) return true;
		return false;
	}

	/** The documents that have a word which the filters do not exclude. */
	private get searchedDocuments(): ReadonlySet<number> {
		if (this.searched) return this.searched;
		const { isSearched } = this;
		const { from, to } = this.options.filters;
		const found = new Set<number>();
		for (const [atom, document] of this.documents.entries()) {
			const word = this.index.words[this.index.row[this.index.places[atom] ?? -1] ?? -1];
			const isBreak = (this.index.atoms[atom] ?? 0) < 0;
			if (word && !isBreak && isSearched(word) && word.start >= from && word.start < to) found.add(document);
		}
		this.searched = found;
		return found;
	}

	private async resultOf(query: Query): Promise<Result> {
		switch (query.kind) {
			case 'phrase':
				return this.resultFrom(await this.phraseSpans(query));
			case 'near':
				return this.resultFrom(await this.nearSpans(query));
			case 'not':
				return { spans: [], documents: complementOf((await this.resultOf(query.part)).documents) };
			default:
				return await this.combined(query.kind, query.parts);
		}
	}

	private async combined(kind: 'and' | 'or', parts: readonly Query[]): Promise<Result> {
		const results: Result[] = [];
		for (const part of parts) results.push(await this.resultOf(part));
		const documents = results
			.map((result) => result.documents)
			.reduce((a, b) => (kind === 'and' ? bothOf(a, b) : eitherOf(a, b)));
		const spans = withoutOverlaps(results.flatMap((result) => [...result.spans]));
		return {
			documents,
			spans: kind === 'or' ? spans : spans.filter(({ start }) => isIn(documents, this.documents[start] ?? 0)),
		};
	}

	private resultFrom(spans: readonly Span[]): Result {
		const ids = new Set(spans.map(({ start }) => this.documents[start] ?? 0));
		return { spans, documents: { ids, isComplement: false } };
	}

	private async phraseSpans({ text, exact }: Phrase): Promise<readonly Span[]> {
		const { index, options } = this;
		const chunks = exact ? index.normalise(text) : this.chunksOf(text);
		if (chunks.length === 0) return [];
		const kinds = exact ? (['exact'] as const) : this.kinds;
		const readings = kinds.map((kind, place) => ({
			kind,
			phrase: preparePhrase(index, chunks, this.expansion(kinds.slice(0, place + 1), exact)),
		}));
		const widest = readings.at(-1);
		if (!widest?.phrase) return [];
		const spans: Span[] = [];
		let nextStart = 0;
		for (const [count, start] of widest.phrase.starts.entries()) {
			if (count % CHECK_INTERVAL === 0) await this.yielder.pause();
			if (start < nextStart) continue;
			const end = matchAt(index, widest.phrase, start, options.acrossSpeakers);
			if (end < 0 || !this.passesFilters(start, end)) continue;
			const closest = readings.find(
				({ phrase }) =>
					phrase === widest.phrase ||
					(phrase && matchAt(index, phrase, start, options.acrossSpeakers) === end),
			);
			spans.push({ start, end, match: closest?.kind ?? widest.kind });
			nextStart = end;
		}
		return spans;
	}

	private expansion(kinds: readonly MatchKind[], exact: boolean): Expansion {
		const { vocabulary } = this;
		const known = new Map<string, TokenSet>();
		return (text, opens, closes) => {
			if (!exact && text.includes(WILDCARD)) return vocabulary.like(text);
			const isOpen = !exact && this.options.partialWords && opens;
			const isClosed = !exact && this.options.partialWords && closes;
			const key = `${Number(isOpen)}${Number(isClosed)}${text}`;
			let tokens = known.get(key);
			if (!tokens) {
				const sets = kinds.map((kind) => {
					switch (kind) {
						case 'exact':
							return isOpen || isClosed
								? vocabulary.containing(text, isOpen, isClosed)
								: vocabulary.exactly(text);
						case 'inflection':
							return vocabulary.inflections(text);
						case 'soundsLike':
							return vocabulary.soundingLike(text);
						case 'fuzzy':
							return vocabulary.similarTo(text);
					}
				});
				const [first] = sets;
				tokens = first && sets.length === 1 ? first : new Set(sets.flatMap((set) => [...set]));
				known.set(key, tokens);
			}
			return tokens;
		};
	}

	private passesFilters(start: number, end: number): boolean {
		const { filters } = this.options;
		const { from, to, minConfidence } = filters;
		const words = this.wordsBetween(start, end);
		const startTime = words[0]?.start ?? 0;
		if (startTime < from || startTime >= to) return false;
		const { isSearched } = this;
		if (!words.every((word) => word.kind === 'punctuation' || isSearched(word))) return false;
		const confidence = minConfidence === 0 ? null : lowestConfidence(words);
		return confidence === null || confidence >= minConfidence;
	}

	/** The words of a range of atoms, with the punctuation between them. */
	wordsBetween(start: number, end: number): Word[] {
		const { index } = this;
		const words: Word[] = [];
		for (let place = index.places[start] ?? 0; place <= (index.places[end - 1] ?? -1); place += 1) {
			const word = index.words[index.row[place] ?? -1];
			if (word) words.push(word);
		}
		return words;
	}

	/** Each hit of the left side with the closest one of the right side, or without any. */
	private async nearSpans({ left, right, distance, negated }: Near): Promise<readonly Span[]> {
		const lefts = (await this.resultOf(left)).spans;
		const rights = (await this.resultOf(right)).spans;
		const spans: Span[] = [];
		let from = 0;
		for (const [count, span] of lefts.entries()) {
			if (count % CHECK_INTERVAL === 0) await this.yielder.pause();
			while (from < rights.length && span.start - (rights[from]?.end ?? 0) > distance) from += 1;
			const partner = this.closest(span, rights, from, distance);
			if (negated) {
				if (!partner) spans.push(span);
			} else if (partner) {
				spans.push(unionOf(span, partner));
			}
		}
		return withoutOverlaps(spans);
	}

	private closest(span: Span, others: readonly Span[], from: number, distance: number): Span | undefined {
		let best: Span | undefined;
		let least = Infinity;
		for (let at = from; at < others.length; at += 1) {
			const other = others[at];
			if (!other || other.start - span.end > distance) break;
			const gap = Math.max(other.start - span.end, span.start - other.end, 0);
			const isItself = other.start < span.end && span.start < other.end;
			if (isItself || gap > distance || gap >= least || !this.isConnected(span, other)) continue;
			best = other;
			least = gap;
		}
		return best;
	}

	/** Whether both are on the same channel and, where this is required, of the same speaker. */
	private isConnected(a: Span, b: Span): boolean {
		const { index, options } = this;
		if (!options.acrossSpeakers && index.speakers[a.start] !== index.speakers[b.start]) return false;
		if (options.scope === 'turn' && this.documents[a.start] !== this.documents[b.start]) return false;
		const rowOf = (atom: number) =>
			index.rowStarts.findLastIndex((start) => start <= (index.places[atom] ?? 0));
		return rowOf(a.start) === rowOf(b.start);
	}
}

function unionOf(a: Span, b: Span): Span {
	const isLess = MATCH_KINDS.indexOf(a.match) < MATCH_KINDS.indexOf(b.match);
	return {
		start: Math.min(a.start, b.start),
		end: Math.max(a.end, b.end),
		match: isLess ? b.match : a.match,
	};
}

/** In order, the longer of two that start together; those that overlap an earlier one are dropped. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
	const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
	const kept: Span[] = [];
	let nextStart = 0;
	for (const span of ordered) {
		if (span.start < nextStart) continue;
		kept.push(span);
		nextStart = span.end;
	}
	return kept;
}
