import type { SpokenWord } from '../../core/speech/words';
import type { AlignedToken } from '../model';

/** With more comparisons than this, the words are aligned proportionally. */
const MOST_CELLS = 4_000_000;

/**
 * Adds the times of the spoken words to the words of a text. A word is a sequence without white space; `<…>` and
 * `<!-- … -->` are kept without times. The concatenated tokens are the text.
 */
export function alignText(
	text: string,
	spoken: readonly SpokenWord[],
	/** Milliseconds. */
	durationMs: number,
): AlignedToken[] {
	const pieces = [...text.matchAll(/<!--[\s\S]*?-->|<[^>]*>|\s+|[^\s<]+|</gu)].map(([piece]) => piece);
	const words = pieces.filter(isWord);
	const times = fillGaps(match(words, spoken), words.length, durationMs);
	let next = 0;
	return pieces.map((piece) => {
		const time = isWord(piece) ? times[next++] : undefined;
		return time === undefined
			? { text: piece, start: null, end: null }
			: { text: piece, start: time.start / 1000, end: time.end / 1000 };
	});
}

interface Span {
	readonly start: number;
	readonly end: number;
}

function isWord(piece: string): boolean {
	return !/^\s/u.test(piece) && !/^<.*>$/su.test(piece);
}

function plain(word: string): string {
	return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The spans of the spoken words, found with a longest common subsequence; `null` for the other words. */
function match(words: readonly string[], spoken: readonly SpokenWord[]): Array<Span | null> {
	const a = words.map(plain);
	const b = spoken.map((word) => plain(word.text));
	if (a.length * b.length > MOST_CELLS) {
		return a.map((_, i) => spoken[Math.floor((i * b.length) / a.length)] ?? null);
	}
	const width = b.length + 1;
	const best = new Uint32Array((a.length + 1) * width);
	const at = (i: number, j: number): number => best[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const spans: Array<Span | null> = [];
	let j = 0;
	for (let i = 0; i < a.length; i++) {
		while (j < b.length && a[i] !== b[j] && at(i, j + 1) >= at(i + 1, j)) j += 1;
		if (j < b.length && a[i] === b[j]) {
			spans.push(spoken[j] ?? null);
			j += 1;
		} else {
			spans.push(null);
		}
	}
	return spans;
}

/** Distributes words without a time evenly between their neighbours. */
function fillGaps(spans: ReadonlyArray<Span | null>, count: number, durationMs: number): Span[] {
	const filled: Span[] = [];
	let i = 0;
	while (i < count) {
		const span = spans[i] ?? null;
		if (span !== null) {
			filled.push({ start: span.start, end: span.end });
			i += 1;
			continue;
		}
		let to = i;
		while (to < count && (spans[to] ?? null) === null) to += 1;
		const start = filled.at(-1)?.end ?? 0;
		const step = Math.max(0, (spans[to]?.start ?? durationMs) - start) / (to - i);
		for (let k = 0; k < to - i; k++) filled.push({ start: start + step * k, end: start + step * (k + 1) });
		i = to;
	}
	return filled;
}
