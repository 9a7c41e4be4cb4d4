import type { EventLoopYielder } from '../core/eventLoop';
import type { Word } from '../transcript/model';
import { UNSPACED_SCRIPT } from '../transcript/words';
import { sortedOrder } from './mergeSort';

/** One speaker on one channel. A cue does not mix tracks. */
export interface Track {
	speaker: string | null;
	channel: string | null;
	/** Indexes in the transcript's words, in order of time, punctuation after its word. */
	words: number[];
}

/**
 * Splits the words into tracks and sorts each by time. Words that are written together (a word and its comma) stay
 * together.
 *
 * @param bySpeaker `false` splits by channel only
 */
export async function tracksOf(
	words: readonly Word[],
	bySpeaker: boolean,
	yielder: EventLoopYielder,
): Promise<Track[]> {
	const tracks: Track[] = [];
	const outOfOrder = new Set<Track>();
	const byChannel = new Map<string | null, Map<string | null, Track>>();
	let current: Track | undefined;
	for (let index = 0; index < words.length; index += 1) {
		if ((index & 4095) === 0 && yielder.due) await yielder.yield();
		const word = words[index];
		if (!word) continue;
		const speaker = bySpeaker ? word.speaker : null;
		if (current?.speaker !== speaker || current.channel !== word.channel) {
			const speakers = byChannel.get(word.channel) ?? new Map<string | null, Track>();
			byChannel.set(word.channel, speakers);
			current = speakers.get(speaker) ?? { speaker, channel: word.channel, words: [] };
			if (current.words.length === 0) tracks.push(current);
			speakers.set(speaker, current);
		}
		const last = words[current.words[current.words.length - 1] ?? -1];
		if (last && word.start < last.start) outOfOrder.add(current);
		current.words.push(index);
	}
	for (const track of outOfOrder) await sortTrack(track, words, yielder);
	return tracks;
}

async function sortTrack(track: Track, words: readonly Word[], yielder: EventLoopYielder): Promise<void> {
	const keys = new Int32Array(track.words.length);
	let key = 0;
	let previous: Word | undefined;
	for (let at = 0; at < track.words.length; at += 1) {
		if ((at & 4095) === 0 && yielder.due) await yielder.yield();
		const word = words[track.words[at] ?? 0];
		if (!word) continue;
		const attached =
			previous !== undefined && !word.spaceBefore && !(isSeparate(word) && isSeparate(previous));
		if (!attached) {
			key = Math.round(word.start * 1000);
		}
		keys[at] = key;
		previous = word;
	}
	const order = await sortedOrder(keys, yielder);
	track.words = Array.from(order, (position) => track.words[position] ?? 0);
}

/** In scripts without spaces, adjacent words are still separate words. */
const isSeparate = (word: Word): boolean => word.kind === 'word' && UNSPACED_SCRIPT.test(word.text);
