import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import type { Segment, Transcript, Word } from '../transcript/model';
import { streamsOf } from '../transcript/streams';
import { joinWords, spreadWords } from '../transcript/words';
import { withChangedWords } from './changes';
import { changedInsights } from './insights';
import { PhraseFinder, type PhraseMatch } from './phrases';

/** A phrase and the text that replaces it; an empty text removes it. */
export interface Replacement {
	find: string;
	replaceWith: string;
}

/** The transcript, and how often something was changed in its words. */
export interface Counted {
	transcript: Transcript;
	count: number;
}

const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Replaces words and phrases everywhere: in words, segments, insights and translations. Case and punctuation are ignored.
 * A replacement in lower case is written in upper case, or begins with a capital, where the replaced text does. Its words
 * keep the times of the words that they replace; if their number differs, the time is distributed and marked as estimated.
 */
export async function replaceWords(
	transcript: Transcript,
	replacements: readonly Replacement[],
): Promise<Counted> {
	const finder = new PhraseFinder(
		replacements.map(({ find, replaceWith }) => ({ text: find, value: replaceWith.trim() })),
	);
	const yielder = new EventLoopYielder();
	const changes = new Map<number, readonly Word[]>();
	let count = 0;
	for (const indexes of await streamsOf(transcript)) {
		const words = indexes.flatMap((index) => transcript.words[index] ?? []);
		for (const group of groupsOf(finder.find(words.map(({ text }) => text)))) {
			const { first, last } = spanOf(group);
			indexes.slice(first, last + 1).forEach((index) => changes.set(index, []));
			changes.set(indexes[first] ?? -1, replacedWords(words, group, transcript.language));
			count += group.length;
		}
		await yielder.pause();
	}
	const changed = await withChangedWords(transcript, changes);
	const inText = (text: string) => replaceInText(text, finder);
	return {
		count,
		transcript: {
			...changed,
			segments: await mapYielding(changed.segments, (segment) => withTranslations(segment, inText), 64),
			insights: await changedInsights(changed.insights, { text: inText }),
		},
	};
}

function withTranslations(segment: Segment, change: (text: string) => string): Segment {
	const { translations } = segment;
	if (translations === undefined) return segment;
	const changed = Object.entries(translations).map(([language, text]): [string, string] => [
		language,
		change(text),
	]);
	return { ...segment, translations: Object.fromEntries(changed) };
}

type Match = PhraseMatch<string>;

/** Matches that share a word, e.g. two in `A-B`, are replaced together. */
function groupsOf(matches: readonly Match[]): Match[][] {
	const groups: Match[][] = [];
	let last = -1;
	for (const match of matches) {
		if (match.first === last) groups.at(-1)?.push(match);
		else groups.push([match]);
		last = match.last;
	}
	return groups;
}

function spanOf(group: readonly Match[]): { first: number; last: number } {
	return { first: group[0]?.first ?? 0, last: group.at(-1)?.last ?? 0 };
}

/** The words of a group after the replacement; none if only punctuation is left. */
function replacedWords(words: readonly Word[], group: readonly Match[], language: string | null): Word[] {
	const { first, last } = spanOf(group);
	const replaced = words.slice(first, last + 1);
	const [lead] = replaced;
	const text = replacedText(words, group);
	if (lead === undefined || !HAS_LETTER_OR_DIGIT.test(text)) return [];
	const start = replaced.reduce((earliest, word) => Math.min(earliest, word.start), Infinity);
	const end = replaced.reduce((latest, word) => Math.max(latest, word.end), 0);
	const pieces = spreadWords(text, start, end, { ...lead, language: lead.language ?? language });
	const isOneToOne = pieces.length === replaced.length;
	const isOne = pieces.length === 1;
	return pieces.map((piece, index) => ({
		...(isOneToOne ? (replaced[index] ?? lead) : lead),
		text: piece.text,
		kind: piece.kind,
		...(isOneToOne ? {} : { start: piece.start, end: piece.end }),
		...(isOneToOne || isOne ? {} : { timing: 'estimated' }),
		spaceBefore: index === 0 ? lead.spaceBefore : piece.spaceBefore,
	}));
}

/** The text of the words from the first to the last match, with each match replaced. */
function replacedText(words: readonly Word[], group: readonly Match[]): string {
	const { first, last } = spanOf(group);
	const between = (fromWord: number, from: number, toWord: number, to: number): string => {
		if (fromWord === toWord) return (words[fromWord]?.text ?? '').slice(from, to);
		const inner = words.slice(fromWord, toWord + 1).map((word, index, all) => ({
			...word,
			text: word.text.slice(index === 0 ? from : 0, index === all.length - 1 ? to : undefined),
		}));
		return joinWords(inner);
	};
	let result = '';
	let [atWord, at] = [first, 0];
	for (const match of group) {
		const found = between(match.first, match.from, match.last, match.to);
		result += between(atWord, at, match.first, match.from) + inCaseOf(match.value, found);
		[atWord, at] = [match.last, match.to];
	}
	return result + between(atWord, at, last, (words[last]?.text ?? '').length);
}

/** A text with its phrases replaced. */
function replaceInText(text: string, finder: PhraseFinder<string>): string {
	let result = '';
	let end = 0;
	for (const { value, from, to } of finder.find([text])) {
		const before = text.slice(end, from);
		const shown = inCaseOf(value, text.slice(from, to));
		result += shown === '' ? before.trimEnd() : `${before}${shown}`;
		end = to;
	}
	return end === 0 ? text : `${result}${text.slice(end)}`.trim();
}

/** A replacement that is written in lower case, in the case of the text that it replaces. */
function inCaseOf(replacement: string, replaced: string): string {
	if (replacement !== replacement.toLowerCase()) return replacement;
	const letters = replaced.replace(/\P{L}/gu, '');
	if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) {
		return replacement.toUpperCase();
	}
	const [first = ''] = letters;
	return first === first.toLowerCase()
		? replacement
		: replacement.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
