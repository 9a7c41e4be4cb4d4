import type { Source } from '../model';

export interface EntityRow {
	entity_type: string;
	text: string;
	start: number;
	end: number;
}

/** Sequences of marked words in the order of speech; fillers and profanity are not entities. */
export function entityRows(sources: readonly Source[]): EntityRow[] {
	const rows: EntityRow[] = [];
	let run = -1;
	for (const { word, spoken } of sources) {
		const { mark } = spoken;
		if (mark === undefined || mark.kind === 'filler' || mark.kind === 'profanity') {
			run = -1;
			continue;
		}
		const last = rows.at(-1);
		if (last !== undefined && mark.run === run) {
			last.text = `${last.text} ${word.text}`;
			last.end = word.end;
		} else {
			rows.push({ entity_type: mark.kind, text: word.text, start: word.start, end: word.end });
		}
		run = mark.run;
	}
	return rows.map((row) => ({ ...row, text: row.text.replace(/[.,;:?!]+$/u, '') }));
}
