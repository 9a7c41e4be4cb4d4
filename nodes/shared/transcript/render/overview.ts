import type { EventLoopYielder } from '../../core/eventLoop';
import type { Insights } from '../model';

/** Number of entries between two checks of the clock. */
const CHECK_INTERVAL = 512;

export type Sentiment = NonNullable<Insights['sentiment']>[number]['sentiment'];
export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const satisfies readonly Sentiment[];

export interface SentimentCount {
	speaker: string | null;
	channel: string | null;
	counts: Record<Sentiment, number>;
	total: number;
}

/** Number of utterances per sentiment: in total, and for each speaker in order of appearance. */
export async function countSentiment(
	sentiment: NonNullable<Insights['sentiment']>,
	yielder: EventLoopYielder,
): Promise<{ all: SentimentCount; speakers: SentimentCount[] }> {
	const empty = (speaker: string | null, channel: string | null): SentimentCount => ({
		speaker,
		channel,
		counts: { positive: 0, neutral: 0, negative: 0 },
		total: 0,
	});
	const all = empty(null, null);
	const speakers = new Map<string, SentimentCount>();
	for (const [index, piece] of sentiment.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const key = JSON.stringify([piece.speaker, piece.channel]);
		const own = speakers.get(key) ?? empty(piece.speaker, piece.channel);
		speakers.set(key, own);
		for (const count of [all, own]) {
			count.counts[piece.sentiment] += 1;
			count.total += 1;
		}
	}
	return { all, speakers: [...speakers.values()] };
}

/** Something that is mentioned, and when. */
export interface Mention {
	text: string;
	count: number;
	/** Start of each mention in seconds, ascending. */
	times: number[];
}

/** Entities by type, those with the most mentions first. Texts that differ only in case are merged. */
export async function groupEntities(
	entities: NonNullable<Insights['entities']>,
	yielder: EventLoopYielder,
): Promise<Array<{ type: string; mentions: Mention[] }>> {
	const types = new Map<string, Map<string, Mention>>();
	for (const [index, entity] of entities.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const mentions = types.get(entity.type) ?? new Map<string, Mention>();
		types.set(entity.type, mentions);
		addMention(mentions, entity.text, entity.start);
	}
	const groups = [...types].map(([type, mentions]) => ({ type, mentions: byCount(mentions.values()) }));
	const total = (mentions: Mention[]) => mentions.reduce((sum, { count }) => sum + count, 0);
	return groups.sort((a, b) => total(b.mentions) - total(a.mentions));
}

/** Audio events by type, the most frequent first. */
export function groupAudioEvents(events: NonNullable<Insights['audioEvents']>): Mention[] {
	const types = new Map<string, Mention>();
	for (const { type, start } of events) addMention(types, type, start);
	return byCount(types.values());
}

/** Key phrases, those with the highest rank first. */
export function rankKeyPhrases(phrases: NonNullable<Insights['keyPhrases']>): Mention[] {
	return [...phrases]
		.sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0) || b.count - a.count)
		.map(({ text, count, times }) => ({ text, count, times: times.map(({ start }) => start) }));
}

export interface Weighed {
	name: string;
	value: number;
	/** Share of the greatest value, 0 to 1. */
	share: number;
	/** The value for readers: a percentage if all values are at most 1, otherwise a number. */
	shown: string;
	/** When it is mentioned, in seconds. */
	times: number[];
}

/** Topics, see `weigh`. */
export async function weighTopics(
	{ summary, segments }: NonNullable<Insights['topics']>,
	yielder: EventLoopYielder,
): Promise<Weighed[]> {
	const named = segments.map(({ start, topics }) => ({ start, names: topics.map(({ topic }) => topic) }));
	return await weigh(summary, named, yielder);
}

/** Labels of content safety, see `weigh`. */
export async function weighLabels(
	{ summary, segments }: NonNullable<Insights['contentSafety']>,
	yielder: EventLoopYielder,
): Promise<Weighed[]> {
	const named = segments.map(({ start, labels }) => ({ start, names: labels.map(({ label }) => label) }));
	return await weigh(summary, named, yielder);
}

/** A summary of topics or labels, greatest value first, with the times of the segments that have them. */
async function weigh(
	summary: Readonly<Record<string, number>>,
	segments: ReadonlyArray<{ start: number; names: readonly string[] }>,
	yielder: EventLoopYielder,
): Promise<Weighed[]> {
	const times = new Map<string, number[]>();
	for (const [index, { start, names }] of segments.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		for (const name of names) {
			const known = times.get(name);
			if (known) known.push(start);
			else times.set(name, [start]);
		}
	}
	const values = new Map(Object.entries(summary));
	for (const [name, { length }] of times) if (!values.has(name)) values.set(name, length);
	const greatest = [...values.values()].reduce((max, value) => Math.max(max, value), 0);
	const areShares = greatest <= 1;
	return [...values]
		.sort(([, a], [, b]) => b - a)
		.map(([name, value]) => ({
			name,
			value,
			share: greatest > 0 ? Math.max(0, value / greatest) : 0,
			shown: areShares ? `${Math.round(value * 100)}%` : String(Math.round(value * 100) / 100),
			times: times.get(name) ?? [],
		}));
}

/** A machine-readable name for readers: `person_name` becomes `Person name`. */
export function readable(name: string): string {
	const words = name
		.replace(/[_-]+/gu, ' ')
		.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
		.trim();
	if (words === '') return name;
	const lower = words === words.toUpperCase() ? words.toLowerCase() : words;
	return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** `Technology>Computing>CloudComputing` becomes `Technology › Computing › Cloud Computing`. */
export function readableTopic(topic: string): string {
	return topic
		.split('>')
		.map((part) => readable(part.trim()))
		.join(' › ');
}

function addMention(mentions: Map<string, Mention>, text: string, start: number): void {
	const key = text.trim().toLowerCase();
	const mention = mentions.get(key) ?? { text: text.trim(), count: 0, times: [] };
	mention.count += 1;
	mention.times.push(start);
	mentions.set(key, mention);
}

function byCount(mentions: Iterable<Mention>): Mention[] {
	return [...mentions].sort((a, b) => b.count - a.count || (a.times[0] ?? 0) - (b.times[0] ?? 0));
}
