/** How many jobs the vendor ends together, and how many in a second on average. */
export interface Pace {
	together: number;
	perSecond: number;
}

/** The jobs of a run. */
export interface Progress {
	/** Number of jobs that will be created. */
	total: number;
	created: number;
	ended: number;
}

/**
 * Returns a function that says after each period how many jobs end now. Jobs end together, or, once all are created, with
 * those that are left. Time in which there was nothing to end is not made up for.
 */
export function createPace({ together, perSecond }: Pace): (elapsedMs: number, jobs: Progress) => number {
	let allowed = 0;
	return (elapsedMs, { total, created, ended }) => {
		allowed = Math.min(allowed + (perSecond * elapsedMs) / 1000, Math.max(together, perSecond));
		const running = created - ended;
		const wanted = created >= total ? Math.min(together, running) : together;
		const count = Math.min(Math.floor(allowed), running);
		if (count === 0 || count < wanted) return 0;
		const now = together === 1 ? count : wanted;
		allowed -= now;
		return now;
	};
}
