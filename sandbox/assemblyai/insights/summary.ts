import { joinWords, type Notes } from '../../core/speech/words';
import type { Word } from '../model';
import type { Params } from '../request/params';
import { wordSentences } from '../text/sentences';

const CHAPTER_MS = 120_000;

export interface Chapter {
	summary: string;
	gist: string;
	headline: string;
	start: number;
	end: number;
}

/** A shipped recording is one chapter with prepared texts; other files have a chapter every two minutes. */
export function chapters(words: readonly Word[], notes: Notes | null): Chapter[] {
	const first = words[0];
	const last = words.at(-1);
	if (first === undefined || last === undefined) return [];
	if (notes !== null) {
		const { summary, gist, headline } = notes;
		return [{ summary, gist, headline, start: first.start, end: last.end }];
	}
	const groups = new Map<number, Word[]>();
	for (const sentence of wordSentences(words)) {
		const index = Math.floor((sentence[0]?.start ?? 0) / CHAPTER_MS);
		groups.set(index, [...(groups.get(index) ?? []), ...sentence]);
	}
	return [...groups.values()].map((group) => {
		const sentences = wordSentences(group).map(joinWords);
		return {
			summary: sentences.slice(0, 3).join(' '),
			gist: shorten(sentences[0] ?? ''),
			headline: sentences[0] ?? '',
			start: group[0]?.start ?? 0,
			end: group.at(-1)?.end ?? 0,
		};
	});
}

/** The summary in the requested form: prepared for shipped recordings, otherwise the first sentences. */
export function summaryText(
	words: readonly Word[],
	notes: Notes | null,
	type: NonNullable<Params['summary_type']>,
): string {
	const sentences =
		notes === null ? wordSentences(words).map(joinWords) : notes.summary.split(/(?<=[.?!])\s+/u);
	switch (type) {
		case 'gist':
			return notes?.gist ?? shorten(sentences[0] ?? '');
		case 'headline':
			return notes?.headline ?? sentences[0] ?? '';
		case 'paragraph':
			return sentences.slice(0, 4).join(' ');
		case 'bullets':
			return bullets(sentences.slice(0, 4));
		case 'bullets_verbose':
			return bullets(sentences.slice(0, 8));
	}
}

function bullets(sentences: readonly string[]): string {
	return sentences.map((sentence) => `- ${sentence}`).join('\n');
}

function shorten(sentence: string): string {
	return sentence
		.split(' ')
		.slice(0, 5)
		.join(' ')
		.replace(/[.,;:?!]+$/u, '');
}
