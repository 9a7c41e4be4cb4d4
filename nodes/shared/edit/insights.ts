import { EventLoopYielder } from '../core/eventLoop';
import type { Insights } from '../transcript/model';

/** A part of the recording, in seconds. */
export interface TimeRange {
	start: number;
	end: number;
}

interface Spoken extends TimeRange {
	speaker: string | null;
	channel: string | null;
}

/** How each member of the insights is changed. A list is yielded over, because a day of speech has 20,000 sentences. */
export interface InsightChanges {
	/** Changes a text that was spoken in a time, or one that the vendor wrote; default: unchanged. */
	text?: (text: string, spoken?: TimeRange & { channel?: string | null }) => string;
	/** The time of a row after the edit, `undefined` if nothing is left of it; default: unchanged. */
	time?: (range: TimeRange) => TimeRange | undefined;
	/** The same for a translated segment, whose text cannot be cut; default: `time`. */
	translationTime?: (range: TimeRange) => TimeRange | undefined;
	/** The speaker of a row; default: unchanged. */
	speaker?: (row: Spoken) => string | null;
}

/** The insights with their texts, times and speakers changed. Members that only one vendor has stay as they are. */
export async function changedInsights(insights: Insights, changes: InsightChanges): Promise<Insights> {
	const { text = (given) => given, time = (given) => given, speaker = (row) => row.speaker } = changes;
	const { translationTime = time } = changes;
	const yielder = new EventLoopYielder();
	const rowsOf = async <T extends TimeRange>(
		rows: readonly T[],
		change: (row: T) => T,
		timeOf = time,
	): Promise<T[]> => {
		const result: T[] = [];
		for (const row of rows) {
			await yielder.pause();
			const range = timeOf(row);
			if (range !== undefined) result.push({ ...change(row), start: range.start, end: range.end });
		}
		return result;
	};
	const withText = <T extends TimeRange & { text: string }>(row: T): T => ({
		...row,
		text: text(row.text, row),
	});
	const spoken = <T extends Spoken & { text: string }>(row: T): T => ({
		...withText(row),
		speaker: speaker(row),
	});
	const translated = <T extends Spoken & { text: string }>(row: T): T => ({
		...row,
		text: text(row.text),
		speaker: speaker(row),
	});

	const { summary, chapters, topics, sentiment, entities, keyPhrases, translations } = insights;
	const { audioEvents, contentSafety, actionItems } = insights;
	const result: Insights = { ...insights };
	if (summary !== undefined) result.summary = text(summary);
	if (chapters) {
		result.chapters = await rowsOf(chapters, (row) => ({
			...row,
			title: text(row.title),
			summary: text(row.summary),
			...(row.gist === undefined ? {} : { gist: text(row.gist) }),
		}));
	}
	if (topics) result.topics = { ...topics, segments: await rowsOf(topics.segments, withText) };
	if (sentiment) result.sentiment = await rowsOf(sentiment, spoken);
	if (entities) result.entities = await rowsOf(entities, spoken);
	if (keyPhrases) {
		result.keyPhrases = keyPhrases.flatMap((phrase) => {
			const times = phrase.times.flatMap((each) => time(each) ?? []);
			const lost = phrase.times.length - times.length;
			if (lost > 0 && times.length === 0) return [];
			return [
				{ ...phrase, text: text(phrase.text), count: Math.max(times.length, phrase.count - lost), times },
			];
		});
	}
	if (translations) {
		const entries: Array<[string, NonNullable<Insights['translations']>[string]]> = [];
		for (const [language, translation] of Object.entries(translations)) {
			const segments = await rowsOf(translation.segments, translated, translationTime);
			const isCut = segments.length < translation.segments.length;
			const whole = isCut ? segments.map((row) => row.text).join(' ') : text(translation.text);
			entries.push([language, { text: whole, segments }]);
		}
		result.translations = Object.fromEntries(entries);
	}
	if (audioEvents) result.audioEvents = await rowsOf(audioEvents, (row) => row);
	if (contentSafety) {
		result.contentSafety = { ...contentSafety, segments: await rowsOf(contentSafety.segments, withText) };
	}
	if (actionItems) {
		result.actionItems = actionItems.flatMap(({ start, quote, ...item }) => {
			const at = start === null ? null : time({ start, end: start });
			if (at === undefined) return [];
			return [
				{
					...item,
					text: text(item.text),
					quote: quote === null ? null : text(quote),
					start: at === null ? null : at.start,
				},
			];
		});
	}
	return result;
}

/** The insights without some members, and with a warning that says why they are missing. */
export function withoutMembers(
	insights: Insights,
	members: ReadonlyArray<keyof Insights>,
	why: string,
): Insights {
	const left = members.filter((name) => insights[name] !== undefined);
	if (left.length === 0) return insights;
	const rest: Insights = { ...insights };
	for (const name of left) Reflect.deleteProperty(rest, name);
	const warning = {
		feature: 'edit',
		type: 'left_out',
		message: `${why}, so they are left out: ${left.map((name) => LABELS[name] ?? name).join(', ')}.`,
	};
	return { ...rest, warnings: [...(rest.warnings ?? []), warning] };
}

const LABELS: Readonly<Partial<Record<keyof Insights, string>>> = {
	actionItems: 'action items',
	keyPhrases: 'key phrases',
	other: 'other results of the vendor',
};
