import type { Word } from '../../transcript/model';
import { joinWords } from '../../transcript/words';
import type { Cue } from '../cue';

/** A word stays until the next one if the pause is shorter, in seconds. */
const LONGEST_PAUSE = 0.5;

/** A cue for each word, as vertical videos show them; punctuation stays with its word. */
export function oneWordCues(cues: readonly Cue[], spoken: readonly Word[]): Cue[] {
	const single: Cue[] = [];
	let shown = -1;
	for (const cue of cues) {
		// The label of a sound has no words.
		if (cue.words.length === 0) single.push(cue);
		let row: number[] = [];
		const flush = () => {
			const words = row.flatMap((index) => spoken[index] ?? []);
			const [first] = words;
			if (first) {
				const { start, end } = first;
				single.push({ ...cue, index: 0, start, end, lines: [joinWords(words)], voices: [], words: row });
			}
			row = [];
		};
		// A word that is split over several cues is shown once.
		for (const index of cue.words.filter((each) => each > shown)) {
			if (spoken[index]?.kind === 'word') flush();
			row.push(index);
			shown = Math.max(shown, index);
		}
		flush();
	}
	const ordered = single.sort((a, b) => a.start - b.start);
	return ordered.map((cue, index) => {
		const next = ordered[index + 1]?.start ?? Infinity;
		const end = next - cue.end < LONGEST_PAUSE ? next : cue.end;
		return { ...cue, index: index + 1, end: Math.max(cue.start + 0.001, end) };
	});
}
