import type { Notes } from '../../core/speech/words';
import type { JobConfig } from '../request/config';
import type { Passage } from '../transcript/sentences';

const CHAPTER_SECONDS = 120;

/** Prepared for shipped recordings, else the first sentences. */
export function summarize(
	sentences: readonly Passage[],
	notes: Notes | null,
	config: NonNullable<JobConfig['summarization_config']>,
): { content: string } {
	const texts =
		notes === null
			? sentences.map((sentence) => sentence.text)
			: notes.summary.split(/(?<=[.?!。])\s*(?=\S)/u);
	const kept = texts.slice(0, config.summary_length === 'detailed' ? 8 : 3);
	return {
		content:
			config.summary_type === 'paragraphs' ? kept.join(' ') : kept.map((text) => `- ${text}`).join('\n'),
	};
}

/** A shipped recording is one chapter with prepared texts; other files have a chapter every two minutes. */
export function toChapters(
	sentences: readonly Passage[],
	notes: Notes | null,
): Array<{ title: string; summary: string; start_time: number; end_time: number }> {
	const groups = new Map<number, Passage[]>();
	for (const sentence of sentences) {
		const index = notes === null ? Math.floor(sentence.start / CHAPTER_SECONDS) : 0;
		groups.set(index, [...(groups.get(index) ?? []), sentence]);
	}
	return [...groups.values()].map((group) => ({
		title: notes?.gist ?? (group[0]?.text ?? '').split(' ').slice(0, 5).join(' '),
		summary:
			notes?.summary ??
			group
				.slice(0, 3)
				.map((sentence) => sentence.text)
				.join(' '),
		start_time: group[0]?.start ?? 0,
		end_time: group.at(-1)?.end ?? 0,
	}));
}
