import { EventLoopYielder, mapYielding } from '../core/eventLoop';
import { isRecord } from '../core/json';
import type { Insights, Segment, Transcript, Word } from '../transcript/model';
import { speakerLabel } from '../transcript/render/speakers';
import { joinWords } from '../transcript/words';
import { ofItsWords, ownIndexes, withoutDetails } from './changes';
import { changedInsights, type TimeRange } from './insights';

/** A name for a speaker. */
export interface SpeakerName {
	/** Label in the transcript or as readers see it: `A`, `Speaker A`; or a channel, for a transcript without speakers. */
	label: string;
	name: string;
}

/** Assigns what is said in a time to a speaker. */
export interface Assignment extends TimeRange {
	/** Label of the speaker whose words are assigned; `undefined` for all. */
	label?: string | undefined;
	name: string;
}

interface Spoken {
	speaker: string | null;
	channel: string | null;
}

const normal = (label: string) => label.trim().toLowerCase();

/**
 * Gives speakers their names in words, segments and insights. Two speakers with the same name become one: their
 * consecutive segments are joined. A channel gets a name where the transcript identifies no speaker on it.
 */
export async function nameSpeakers(
	transcript: Transcript,
	names: readonly SpeakerName[],
): Promise<{ transcript: Transcript; unknown: string[] }> {
	const wanted = new Map(names.map(({ label, name }) => [normal(label), name.trim()]));
	const used = new Set<string>();
	const find = (label: string, shown: string): string | undefined => {
		for (const key of [normal(label), normal(shown)]) {
			const name = wanted.get(key);
			if (name === undefined) continue;
			used.add(key);
			return name;
		}
		return undefined;
	};
	const withSpeakers = new Set<string | null>();
	for (const { speaker, channel } of transcript.segments) if (speaker !== null) withSpeakers.add(channel);
	const nameOf = ({ speaker, channel }: Spoken): string | null => {
		if (speaker !== null) return find(speaker, speakerLabel(speaker)) ?? speaker;
		if (channel === null || withSpeakers.has(channel)) return null;
		return find(channel, `Channel ${channel}`) ?? null;
	};
	const named = <T extends Spoken>(row: T): T => ({ ...row, speaker: nameOf(row) });
	const words = await mapYielding(transcript.words, named);
	const segments = await joinedSegments(
		words,
		transcript.segments,
		await mapYielding(transcript.segments, named),
	);
	const insights = await changedInsights(transcript.insights, { speaker: nameOf });
	const text =
		segments.length === transcript.segments.length ? transcript.text : inLines(transcript.text, segments);
	const renamed: Transcript = {
		...transcript,
		text,
		words,
		segments,
		insights: withNamesInOther(insights, find),
	};
	return {
		transcript: renamed,
		unknown: names.flatMap(({ label }) => (used.has(normal(label)) ? [] : label)),
	};
}

/** Members of the vendor's own results that are called `speaker` have the same labels. */
function withNamesInOther(
	insights: Insights,
	find: (label: string, shown: string) => string | undefined,
): Insights {
	if (insights.other === undefined) return insights;
	const renamed = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(renamed);
		if (!isRecord(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => {
				const isLabel = key === 'speaker' && typeof inner === 'string';
				return [key, isLabel ? (find(inner, speakerLabel(inner)) ?? inner) : renamed(inner)];
			}),
		);
	};
	const other = renamed(insights.other);
	return isRecord(other) ? { ...insights, other } : insights;
}

/** Segments of which one follows the other and that two speakers said who are one now. */
async function joinedSegments(
	words: readonly Word[],
	before: readonly Segment[],
	named: readonly Segment[],
): Promise<Segment[]> {
	const yielder = new EventLoopYielder();
	const joined: Array<{ segment: Segment; labels: Set<string | null> }> = [];
	for (const [index, segment] of named.entries()) {
		await yielder.pause();
		const label = before[index]?.speaker ?? null;
		const last = joined.at(-1);
		if (last && !last.labels.has(label) && areOne(last.segment, segment)) {
			last.labels.add(label);
			last.segment = join(words, last.segment, segment);
		} else {
			joined.push({ segment, labels: new Set([label]) });
		}
	}
	return joined.map(({ segment }) => segment);
}

function areOne(a: Segment, b: Segment): boolean {
	const isSame = (['speaker', 'channel', 'language', 'emotion', 'sentiment'] as const).every(
		(member) => a[member] === b[member],
	);
	return isSame && b.words.from >= a.words.to;
}

function join(words: readonly Word[], a: Segment, b: Segment): Segment {
	const common = withoutDetails(a);
	const translations = joinedTranslations(a, b);
	const range = { from: a.words.from, to: b.words.to };
	const whole = ofItsWords({ words }, { ...common, words: range });
	const text = joinWords([
		{ text: a.text, spaceBefore: false },
		{ text: b.text, spaceBefore: words[b.words.from]?.spaceBefore ?? true },
	]);
	return { ...whole, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), text, ...translations };
}

function joinedTranslations(a: Segment, b: Segment): Pick<Segment, 'translations'> {
	const both = Object.entries(a.translations ?? {}).flatMap(([language, text]): Array<[string, string]> => {
		const next = b.translations?.[language];
		return next === undefined ? [] : [[language, `${text} ${next}`]];
	});
	return both.length === 0 ? {} : { translations: Object.fromEntries(both) };
}

/**
 * Assigns what is said in a time to another speaker, which splits segments where the speaker changes. A word belongs to
 * the time in which its middle is. Translations and further properties of a segment that is split are left out, because
 * they belong to the whole.
 */
export async function assignSpeakers(
	transcript: Transcript,
	assignments: readonly Assignment[],
): Promise<Transcript> {
	const speakerOf = ({ speaker, start, end }: Spoken & TimeRange): string | null => {
		const middle = (start + end) / 2;
		let assigned = speaker;
		for (const { start: from, end: to, label, name } of assignments) {
			if (middle < from || middle >= to) continue;
			const isMeant =
				label === undefined ||
				(speaker !== null && [normal(speaker), normal(speakerLabel(speaker))].includes(normal(label)));
			if (isMeant) assigned = name.trim();
		}
		return assigned;
	};
	const yielder = new EventLoopYielder();
	const words = [...transcript.words];
	const segments: Segment[] = [];
	for (const segment of transcript.segments) {
		await yielder.pause();
		const runs: Array<{ speaker: string | null; from: number; to: number }> = [];
		for (const index of ownIndexes(transcript, segment)) {
			const word = transcript.words[index];
			if (word === undefined) continue;
			const last = runs.at(-1);
			const isAttached = word.kind === 'punctuation' && last !== undefined;
			const speaker = isAttached ? last.speaker : speakerOf({ ...word, speaker: segment.speaker });
			if (word.speaker !== null || speaker !== segment.speaker) words[index] = { ...word, speaker };
			if (last?.speaker === speaker) last.to = index + 1;
			else runs.push({ speaker, from: index, to: index + 1 });
		}
		const [only] = runs;
		if (runs.length < 2) {
			segments.push({ ...segment, speaker: only?.speaker ?? segment.speaker });
			continue;
		}
		const common = withoutDetails(segment);
		for (const { speaker, from, to } of runs) {
			segments.push(ofItsWords({ words }, { ...common, speaker, words: { from, to } }));
		}
	}
	segments.sort((a, b) => a.start - b.start);
	return {
		...transcript,
		text:
			segments.length === transcript.segments.length ? transcript.text : inLines(transcript.text, segments),
		words,
		segments,
		insights: await changedInsights(transcript.insights, { speaker: speakerOf }),
	};
}

/** A text with one line for each segment, with the lines of other segments; any other text as it is. */
function inLines(text: string, segments: readonly Segment[]): string {
	return text.includes('\n') ? segments.map((segment) => segment.text).join('\n') : text;
}
