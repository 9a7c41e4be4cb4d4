import type { Word } from '../transcript/model';

/** Limits a search to some of the words. */
export interface SearchFilters {
	/** Labels as in the transcript, whatever their case; all speakers if empty. */
	speakers?: readonly string[];
	/** As `speakers`. */
	channels?: readonly string[];
	/** Seconds: hits start at this time or later. */
	from?: number;
	/** Seconds: hits start before this time. */
	to?: number;
	/** Hits whose lowest confidence of a word is below are left out; words without confidence are kept. */
	minConfidence?: number;
}

/** Whether a word is searched. The times are those of hits and are not checked here. */
export function wordFilter({
	speakers,
	channels,
}: Pick<Required<SearchFilters>, 'speakers' | 'channels'>): (word: Word) => boolean {
	const isSpeaker = labelFilter(speakers);
	const isChannel = labelFilter(channels);
	return ({ speaker, channel }) => isSpeaker(speaker) && isChannel(channel);
}

function labelFilter(labels: readonly string[]): (label: string | null) => boolean {
	const wanted = new Set(labels.map(keyOf));
	return (label) => wanted.size === 0 || (label !== null && wanted.has(keyOf(label)));
}

function keyOf(label: string): string {
	return label.trim().toLowerCase();
}

/** The lowest confidence of words; `null` if none has one. */
export function lowestConfidence(words: readonly Word[]): number | null {
	let lowest: number | null = null;
	for (const { kind, confidence } of words) {
		if (kind === 'punctuation' || confidence === null) continue;
		if (lowest === null || confidence < lowest) lowest = confidence;
	}
	return lowest;
}
