import { EventLoopYielder } from '../core/eventLoop';
import type { Transcript } from '../transcript/model';
import { align, type Alignment, type Sequence } from './align';
import {
	timesOf,
	TokenNumbers,
	tokensOf,
	usualUnit,
	type Normalization,
	type Token,
	type Unit,
} from './tokens';

export interface CompareOptions {
	ignore: Normalization;
	/** `undefined`: characters for scripts without spaces, otherwise words. */
	unit?: Unit | undefined;
}

/** How well a transcript agrees with a reference. */
interface Scores {
	unit: Unit;
	/** (substitutions + deletions + insertions) / referenceLength; may be above 1. `null` if the reference is empty. */
	errorRate: number | null;
	correct: number;
	substitutions: number;
	deletions: number;
	insertions: number;
	/** Words or characters of the reference, and of the transcript. */
	referenceLength: number;
	length: number;
	/** Share of the words in both, 0 to 1, that both assign to the same speaker; `null` if one has no speakers. */
	speakerAgreement: number | null;
}

/** A transcript and its tokens. */
export interface Side {
	transcript: Transcript;
	tokens: readonly Token[];
}

/** A transcript side by side with a reference. */
export interface Comparison {
	reference: Side;
	other: Side;
	alignment: Alignment;
	scores: Scores;
}

/** The sides of a comparison, with the same unit and normalization. */
export async function sidesOf(
	transcripts: readonly Transcript[],
	{ ignore, unit }: CompareOptions,
): Promise<{ sides: Side[]; unit: Unit }> {
	const [first] = transcripts;
	const chosen = unit ?? (first ? usualUnit(first) : 'words');
	const sides: Side[] = [];
	for (const transcript of transcripts) {
		sides.push({ transcript, tokens: await tokensOf(transcript, ignore, chosen) });
	}
	return { sides, unit: chosen };
}

/** Aligns a transcript with a reference as NIST's sclite does, and counts. */
export async function compare(reference: Side, other: Side, unit: Unit): Promise<Comparison> {
	const alignment = await alignSides(reference, other);
	return { reference, other, alignment, scores: await scoresOf(reference, other, alignment, unit) };
}

/** The tokens of two sides in the same order. */
export async function alignSides(reference: Side, other: Side): Promise<Alignment> {
	const numbers = new TokenNumbers();
	const yielder = new EventLoopYielder();
	const sequence = async ({ tokens, transcript }: Side): Promise<Sequence> => ({
		ids: await numbers.of(tokens, yielder),
		times: await timesOf(tokens, transcript.words, yielder),
	});
	return await align(await sequence(reference), await sequence(other));
}

async function scoresOf(reference: Side, other: Side, alignment: Alignment, unit: Unit): Promise<Scores> {
	const yielder = new EventLoopYielder();
	let [correct, substitutions, deletions, insertions] = [0, 0, 0, 0];
	for (const [step, at] of alignment.reference.entries()) {
		if (step % 4096 === 0) await yielder.pause();
		const place = alignment.other[step] ?? -1;
		if (at < 0) insertions += 1;
		else if (place < 0) deletions += 1;
		else if (reference.tokens[at]?.key === other.tokens[place]?.key) correct += 1;
		else substitutions += 1;
	}
	const referenceLength = reference.tokens.length;
	const errors = substitutions + deletions + insertions;
	return {
		unit,
		errorRate: referenceLength === 0 ? null : rounded(errors / referenceLength),
		correct,
		substitutions,
		deletions,
		insertions,
		referenceLength,
		length: other.tokens.length,
		speakerAgreement: (await speakersOf(reference, other, alignment)).agreement,
	};
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * Which speaker of one transcript is which of the other: the pairs that share the most words, each speaker in one pair.
 * A channel counts as a speaker if the transcript has no speakers.
 */
export async function speakersOf(
	reference: Side,
	other: Side,
	alignment: Alignment,
): Promise<{ names: Map<string, string>; agreement: number | null }> {
	const yielder = new EventLoopYielder();
	const shared = new Map<string, { own: string; theirs: string; count: number }>();
	let total = 0;
	for (const [step, at] of alignment.reference.entries()) {
		if (step % 4096 === 0) await yielder.pause();
		const own = speakerAt(reference, at);
		const theirs = speakerAt(other, alignment.other[step] ?? -1);
		if (own === null || theirs === null) continue;
		total += 1;
		const key = JSON.stringify([own, theirs]);
		const pair = shared.get(key) ?? { own, theirs, count: 0 };
		pair.count += 1;
		shared.set(key, pair);
	}
	const names = new Map<string, string>();
	const taken = new Set<string>();
	let agreed = 0;
	for (const { own, theirs, count } of [...shared.values()].sort((a, b) => b.count - a.count)) {
		if (names.has(theirs) || taken.has(own)) continue;
		names.set(theirs, own);
		taken.add(own);
		agreed += count;
	}
	return { names, agreement: total === 0 ? null : rounded(agreed / total) };
}

function speakerAt({ transcript, tokens }: Side, at: number): string | null {
	const word = transcript.words[tokens[at]?.word ?? -1];
	return word?.speaker ?? word?.channel ?? null;
}
