import type { Source } from '../model';
import { bare } from '../text/words';
import { entityRows } from './entities';

const MOST = 15;
const SHORTEST = 5;

export interface Highlight {
	count: number;
	rank: number;
	text: string;
	timestamps: Array<{ start: number; end: number }>;
}

/** Key phrases: names of people, organisations and places, and longer words that occur more than once. */
export function highlights(sources: readonly Source[]): { status: 'success'; results: Highlight[] } {
	const places = new Map<string, { text: string; timestamps: Array<{ start: number; end: number }> }>();
	const add = (text: string, start: number, end: number): void => {
		const key = bare(text);
		const known = places.get(key) ?? { text, timestamps: [] };
		known.timestamps.push({ start, end });
		places.set(key, known);
	};
	for (const row of entityRows(sources)) {
		if (['organization', 'person_name', 'location'].includes(row.entity_type))
			add(row.text, row.start, row.end);
	}
	const named = new Set(places.keys());
	for (const { word, spoken } of sources) {
		const plain = bare(word.text);
		if (plain.length >= SHORTEST && spoken.mark === undefined) add(plain, word.start, word.end);
	}
	const results = [...places.entries()]
		.filter(([key, place]) => named.has(key) || place.timestamps.length > 1)
		.sort(([, a], [, b]) => b.timestamps.length - a.timestamps.length || a.text.localeCompare(b.text))
		.slice(0, MOST)
		.map(([, { text, timestamps }], i) => ({
			count: timestamps.length,
			rank: Number((0.1 / (i + 1)).toFixed(2)),
			text,
			timestamps,
		}));
	return { status: 'success', results };
}
