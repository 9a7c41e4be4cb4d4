import { EventLoopYielder } from '../core/eventLoop';
import type { Comparison, Side } from './compare';

/** A passage in which a transcript differs from the reference. */
export interface Difference {
	type: 'substitution' | 'deletion' | 'insertion';
	/** What the reference has; empty for an insertion. */
	expected: string;
	/** What the transcript has; empty for a deletion. */
	text: string;
	/** Seconds, of the transcript or, for a deletion, of the word before it. */
	start: number;
	end: number;
	speaker: string | null;
	/** Up to five words of the transcript before and after. */
	before: string;
	after: string;
}

/** Consecutive tokens that are the same in both, or that differ. */
export interface Passage {
	isSame: boolean;
	/** Tokens of the reference, the end excluded. */
	reference: { from: number; to: number };
	/** Tokens of the transcript, the end excluded. */
	other: { from: number; to: number };
}

const CONTEXT = 5;

/** The alignment as passages, in order. */
export async function passagesOf({ reference, other, alignment }: Comparison): Promise<Passage[]> {
	const yielder = new EventLoopYielder();
	const passages: Passage[] = [];
	let [at, place] = [0, 0];
	for (const [step, index] of alignment.reference.entries()) {
		if (step % 4096 === 0) await yielder.pause();
		const otherIndex = alignment.other[step] ?? -1;
		const isSame =
			index >= 0 && otherIndex >= 0 && reference.tokens[index]?.key === other.tokens[otherIndex]?.key;
		let passage = passages.at(-1);
		if (passage?.isSame !== isSame) {
			passage = { isSame, reference: { from: at, to: at }, other: { from: place, to: place } };
			passages.push(passage);
		}
		if (index >= 0) at = passage.reference.to = index + 1;
		if (otherIndex >= 0) place = passage.other.to = otherIndex + 1;
	}
	return passages;
}

/** Everything in which the transcript differs from the reference. */
export async function differencesOf(comparison: Comparison): Promise<Difference[]> {
	const { reference, other } = comparison;
	const yielder = new EventLoopYielder();
	const differences: Difference[] = [];
	for (const passage of await passagesOf(comparison)) {
		if (passage.isSame) continue;
		await yielder.pause();
		const expected = textOf(reference, passage.reference);
		const text = textOf(other, passage.other);
		const { from, to } = passage.other;
		const first = wordAt(other, from < to ? from : from - 1);
		const last = wordAt(other, to - 1);
		differences.push({
			type: text === '' ? 'deletion' : expected === '' ? 'insertion' : 'substitution',
			expected,
			text,
			start: (from < to ? first?.start : first?.end) ?? 0,
			end: last?.end ?? first?.end ?? 0,
			speaker: first?.speaker ?? null,
			before: textOf(other, { from: Math.max(0, from - CONTEXT), to: from }),
			after: textOf(other, { from: to, to: to + CONTEXT }),
		});
	}
	return differences;
}

/** The words of tokens, as the transcript writes them. */
export function textOf({ tokens, transcript }: Side, { from, to }: { from: number; to: number }): string {
	const parts: string[] = [];
	let last = -1;
	for (const token of tokens.slice(from, to)) {
		const isPart = token.word === last;
		const spaced = !isPart && (transcript.words[token.word]?.spaceBefore ?? true);
		if (parts.length > 0 && (spaced || (isPart && token.key.length > 1))) parts.push(' ');
		parts.push(token.text);
		last = token.word;
	}
	return parts.join('');
}

function wordAt({ tokens, transcript }: Side, at: number) {
	return transcript.words[tokens[at]?.word ?? -1];
}

/** Tokens in a line of text, so that a passage without differences does not become one long line. */
const LINE = 20;

/**
 * The transcript with its differences marked: `[-what the reference has-]` and `{+what the transcript has+}`, as wdiff
 * writes them.
 */
export async function renderDifferences(comparison: Comparison): Promise<string> {
	const yielder = new EventLoopYielder();
	const lines: string[] = [];
	let line: string[] = [];
	let length = 0;
	for (const { isSame, reference, other } of await passagesOf(comparison)) {
		await yielder.pause();
		if (isSame) {
			for (let from = other.from; from < other.to;) {
				const to = Math.min(other.to, from + LINE - (length % LINE));
				line.push(textOf(comparison.other, { from, to }));
				length += to - from;
				from = to;
				if (length % LINE === 0) flush();
			}
			continue;
		}
		const [expected, text] = [textOf(comparison.reference, reference), textOf(comparison.other, other)];
		if (expected !== '') line.push(`[-${expected}-]`);
		if (text !== '') line.push(`{+${text}+}`);
	}
	flush();
	return lines.join('\n');

	function flush(): void {
		if (line.length > 0) lines.push(line.join(' '));
		line = [];
	}
}
