import { EventLoopYielder } from '../core/eventLoop';
import { createFillerTest } from '../transcript/fillers';
import type { Segment, Transcript, Word } from '../transcript/model';
import { turnsOf } from '../transcript/segments';
import { spreadWords, wordsOf } from '../transcript/words';

/** What one speaker did, in seconds and counts. */
interface SpeakerMeasures {
	/** Label of the speaker, or of the channel if the transcript has no speakers; `null` if it has neither. */
	speaker: string | null;
	/** Sum of the turns, from their first to their last word. */
	talkTime: number;
	/** Share of the talk time of all speakers, 0 to 1. */
	talkShare: number;
	turns: number;
	/** Longest turn. */
	longestTurn: number;
	/** Longest time from the start of a turn to the end of the last one before another speaker begins. */
	longestMonologue: number;
	words: number;
	/** Words per minute of talk time. */
	wordsPerMinute: number;
	/** Sounds that fill a pause, e.g. `um`, in the language of the word. */
	fillers: number;
	/** Turns that end with a question mark. */
	questions: number;
	/** Turns that began while another speaker was speaking, at least half a second before that turn ended. */
	interruptions: number;
	/** Start of the first turn. */
	firstTurnAt: number;
	/** Seconds until this speaker first replied to another, `null` if never; 0 if it began before the other had ended. */
	firstResponse: number | null;
}

export interface Measures {
	/** From the vendor, or the end of the last turn. */
	duration: number;
	/** Time in which at least one speaker speaks. */
	speech: number;
	/** Time in which none does. */
	silence: number;
	/** Longest time in which none does. */
	longestSilence: number;
	/** Time in which at least two speak. */
	overlap: number;
	turns: number;
	words: number;
	fillers: number;
	questions: number;
	speakers: SpeakerMeasures[];
}

/** A turn that begins earlier before the end of another than this, in seconds, interrupts it. */
const INTERRUPTION = 0.5;

/** Question marks of all scripts: Latin, Greek (a semicolon is ambiguous and not counted), Arabic, full width, Armenian. */
const QUESTION = /[?？؟՞]["'”’»)\]]*\s*$/u;

/**
 * Measures of a conversation. A turn is a segment of the transcript: consecutive words of one speaker on one channel. All
 * times are seconds with millisecond precision. Takes n log n time in the number of turns and is linear in words.
 */
export async function measure(transcript: Transcript): Promise<Measures> {
	const yielder = new EventLoopYielder();
	const turns = [...(await turnsOf(transcript))].sort((a, b) => a.start - b.start);
	const bySpeaker = new Map<string | null, SpeakerMeasures>();
	const isFiller = createFillerTest(transcript.language);
	let latest: Segment | undefined;
	let monologue: { speaker: string | null; start: number; end: number } | undefined;
	for (const turn of turns) {
		await yielder.pause();
		const speaker = labelOf(turn);
		const known = bySpeaker.get(speaker) ?? newSpeaker(speaker, turn.start);
		bySpeaker.set(speaker, known);
		const length = Math.max(0, turn.end - turn.start);
		known.talkTime += length;
		known.turns += 1;
		known.longestTurn = Math.max(known.longestTurn, length);
		const words = spokenWords(transcript, turn);
		known.words += words.length;
		known.fillers += words.filter(isFiller).length;
		monologue =
			monologue?.speaker === speaker
				? { ...monologue, end: Math.max(monologue.end, turn.end) }
				: { speaker, start: turn.start, end: turn.end };
		known.longestMonologue = Math.max(known.longestMonologue, monologue.end - monologue.start);
		if (QUESTION.test(turn.text)) known.questions += 1;
		if (latest && labelOf(latest) !== speaker) {
			if (latest.end - turn.start >= INTERRUPTION) known.interruptions += 1;
			known.firstResponse ??= Math.max(0, turn.start - latest.end);
		}
		if (!latest || turn.end >= latest.end) latest = turn;
	}
	const talkTime = [...bySpeaker.values()].reduce((sum, speaker) => sum + speaker.talkTime, 0);
	const speakers = [...bySpeaker.values()].map((speaker) => ({
		...speaker,
		talkTime: rounded(speaker.talkTime),
		talkShare: talkTime === 0 ? 0 : rounded(speaker.talkTime / talkTime),
		longestTurn: rounded(speaker.longestTurn),
		longestMonologue: rounded(speaker.longestMonologue),
		wordsPerMinute: speaker.talkTime === 0 ? 0 : Math.round((speaker.words * 60) / speaker.talkTime),
		firstResponse: speaker.firstResponse === null ? null : rounded(speaker.firstResponse),
	}));
	const sum = (of: (speaker: SpeakerMeasures) => number) =>
		speakers.reduce((total, each) => total + of(each), 0);
	return {
		...coverage(turns, transcript.duration),
		turns: turns.length,
		words: sum(({ words }) => words),
		fillers: sum(({ fillers }) => fillers),
		questions: sum(({ questions }) => questions),
		speakers: speakers.sort((a, b) => b.talkTime - a.talkTime),
	};
}

function labelOf({ speaker, channel }: Segment): string | null {
	return speaker ?? channel;
}

function newSpeaker(speaker: string | null, firstTurnAt: number): SpeakerMeasures {
	return {
		speaker,
		talkTime: 0,
		talkShare: 0,
		turns: 0,
		longestTurn: 0,
		longestMonologue: 0,
		words: 0,
		wordsPerMinute: 0,
		fillers: 0,
		questions: 0,
		interruptions: 0,
		firstTurnAt,
		firstResponse: null,
	};
}

/** The words of a turn; those of its text if the transcript has no words. */
function spokenWords(transcript: Transcript, turn: Segment): Word[] {
	const words =
		turn.words.to > turn.words.from
			? wordsOf(transcript, turn)
			: spreadWords(turn.text, turn.start, turn.end, { language: turn.language ?? null });
	return words.filter(({ kind }) => kind === 'word');
}

/** Speech, silence and overlap, by sweeping over the starts and ends of all turns. */
function coverage(turns: readonly Segment[], given: number | null) {
	const edges = turns
		.flatMap((turn) => [
			{ at: turn.start, step: 1 },
			{ at: Math.max(turn.start, turn.end), step: -1 },
		])
		.sort((a, b) => a.at - b.at || b.step - a.step);
	const duration = Math.max(given ?? 0, edges.at(-1)?.at ?? 0);
	let [speech, overlap, longestSilence, speaking, since] = [0, 0, 0, 0, 0];
	for (const { at, step } of [...edges, { at: duration, step: 0 }]) {
		const length = at - since;
		if (speaking === 0) longestSilence = Math.max(longestSilence, length);
		if (speaking >= 1) speech += length;
		if (speaking >= 2) overlap += length;
		speaking += step;
		since = at;
	}
	return {
		duration: rounded(duration),
		speech: rounded(speech),
		silence: rounded(duration - speech),
		longestSilence: rounded(longestSilence),
		overlap: rounded(overlap),
	};
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
