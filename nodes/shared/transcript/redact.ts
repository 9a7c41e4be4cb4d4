import { EventLoopYielder } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';
import type { Insights, Transcript, Word } from './model';
import type { TimedSegment } from './timedSegments';
import { joinWords } from './words';

/**
 * Redaction is a property of every output. A vendor redacts some members of its response and leaves the same content
 * unredacted in others, so a redacted transcript is built only from what the vendor redacted: other texts are replaced
 * by the redacted words of the same time, or left out.
 */

/** Text in place of what must not be shown and has no redacted version. */
const REDACTED = '[REDACTED]';

/** A segment of a vendor that returns both versions of its text. */
export interface RedactableSegment {
	/** What both versions have. */
	common: Omit<TimedSegment, 'text'>;
	/** The text as it was spoken, and the other members that contain or reveal it. */
	spoken: Pick<TimedSegment, 'text'> & Partial<TimedSegment>;
	/** `undefined` if the vendor returned none. */
	redactedText: string | undefined;
}

/** The segments as they were spoken. */
export function spokenSegments(segments: readonly RedactableSegment[]): TimedSegment[] {
	return segments.map(({ common, spoken }) => ({ ...common, ...spoken }));
}

/**
 * The segments as they may be shown: redacted if the vendor redacted any, or if redaction was requested. A segment
 * whose redacted text is missing then has none of its text.
 * @param requested whether redaction was requested with the job
 */
export function redactedSegments(
	segments: readonly RedactableSegment[],
	requested = false,
): { segments: TimedSegment[]; warnings: NonNullable<Insights['warnings']> } {
	const isRedacted = requested || segments.some(({ redactedText }) => redactedText !== undefined);
	if (!isRedacted) return { segments: spokenSegments(segments), warnings: [] };
	let missing = 0;
	const redacted = segments.map(({ common, spoken, redactedText }): TimedSegment => {
		const isMissing = redactedText === undefined && spoken.text !== '';
		if (isMissing) missing += 1;
		return { ...common, text: isMissing ? REDACTED : (redactedText ?? '') };
	});
	return { segments: redacted, warnings: missing === 0 ? [] : [missingWarning(missing)] };
}

function missingWarning(count: number) {
	return {
		feature: 'redaction',
		type: 'missing',
		message: `The vendor returned no redacted text for ${count} segment${count === 1 ? '' : 's'}, so ${count === 1 ? 'its text is' : 'their texts are'} left out.`,
	};
}

/** Insights that the vendor writes itself. They have no redacted version, so they are shown only if nothing is redacted. */
const WRITTEN_BY_VENDOR = ['summary', 'chapters', 'translations', 'actionItems'] as const;

/** What the vendor's redaction looks like. */
export interface RedactionMarks {
	/** Whether the transcript contains anything redacted, so that texts without a redacted version may reveal it. */
	isRedacted: boolean;
	/** The members of `insights.other` that contain nothing that was spoken. */
	harmless: readonly string[];
	/** How the user gets the results that are left out. */
	hint?: string;
}

/**
 * The insights of a transcript whose words are redacted, with only what its words show. Texts that belong to a time are
 * replaced by the redacted words of that time; texts that the vendor wrote itself are left out if anything is redacted,
 * with a warning that says so.
 */
export async function redactedInsights(
	insights: Insights,
	{ words, text }: Pick<Transcript, 'words' | 'text'>,
	{ isRedacted, harmless, hint = 'To include them, set "Redaction" to "As Spoken".' }: RedactionMarks,
): Promise<Insights> {
	const reader = new SpanReader(words);
	const yielder = new EventLoopYielder();
	const reread = async <T extends Span & { text: string }>(rows: readonly T[]): Promise<T[]> => {
		const result: T[] = [];
		for (const row of rows) {
			await yielder.pause();
			result.push({ ...row, text: reader.textOf(row) });
		}
		return result;
	};
	const { sentiment, entities, topics, contentSafety, keyPhrases, other, ...rest } = insights;
	const kept = pickMembers(other ?? {}, harmless);
	const left = isRedacted ? WRITTEN_BY_VENDOR.filter((name) => rest[name] !== undefined) : [];
	for (const name of left) Reflect.deleteProperty(rest, name);
	const phrases = keyPhrases && shownPhrases(keyPhrases, text);
	return {
		...rest,
		...(sentiment ? { sentiment: await reread(sentiment) } : {}),
		...(entities ? { entities: await reread(entities) } : {}),
		...(topics ? { topics: { ...topics, segments: await reread(topics.segments) } } : {}),
		...(contentSafety
			? { contentSafety: { ...contentSafety, segments: await reread(contentSafety.segments) } }
			: {}),
		...(phrases ? { keyPhrases: phrases } : {}),
		...(left.length > 0 ? { warnings: [...(rest.warnings ?? []), leftOutWarning(left, hint)] } : {}),
		...(Object.keys(kept).length > 0 ? { other: kept } : {}),
	};
}

const LABELS: Readonly<Record<(typeof WRITTEN_BY_VENDOR)[number], string>> = {
	summary: 'summary',
	chapters: 'chapters',
	translations: 'translations',
	actionItems: 'action items',
};

function leftOutWarning(left: ReadonlyArray<(typeof WRITTEN_BY_VENDOR)[number]>, hint: string) {
	return {
		feature: 'redaction',
		type: 'left_out',
		message: `The vendor does not redact these results, so they are left out: ${left.map((name) => LABELS[name]).join(', ')}. ${hint}`,
	};
}

function pickMembers(value: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/** The phrases that the redacted text itself contains; none of the others once the comparisons cost more than the text. */
function shownPhrases(phrases: NonNullable<Insights['keyPhrases']>, text: string) {
	const shown = comparable(text).split(' ');
	const places = new Map<string, number[]>();
	for (const [index, word] of shown.entries()) {
		const known = places.get(word);
		if (known) known.push(index);
		else places.set(word, [index]);
	}
	let budget = budgetFor(shown.length);
	return phrases.filter((phrase) => {
		const wanted = comparable(phrase.text).split(' ');
		const { index: rarest, places: starts } = rarestOf(wanted, places);
		return starts.some((place) => {
			budget -= wanted.length;
			return budget >= 0 && wanted.every((word, index) => shown[place - rarest + index] === word);
		});
	});
}

/** The word of a phrase with the fewest places, which are all that need to be compared; none for an empty phrase. */
function rarestOf(words: readonly string[], places: ReadonlyMap<string, readonly number[]>) {
	return words
		.map((word, index) => ({ index, places: word === '' ? [] : (places.get(word) ?? []) }))
		.reduce((rarest, each) => (each.places.length < rarest.places.length ? each : rarest));
}

/** Lower case, with single spaces in place of everything but letters, digits and the signs of redaction. */
function comparable(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}#[\]<>*_]+/gu, ' ')
		.trim();
}

interface Span {
	start: number;
	end: number;
	channel?: string | null;
}

/** How many words may be read or compared for a transcript, so that the cost is linear for any response. */
const budgetFor = (words: number): number => 1024 + 8 * words;

/** Reads the words that were spoken in a time, e.g. the redacted ones. */
export class SpanReader {
	private readonly byStart: readonly Word[];

	private budget: number;

	/** The longest word, in seconds: no word that starts earlier reaches into a time. */
	private readonly longest: number;

	constructor(words: readonly Word[]) {
		this.byStart = [...words].sort((a, b) => a.start - b.start);
		this.budget = budgetFor(words.length);
		this.longest = words.reduce((longest, word) => Math.max(longest, word.end - word.start), 0);
	}

	/** The text of the words in a time, on its channel if it has one; `REDACTED` if there are none. */
	textOf({ start, end, channel = null }: Span): string {
		const found: Word[] = [];
		for (let index = this.firstFrom(start - this.longest); index < this.byStart.length; index += 1) {
			const word = this.byStart[index];
			if (word === undefined || word.start > end || (word.start === end && end > start)) break;
			this.budget -= 1;
			if (this.budget < 0) return REDACTED;
			const isWithin = word.end > start || word.start >= start;
			if (isWithin && (channel === null || word.channel === null || word.channel === channel)) {
				found.push(word);
			}
		}
		return found.length === 0 ? REDACTED : joinWords(found);
	}

	private firstFrom(time: number): number {
		return partitionPoint(this.byStart.length, (index) => (this.byStart[index]?.start ?? 0) < time);
	}
}

/** The transcript with other labels of its speakers. */
export function renameSpeakers(transcript: Transcript, rename: (speaker: string) => string): Transcript {
	const renamed = <T extends { speaker: string | null }>(row: T): T =>
		row.speaker === null ? row : { ...row, speaker: rename(row.speaker) };
	const { sentiment, entities, translations, ...insights } = transcript.insights;
	return {
		...transcript,
		words: transcript.words.map(renamed),
		segments: transcript.segments.map(renamed),
		insights: {
			...insights,
			...(sentiment ? { sentiment: sentiment.map(renamed) } : {}),
			...(entities ? { entities: entities.map(renamed) } : {}),
			...(translations
				? {
						translations: Object.fromEntries(
							Object.entries(translations).map(([language, { text, segments }]) => [
								language,
								{ text, segments: segments.map(renamed) },
							]),
						),
					}
				: {}),
		},
	};
}
