import type { Word } from '../transcript/model';
import { sortedOrder } from './order';
import type { Breather } from '../items/slices';
import { WITHOUT_BLANKS } from '../transcript/words';

/** One speaker on one channel: what a cue may not mix. */
export interface Lane {
	speaker: string | null;
	channel: string | null;
	/** Indexes into the transcript's words, in order of time, punctuation behind the word it belongs to. */
	words: number[];
}

/**
 * Parts the words into lanes and brings each into order of time. Words the vendor gives out of order move;
 * what is written together (a word and its comma) moves together.
 *
 * @param bySpeaker `false` parts by channel only
 */
export async function lanesOf(
	words: readonly Word[],
	bySpeaker: boolean,
	breather: Breather,
): Promise<Lane[]> {
	const lanes: Lane[] = [];
	const outOfOrder = new Set<Lane>();
	const byChannel = new Map<string | null, Map<string | null, Lane>>();
	let current: Lane | undefined;
	for (let index = 0; index < words.length; index += 1) {
		if ((index & 4095) === 0 && breather.due) await breather.yield();
		const word = words[index];
		if (!word) continue;
		const speaker = bySpeaker ? word.speaker : null;
		if (current?.speaker !== speaker || current.channel !== word.channel) {
			const speakers = byChannel.get(word.channel) ?? new Map<string | null, Lane>();
			byChannel.set(word.channel, speakers);
			current = speakers.get(speaker) ?? { speaker, channel: word.channel, words: [] };
			if (current.words.length === 0) lanes.push(current);
			speakers.set(speaker, current);
		}
		const last = words[current.words[current.words.length - 1] ?? -1];
		if (last && word.start < last.start) outOfOrder.add(current);
		current.words.push(index);
	}
	for (const lane of outOfOrder) await sortLane(lane, words, breather);
	return lanes;
}

async function sortLane(lane: Lane, words: readonly Word[], breather: Breather): Promise<void> {
	const keys = new Int32Array(lane.words.length);
	let key = 0;
	let previous: Word | undefined;
	for (let at = 0; at < lane.words.length; at += 1) {
		if ((at & 4095) === 0 && breather.due) await breather.yield();
		const word = words[lane.words[at] ?? 0];
		if (!word) continue;
		const attached =
			previous !== undefined && !word.spaceBefore && !(standsAlone(word) && standsAlone(previous));
		if (!attached) {
			key = Math.round(word.start * 1000);
		}
		keys[at] = key;
		previous = word;
	}
	const order = await sortedOrder(keys, breather);
	lane.words = Array.from(order, (position) => lane.words[position] ?? 0);
}

/** Words of scripts without blanks touch each other and are words all the same. */
const standsAlone = (word: Word): boolean => word.kind === 'word' && WITHOUT_BLANKS.test(word.text);
