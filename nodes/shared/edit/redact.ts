import { EventLoopYielder } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';
import type { Segment, Transcript, Word } from '../transcript/model';
import { redactedInsights } from '../transcript/redact';
import { streamsOf } from '../transcript/streams';
import { toSeconds } from '../transcript/values';
import { ownIndexes, withChangedWords, withoutDetails } from './changes';
import type { TimeRange } from './insights';
import { findPattern, PATTERNS, type PatternId } from './patterns';
import { PhraseFinder } from './phrases';
import { spokenDigits } from './spokenDigits';
import { union } from './times';

/** What to redact, and what replaces it. */
export interface RedactionRules {
	patterns: readonly PatternId[];
	/** Words and phrases; `school*` matches every word with this beginning. */
	words: readonly string[];
	/** Types of entities as the transcript names them; `*` for all. */
	entities: readonly string[];
	/** `kind`: `[CARD]`, `[PERSON_NAME]`; `hash`: one `#` for each letter and digit; `fixed`: `[REDACTED]`. */
	mask: 'kind' | 'hash' | 'fixed';
}

/** A time in which the recording says something that is redacted. */
export interface MuteRange extends TimeRange {
	/** What was said, e.g. `CARD`; several kinds are separated by commas. */
	kind: string;
}

export interface Redacted {
	transcript: Transcript;
	/** How many passages were redacted. */
	count: number;
	mute: MuteRange[];
}

/** Entities are to be redacted, but the transcript contains none, e.g. because they were not requested. */
export class NoEntitiesError extends Error {}

/** @throws NoEntitiesError rather than redacting nothing */
export function checkEntities({ words, insights }: Transcript, { entities }: RedactionRules): void {
	if (entities.length === 0 || (insights.entities ?? []).length > 0) return;
	if (words.every(({ entity }) => entity === undefined)) throw new NoEntitiesError();
}

interface Found {
	indexes: readonly number[];
	kind: string;
	/** What stays before and after the passage in its first and last word, e.g. an opening quote and a period. */
	before: string;
	after: string;
}

/** Ranges closer to each other than this, in seconds, are muted together. */
const MUTE_GAP = 0.3;

const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]\p{M}*/gu;

/**
 * Replaces what must not be shown: entities, patterns and words. Every output of the result is redacted: words, segments
 * and insights with a time have the mask in place of the passage. Translations and further properties of segments with a
 * redacted passage, and results that the vendor wrote (summary, chapters, translations, action items), are left out.
 */
export async function redact(transcript: Transcript, rules: RedactionRules): Promise<Redacted> {
	const found = await passagesIn(transcript, rules);
	const changes = new Map<number, readonly Word[]>();
	const taken = new Set<number>();
	const muted: MuteRange[] = [];
	const segmentOf = await segmentsByWord(transcript, found);
	let count = 0;
	const yielder = new EventLoopYielder();
	for (const passage of found) {
		await yielder.pause();
		const indexes = passage.indexes.filter((index) => !taken.has(index));
		const [first] = indexes;
		if (first === undefined) continue;
		count += 1;
		for (const index of indexes) {
			taken.add(index);
			changes.set(index, []);
			const word = transcript.words[index];
			if (word) muted.push({ ...timeToMute(word, segmentOf.get(index)), kind: passage.kind });
		}
		changes.set(first, maskedWord(transcript, indexes, { ...passage, indexes }, rules.mask));
	}
	const touched = new Set(segmentOf.values());
	const plain = {
		...transcript,
		segments: transcript.segments.map((segment) =>
			touched.has(segment) ? withoutDetails(segment) : segment,
		),
	};
	const changed = await withChangedWords(plain, changes);
	await yielder.pause();
	const insights = await redactedInsights(changed.insights, changed, {
		isRedacted: count > 0,
		harmless: count > 0 ? [] : Object.keys(changed.insights.other ?? {}),
		hint: 'If you need them, create them from the redacted transcript.',
	});
	return {
		transcript: count > 0 ? { ...changed, insights } : changed,
		count,
		mute: muteRanges(muted),
	};
}

async function passagesIn(transcript: Transcript, rules: RedactionRules): Promise<Found[]> {
	const found = rules.entities.length > 0 ? await entitiesIn(transcript, rules.entities) : [];
	const yielder = new EventLoopYielder();
	const finder = new PhraseFinder(rules.words.map((text) => ({ text, value: 'REDACTED' })));
	const digits = spokenDigits(transcript.language);
	for (const indexes of await streamsOf(transcript)) {
		const words = indexes.flatMap((index) => transcript.words[index] ?? []);
		const view = new StreamView(words, digits);
		for (const { id, label } of PATTERNS) {
			if (!rules.patterns.includes(id)) continue;
			await yielder.pause();
			for (const { from, to } of findPattern(view.text, id)) {
				const { first, last, before, after } = view.wordsAt(from, to);
				found.push({ indexes: indexes.slice(first, last + 1), kind: label, before, after });
			}
		}
		if (rules.words.length === 0) continue;
		await yielder.pause();
		for (const { first, from, last, to, value } of finder.find(words.map(({ text }) => text))) {
			found.push({
				indexes: indexes.slice(first, last + 1),
				kind: value,
				before: edge(words[first]?.text.slice(0, from)),
				after: edge(words[last]?.text.slice(to)),
			});
		}
	}
	return found;
}

/** What is left of a word before or after a passage: only marks, because a part of a word may reveal the rest. */
function edge(text = ''): string {
	return HAS_LETTER_OR_DIGIT.test(text) ? '' : text;
}

/** Words at the time of an entity, or those that the vendor marks as one. */
async function entitiesIn(transcript: Transcript, types: readonly string[]): Promise<Found[]> {
	const { entities = [] } = transcript.insights;
	const wanted = new Set(types.map((type) => type.trim().toLowerCase()));
	const isWanted = (type: string) => wanted.has('*') || wanted.has(type.toLowerCase());
	const yielder = new EventLoopYielder();
	const found: Found[] = [];
	for (const indexes of await streamsOf(transcript)) {
		await yielder.pause();
		let last: { entity: string; indexes: number[] } | undefined;
		for (const index of indexes) {
			const word = transcript.words[index];
			if (word?.kind === 'punctuation' && last) continue;
			if (word?.entity === undefined || !isWanted(word.entity)) {
				last = undefined;
			} else if (last?.entity === word.entity) {
				last.indexes.push(index);
			} else {
				last = { entity: word.entity, indexes: [index] };
				found.push(foundIn(transcript, last.indexes, word.entity));
			}
		}
	}
	const byStart = transcript.words
		.map((word, index) => ({ word, index }))
		.filter(({ word }) => word.kind === 'word')
		.sort((a, b) => a.word.start - b.word.start);
	const rows = entities.filter(({ type }) => isWanted(type)).sort((a, b) => a.start - b.start);
	let from = 0;
	for (const row of rows) {
		await yielder.pause();
		// Words that ended before this entity also ended before the later ones.
		while (from < byStart.length && (byStart[from]?.word.end ?? 0) < row.start) from += 1;
		const indexes: number[] = [];
		for (let at = from; at < byStart.length; at += 1) {
			const each = byStart[at];
			if (each === undefined || each.word.start > row.end) break;
			const { word, index } = each;
			const overlap = Math.min(word.end, row.end) - Math.max(word.start, row.start);
			const isOn = row.channel === null || word.channel === null || word.channel === row.channel;
			if (isOn && (overlap > 0 || (word.start === word.end && overlap === 0))) indexes.push(index);
		}
		if (indexes.length > 0)
			found.push(
				foundIn(
					transcript,
					indexes.sort((a, b) => a - b),
					row.type,
				),
			);
	}
	return found.map((passage) => foundIn(transcript, passage.indexes, passage.kind));
}

function foundIn({ words }: Transcript, indexes: readonly number[], type: string): Found {
	const first = words[indexes[0] ?? -1]?.text ?? '';
	const last = words[indexes.at(-1) ?? -1]?.text ?? '';
	return {
		indexes,
		kind: type.toUpperCase(),
		before: /^[^\p{L}\p{N}]*/u.exec(first)?.[0] ?? '',
		after: /[^\p{L}\p{M}\p{N}]*$/u.exec(last)?.[0] ?? '',
	};
}

function maskedWord(
	{ words }: Transcript,
	indexes: readonly number[],
	{ before, after, kind }: Found,
	mask: RedactionRules['mask'],
): Word[] {
	const replaced = indexes.flatMap((index) => words[index] ?? []);
	const [first] = replaced;
	if (first === undefined) return [];
	const rest = { ...first };
	for (const name of ['entity', 'tags']) Reflect.deleteProperty(rest, name);
	const hashes = () =>
		replaced.map(({ text }) => (text.match(LETTER_OR_DIGIT) ?? []).map(() => '#').join('')).join('');
	const shown = mask === 'kind' ? `[${kind}]` : mask === 'hash' ? hashes() || '#' : '[REDACTED]';
	return [
		{
			...rest,
			text: `${before}${shown}${after}`,
			start: replaced.reduce((start, word) => Math.min(start, word.start), Infinity),
			end: replaced.reduce((end, word) => Math.max(end, word.end), 0),
			confidence: null,
			kind: 'word',
		},
	];
}

/** The segment of each word that is redacted. */
async function segmentsByWord(
	transcript: Transcript,
	found: readonly Found[],
): Promise<ReadonlyMap<number, Segment>> {
	const wanted = new Set(found.flatMap(({ indexes }) => indexes));
	const yielder = new EventLoopYielder();
	const segments = new Map<number, Segment>();
	if (wanted.size === 0) return segments;
	for (const segment of transcript.segments) {
		await yielder.pause();
		for (const index of ownIndexes(transcript, segment)) if (wanted.has(index)) segments.set(index, segment);
	}
	return segments;
}

/** A word whose time is estimated may be anywhere in its segment. */
function timeToMute({ start, end, timing }: Word, segment: Segment | undefined): TimeRange {
	return timing === 'estimated' && segment ? { start: segment.start, end: segment.end } : { start, end };
}

function muteRanges(ranges: readonly MuteRange[]): MuteRange[] {
	const sorted = [...ranges].sort((a, b) => a.start - b.start);
	let at = 0;
	return union(sorted, MUTE_GAP).map((range) => {
		const kinds = new Set<string>();
		for (; at < sorted.length; at += 1) {
			const each = sorted[at];
			if (each === undefined || each.start > range.end) break;
			if (each.end > each.start) kinds.add(each.kind);
		}
		return { start: toSeconds(range.start), end: toSeconds(range.end), kind: [...kinds].join(', ') };
	});
}

/** The filter for FFmpeg's `-af` that mutes these times. */
export function muteFilter(ranges: readonly TimeRange[]): string {
	if (ranges.length === 0) return 'anull';
	const times = ranges.map(({ start, end }) => `between(t,${start},${end})`);
	return `volume=0:enable='${times.join('+')}'`;
}

/** The words of a stream as one text, in which spoken digits are digits. */
class StreamView {
	readonly text: string;

	private readonly starts: number[] = [];

	private readonly shown: string[] = [];

	constructor(
		private readonly words: readonly Word[],
		digits: ReadonlyMap<string, string>,
	) {
		let length = 0;
		const parts: string[] = [];
		for (const { text, spaceBefore } of words) {
			if (spaceBefore && parts.length > 0) {
				parts.push(' ');
				length += 1;
			}
			const plain = text.replace(/(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u, '');
			const digit = digits.get(plain.toLowerCase());
			// A comma after a spoken digit is a pause of the speaker.
			const shown = digit ?? (/^\d,$/u.test(text) ? plain : text);
			this.starts.push(length);
			this.shown.push(shown);
			parts.push(shown);
			length += shown.length;
		}
		this.text = parts.join('');
	}

	/** The words of a range of the text, and the marks of the first and the last one that are not in it. */
	wordsAt(from: number, to: number): { first: number; last: number; before: string; after: string } {
		const first = this.wordAt(from);
		const last = this.wordAt(to - 1);
		const [firstText = '', lastText = ''] = [this.shown[first], this.shown[last]];
		const isDigit = lastText !== this.words[last]?.text;
		const after = isDigit
			? (/[^\p{L}\p{M}\p{N}]*$/u.exec(this.words[last]?.text ?? '')?.[0] ?? '')
			: lastText.slice(to - (this.starts[last] ?? 0));
		return {
			first,
			last,
			before: edge(firstText.slice(0, from - (this.starts[first] ?? 0))),
			after: edge(after),
		};
	}

	private wordAt(offset: number): number {
		return partitionPoint(this.starts.length, (index) => (this.starts[index] ?? 0) <= offset) - 1;
	}
}
