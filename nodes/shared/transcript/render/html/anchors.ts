import { partitionPoint } from '../../../core/partitionPoint';
import { shortClock } from '../clock';
import { html, type Markup } from './markup';

/** The link targets of a page: one for each paragraph, named by its start in seconds, e.g. `t=65.3`. */
export class Anchors {
	private readonly taken = new Map<string, number>();
	private readonly places: Array<{ start: number; id: string }> = [];
	private isSorted = false;

	/** @param duration of the recording in seconds; determines whether times show hours */
	constructor(readonly duration: number) {}

	/** ID of a new target; targets at the same time have different IDs. */
	add(start: number): string {
		const base = `t=${Math.round(start * 1000) / 1000}`;
		const count = (this.taken.get(base) ?? 0) + 1;
		this.taken.set(base, count);
		const id = count === 1 ? base : `${base}-${count}`;
		this.isSorted = false;
		this.places.push({ start, id });
		return id;
	}

	/** ID of the target for a time: the last one that starts before it. */
	near(time: number): string | undefined {
		if (!this.isSorted) {
			this.places.sort((a, b) => a.start - b.start);
			this.isSorted = true;
		}
		const after = partitionPoint(
			this.places.length,
			(index) => (this.places[index]?.start ?? 0) <= time + 0.0005,
		);
		return this.places[Math.max(0, after - 1)]?.id;
	}

	/** A time as a link to its target. */
	link(time: number, shown: string | Markup = shortClock(time, this.duration)): Markup {
		const id = this.near(time);
		return id === undefined
			? html`<span class="time">${shown}</span>`
			: html`<a class="time" href="#${id}">${shown}</a>`;
	}
}
