import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import type { Transcript, Word } from '../transcript/model';
import { segmentsFromWords } from '../transcript/segments';
import { joinWords } from '../transcript/words';
import { alignSides, speakersOf, type Side } from './compare';
import type { Token } from './tokens';

/** What one transcript says at a place: a token, or nothing. */
interface Vote {
	source: number;
	token: Token | undefined;
}

type Slot = Vote[];

/** A passage on which the transcripts do not agree. */
interface Doubt {
	/** What was chosen; empty if the word was left out. */
	text: string;
	start: number;
	end: number;
	/** Share of the transcripts that say so, 0 to 1. */
	agreement: number;
	/** What the others say; an empty text if they say nothing. */
	alternatives: string[];
}

export interface Merged {
	transcript: Transcript;
	doubts: Doubt[];
}

/** Label of a word on which fewer transcripts agree than required. */
const DOUBTFUL = 'doubtful';

/**
 * One transcript from several of the same recording: each word is the one that most of them have (ROVER: Fiscus, "A
 * post-processing system to yield reduced word error rates", 1997). Among equal votes, a word wins over none, then the
 * higher confidence, then the earlier transcript. The confidence of a word is the share of the transcripts that have it;
 * words below `minAgreement` have the tag `doubtful`. Speakers are those of the first transcript.
 */
export async function mergeByVote(sides: readonly Side[], minAgreement: number): Promise<Merged> {
	const yielder = new EventLoopYielder();
	const [first, ...others] = sides;
	const names: Array<ReadonlyMap<string, string> | undefined> = [undefined];
	let slots: Slot[] = await mapYielding(first?.tokens ?? [], (token) => [{ source: 0, token }]);
	for (const [index, other] of others.entries()) {
		const source = index + 1;
		const withFirst = first && (await alignSides(first, other));
		const alignment =
			withFirst && index === 0 ? withFirst : await alignSides(await networkOf(slots, other), other);
		const next: Slot[] = [];
		for (const [step, at] of alignment.reference.entries()) {
			if (step % 1024 === 0) await yielder.pause();
			const token = other.tokens[alignment.other[step] ?? -1];
			const slot =
				slots[at] ??
				Array.from({ length: source }, (_, earlier): Vote => ({ source: earlier, token: undefined }));
			next.push([...slot, { source, token }]);
		}
		slots = next;
		names.push(withFirst && (await speakersOf(first, other, withFirst)).names);
	}
	return await outputOf(sides, slots, minAgreement, names, yielder);
}

/** What the transcripts up to now say, to align the next one with. */
async function networkOf(slots: readonly Slot[], { transcript }: Side): Promise<Side> {
	return { tokens: await mapYielding(slots, mostVoted), transcript: { ...transcript, words: [] } };
}

/** The token by which the next transcript is aligned with a place. */
function mostVoted(slot: Slot): Token {
	return (
		candidatesOf(slot, []).find(({ token }) => token !== undefined)?.token ?? { key: '', text: '', word: -1 }
	);
}

interface Candidate {
	token: Token | undefined;
	source: number;
	votes: number;
	confidence: number;
}

/** What is said at a place, the most voted first. */
function candidatesOf(slot: Slot, sides: readonly Side[]): Candidate[] {
	const byKey = new Map<string | undefined, Candidate>();
	for (const { source, token } of slot) {
		const confidence = wordOf(sides[source], token)?.confidence ?? 0;
		const known = byKey.get(token?.key);
		if (known) {
			known.votes += 1;
			known.confidence += confidence;
		} else {
			byKey.set(token?.key, { token, source, votes: 1, confidence });
		}
	}
	return [...byKey.values()].sort(
		(a, b) =>
			b.votes - a.votes ||
			Number(b.token !== undefined) - Number(a.token !== undefined) ||
			b.confidence - a.confidence ||
			a.source - b.source,
	);
}

function wordOf(side: Side | undefined, token: Token | undefined): Word | undefined {
	return token === undefined ? undefined : side?.transcript.words[token.word];
}

async function outputOf(
	sides: readonly Side[],
	slots: readonly Slot[],
	minAgreement: number,
	names: ReadonlyArray<ReadonlyMap<string, string> | undefined>,
	yielder: EventLoopYielder,
): Promise<Merged> {
	const words: Word[] = [];
	const doubts: Doubt[] = [];
	/** The last word that was taken from each transcript: a word of several tokens is written once. */
	const taken = sides.map(() => -1);
	const hasChannels = sides.every(({ transcript }) => (transcript.words[0]?.channel ?? null) !== null);
	let time = 0;
	for (const slot of slots) {
		await yielder.pause();
		const [winner, ...losers] = candidatesOf(slot, sides);
		if (winner === undefined) continue;
		const agreement = Math.round((winner.votes / sides.length) * 100) / 100;
		const isDoubtful = winner.votes / sides.length < minAgreement;
		const side = sides[winner.source];
		const word = wordOf(side, winner.token);
		if (isDoubtful) {
			doubts.push({
				text: winner.token?.text ?? '',
				start: word?.start ?? time,
				end: word?.end ?? time,
				agreement,
				alternatives: losers.map(({ token }) => token?.text ?? ''),
			});
		}
		const index = winner.token?.word ?? -1;
		if (word === undefined || side === undefined || index <= (taken[winner.source] ?? -1)) continue;
		taken[winner.source] = index;
		const speaker = speakerFor(word, winner.source, names, words.at(-1));
		const start = Math.max(time, word.start);
		time = start;
		const tags = [...(word.tags ?? []), ...(isDoubtful ? [DOUBTFUL] : [])];
		words.push({
			...word,
			channel: hasChannels ? word.channel : null,
			start,
			end: Math.max(start, word.end),
			speaker,
			confidence: agreement,
			...(tags.length > 0 ? { tags } : {}),
		});
		const marks = punctuationAfter(side.transcript.words, index, { start, speaker, hasChannels });
		for (const mark of marks) words.push(mark);
	}
	const segments = await segmentsFromWords(words);
	const transcripts = sides.map(({ transcript }) => transcript);
	const durations = transcripts.flatMap(({ duration }) => duration ?? []);
	return {
		doubts,
		transcript: {
			vendor: 'merge',
			jobId: transcripts.find(({ jobId }) => jobId !== '')?.jobId ?? '',
			language: transcripts.find(({ language }) => language !== null)?.language ?? null,
			duration: durations.length === 0 ? null : Math.max(...durations),
			text: joinWords(words),
			confidence: null,
			words,
			segments,
			insights: {},
		},
	};
}

/** Vendors that write punctuation as words of its own mean the mark after the word. */
function punctuationAfter(
	words: readonly Word[],
	index: number,
	{ start, speaker, hasChannels }: Pick<Word, 'start' | 'speaker'> & { hasChannels: boolean },
): Word[] {
	const marks: Word[] = [];
	for (let at = index + 1; words[at]?.kind === 'punctuation'; at += 1) {
		const mark = words[at];
		if (mark && mark.channel === words[index]?.channel) {
			marks.push({
				...mark,
				channel: hasChannels ? mark.channel : null,
				start: Math.max(start, mark.start),
				end: Math.max(start, mark.end),
				speaker: mark.speaker === null ? null : speaker,
			});
		}
	}
	return marks;
}

function speakerFor(
	{ speaker }: Word,
	source: number,
	names: ReadonlyArray<ReadonlyMap<string, string> | undefined>,
	before: Word | undefined,
): string | null {
	if (source === 0) return speaker;
	return (speaker === null ? undefined : names[source]?.get(speaker)) ?? before?.speaker ?? null;
}
