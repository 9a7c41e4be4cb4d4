import type { Piece, Result } from '../api/schemas';

type Row = Record<string, unknown>;

/** Collects members of the results that a Word has no place for. */
export class UnmappedResults {
	private readonly spokenForms: Row[] = [];

	private readonly alternatives: Row[] = [];

	private readonly volumes: Row[] = [];

	private readonly unknown: Row[] = [];

	/** Adds one result; `used` says whether it became a word. */
	note(result: Result, used: boolean): void {
		const at = { start: result.start_time, end: result.end_time };
		if (!used) this.unknown.push(result);
		const [best, ...others] = result.alternatives ?? [];
		if (others.length > 0) {
			this.alternatives.push({ ...at, text: best?.content, alternatives: others });
		}
		if (typeof result.volume === 'number') this.volumes.push({ ...at, volume: result.volume });
		if (result.spoken_form && result.spoken_form.length > 0) {
			this.spokenForms.push({
				...at,
				entity: result.entity_class ?? 'entity',
				written: best?.content ?? result.written_form?.map(contentOf).join(' '),
				spoken: result.spoken_form.map(contentOf).join(' '),
			});
		}
	}

	/** The collected members by name; empty lists are left out. */
	toJson(): Record<string, unknown> {
		const lists = {
			spoken_forms: this.spokenForms,
			alternatives: this.alternatives,
			volumes: this.volumes,
			unknown_results: this.unknown,
		};
		return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
	}
}

function contentOf(piece: Piece): string {
	return piece.alternatives?.[0]?.content ?? '';
}
