import type { Settings } from './settings';
import type { Finished } from './store';
import { DAY_MS, dayOf } from './time';

/** The usage of an account from day `since` to day `until` (inclusive), without today. */
export function usageOf(
	finished: readonly Finished[],
	query: { since?: string | undefined; until?: string | undefined },
	settings: Settings,
): Record<string, unknown> {
	const today = Date.now() + settings.daysLater * DAY_MS;
	const yesterday = dayOf(today - DAY_MS);
	const until = query.until === undefined || query.until > yesterday ? yesterday : query.until;
	const finishedOn = ({ at }: Finished) => dayOf(at - settings.usageDaysEarlier * DAY_MS);
	const [first = until] = finished.map(finishedOn).sort();
	const since = query.since ?? (first > until ? until : first);
	const counted = finished.filter((job) => finishedOn(job) >= since && finishedOn(job) <= until);
	return {
		since: `${since}T00:00:00Z`,
		until: `${until}T23:59:59Z`,
		summary: rows(counted, ({ type }) => ({ type })),
		details: rows(counted, ({ type, language, model }) => ({
			type,
			language,
			...(model === null ? {} : { [settings.usageKey]: model }),
		})),
	};
}

/** One row for all jobs with the same labels. */
function rows(
	finished: readonly Finished[],
	labels: (job: Finished) => Record<string, string>,
): Array<Record<string, unknown>> {
	const groups = new Map<string, Finished[]>();
	for (const job of finished) {
		const key = JSON.stringify(labels(job));
		groups.set(key, [...(groups.get(key) ?? []), job]);
	}
	return [...groups.values()].flatMap((jobs) => {
		const [job] = jobs;
		if (job === undefined) return [];
		const hours = jobs.reduce((sum, { hours }) => sum + hours, 0);
		return [{ mode: 'batch', ...labels(job), count: jobs.length, duration_hrs: Number(hours.toFixed(2)) }];
	});
}
