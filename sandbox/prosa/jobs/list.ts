import { z } from 'zod/v4';
import type { Settings } from '../settings';
import { dateRange, queryBoolean, withinDays } from '../validate';
import { textOf, toOverview } from './answer';
import type { Entry } from './model';

const wholeNumber = z
	.string()
	.regex(/^\d+$/, { error: 'value is not a valid integer' })
	.transform(Number)
	.pipe(z.int().min(1, { error: 'ensure this value is greater than or equal to 1' }));

const filterShape = { ...dateRange, query_text: z.string().optional() };

export const countQuery = z.object(filterShape);
export const listQuery = z.object({
	...filterShape,
	page: wholeNumber.default(1),
	per_page: wholeNumber.default(10),
	sort_by: z.enum(['time', 'label'], { error: 'value is not a valid enumeration member' }).default('time'),
	sort_ascend: queryBoolean.default(false),
});

/** The matching jobs; `query_text` is searched in the text of the result, ignoring case. */
export function filtered(entries: readonly Entry[], query: z.output<typeof countQuery>): Entry[] {
	const text = query.query_text?.trim().toLowerCase() ?? '';
	return entries.filter(
		(entry) =>
			withinDays(entry.job.createdAt, query) && (text === '' || textOf(entry).toLowerCase().includes(text)),
	);
}

/** One page of `GET /stt`; `length` counts the jobs of all pages. */
export function listPage(
	entries: readonly Entry[],
	query: z.output<typeof listQuery>,
	settings: Settings,
): Record<string, unknown> {
	const perPage = Math.min(query.per_page, settings.maxPerPage ?? query.per_page);
	const direction = query.sort_ascend ? 1 : -1;
	const label = (entry: Entry): string => entry.request.label ?? '';
	const compare =
		query.sort_by === 'label'
			? (a: Entry, b: Entry) => label(a).localeCompare(label(b)) || a.sequence - b.sequence
			: (a: Entry, b: Entry) => a.sequence - b.sequence;
	const fitting = filtered(entries, query).sort((a, b) => direction * compare(a, b));
	const from = (query.page - 1) * perPage;
	return {
		pagination: {
			page: query.page,
			per_page: perPage,
			page_count: fitting.length === 0 ? settings.emptyPageCount : Math.ceil(fitting.length / perPage),
		},
		length: fitting.length,
		data: fitting.slice(from, from + perPage).map((entry) => toOverview(entry, settings)),
	};
}
