import type { Word } from '../model';
import type { UnderstandingRequest } from '../request/params';

type Identification = NonNullable<UnderstandingRequest['speaker_identification']>;

/** Maps labels to names: the first speaker gets the first requested value, and so on; other labels are kept. */
export function speakerMapping(words: readonly Word[], task: Identification): Record<string, string> {
	const names =
		task.known_values ?? (task.speakers ?? []).flatMap((speaker) => speaker[task.speaker_type] ?? []);
	const labels = [...new Set(words.flatMap((word) => word.speaker ?? []))];
	return Object.fromEntries(labels.map((label, i) => [label, names[i] ?? label]));
}

export function renameSpeakers(words: readonly Word[], mapping: Record<string, string>): Word[] {
	return words.map((word) => ({
		...word,
		speaker: word.speaker === null ? null : (mapping[word.speaker] ?? word.speaker),
	}));
}
