import { wordDelimiter } from '../languages';
import type { Result } from '../model';

/** Consecutive results of one speaker on one channel; times in seconds. */
export interface Passage {
	readonly results: readonly Result[];
	readonly speaker: string | null;
	readonly channel: string | null;
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

function speakerOf(result: Result | undefined): string | null {
	return result?.alternatives[0]?.speaker ?? null;
}

/** Passages end at a punctuation mark that ends a sentence, and where the speaker or the channel changes. */
export function toSentences(results: readonly Result[]): Passage[] {
	return split(results, (result) => result.is_eos === true);
}

/** Passages end where the speaker or the channel changes. */
export function toTurns(results: readonly Result[]): Passage[] {
	return split(results, () => false);
}

/** The text of results: words with the delimiter of the language, and punctuation attached as it specifies. */
function joinResults(results: readonly Result[]): string {
	let text = '';
	let glued = true;
	for (const result of results) {
		const [best] = result.alternatives;
		if (best === undefined) continue;
		const attaches = result.attaches_to ?? 'none';
		const before =
			glued || attaches === 'previous' || attaches === 'both' ? '' : wordDelimiter(best.language);
		text += before + best.content;
		glued = attaches === 'next' || attaches === 'both';
	}
	return text;
}

function split(results: readonly Result[], ends: (result: Result) => boolean): Passage[] {
	const passages: Passage[] = [];
	let from = 0;
	results.forEach((result, i) => {
		const next = results[i + 1];
		// Other punctuation may follow the mark that ends the sentence.
		const attached = next?.attaches_to === 'previous' || next?.attaches_to === 'both';
		const over =
			next === undefined ||
			(ends(result) && !attached) ||
			speakerOf(next) !== speakerOf(result) ||
			next.channel !== result.channel;
		if (!over) return;
		const part = results.slice(from, i + 1);
		passages.push({
			results: part,
			speaker: speakerOf(result),
			channel: result.channel ?? null,
			text: joinResults(part),
			start: part[0]?.start_time ?? 0,
			end: result.end_time,
		});
		from = i + 1;
	});
	return passages;
}
