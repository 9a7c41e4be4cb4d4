import { joinWords, meanConfidence } from '../../core/speech/words';
import type { Utterance, Word } from '../model';

/** Turns: consecutive words of one speaker on one channel. */
export function toUtterances(words: readonly Word[]): Utterance[] {
	const runs: Word[][] = [];
	for (const word of words) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run !== undefined && last?.speaker === word.speaker && last.channel === word.channel) run.push(word);
		else runs.push([word]);
	}
	return runs.flatMap((run) => {
		const first = run[0];
		const last = run.at(-1);
		if (first === undefined || last === undefined) return [];
		const utterance: Utterance = {
			speaker: first.speaker ?? first.channel ?? 'A',
			text: joinWords(run),
			confidence: meanConfidence(run),
			start: first.start,
			end: last.end,
			words: run,
		};
		return [first.channel === undefined ? utterance : { ...utterance, channel: first.channel }];
	});
}
