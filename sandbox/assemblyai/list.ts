import { z } from 'zod/v4';
import { statusOf } from './answer';
import type { Entry } from './model';

const DAYS = 90;
const IDS_ORDER = "'after_id' must be a newer transcript than 'before_id'";
const NOT_FOUND = 'Transcript lookup error, transcript id not found';

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const querySchema = z.object({
	limit: z.preprocess(
		blankIsUnset,
		z.coerce
			.number({ error: 'limit must be an Integer' })
			.int({ error: 'limit must be an Integer' })
			.min(1, { error: 'limit must be between 1 and 200' })
			.max(200, { error: 'limit must be between 1 and 200' })
			.default(10),
	),
	status: z.preprocess(
		blankIsUnset,
		z
			.enum(['queued', 'processing', 'completed', 'error'], {
				error: 'status must be one of: queued, processing, completed, error',
			})
			.optional(),
	),
	created_on: z.preprocess(
		blankIsUnset,
		z.iso.date({ error: 'created_on must be a date in the format YYYY-MM-DD' }).optional(),
	),
	before_id: z.preprocess(blankIsUnset, z.string().optional()),
	after_id: z.preprocess(blankIsUnset, z.string().optional()),
	throttled_only: z.preprocess(
		(value) => (typeof value === 'string' ? value.toLowerCase() : undefined),
		z.enum(['true', 'false'], { error: 'throttled_only must be a Boolean' }).optional(),
	),
});

export type ListQuery = z.output<typeof querySchema>;

export function readListQuery(query: unknown): { query: ListQuery } | { error: string } {
	const result = querySchema.safeParse(query);
	if (result.success) return { query: result.data };
	return { error: result.error.issues[0]?.message ?? 'Invalid query' };
}

/**
 * One page, newest first. `prev_url` is the page with older transcripts, `null` on the last page; `next_url` is the page
 * with newer transcripts, set on every page with rows. `entries` are oldest first.
 */
export function listPage(
	entries: readonly Entry[],
	query: ListQuery,
	options: { base: string; today: number },
): { error: string } | Record<string, unknown> {
	const find = (id: string | undefined): Entry | undefined => entries.find((entry) => entry.id === id);
	const before = find(query.before_id);
	const after = find(query.after_id);
	if (query.before_id !== undefined && before === undefined) return { error: NOT_FOUND };
	if (query.after_id !== undefined && after === undefined) return { error: NOT_FOUND };
	if (before !== undefined && after !== undefined && after.sequence <= before.sequence)
		return { error: IDS_ORDER };

	const oldest = options.today - DAYS * 86_400_000;
	const fitting = entries
		.filter((entry) => entry.job.createdAt >= oldest && fits(entry, query))
		.sort((a, b) => b.sequence - a.sequence);
	const within = fitting.filter(({ sequence }) => {
		// `after_id` is the newer one, so both limits together mean the transcripts between them.
		if (before !== undefined && after !== undefined) {
			return sequence > before.sequence && sequence < after.sequence;
		}
		return sequence < (before?.sequence ?? Infinity) && sequence > (after?.sequence ?? -1);
	});
	// The page next to `after_id` and not the newest of all, so that clients can page to newer transcripts.
	const rows = after === undefined ? within.slice(0, query.limit) : within.slice(-query.limit);
	const first = rows[0];
	const last = rows.at(-1);
	const older = last !== undefined && fitting.some((entry) => entry.sequence < last.sequence);
	const url = (extra: Record<string, string>): string => {
		const kept = Object.entries({ ...query, before_id: undefined, after_id: undefined, ...extra });
		const search = new URLSearchParams();
		for (const [key, value] of kept) if (value !== undefined) search.set(key, String(value));
		return `${options.base}?${search.toString()}`;
	};
	return {
		page_details: {
			limit: query.limit,
			result_count: rows.length,
			current_url: url({
				...(query.before_id === undefined ? {} : { before_id: query.before_id }),
				...(query.after_id === undefined ? {} : { after_id: query.after_id }),
			}),
			prev_url: older ? url({ before_id: last.id }) : null,
			next_url: first === undefined ? null : url({ after_id: first.id }),
		},
		transcripts: rows.map((entry) => toRow(entry, options.base)),
	};
}

function fits(entry: Entry, query: ListQuery): boolean {
	if (query.created_on !== undefined && !stamp(entry.job.createdAt).startsWith(query.created_on))
		return false;
	if (query.throttled_only === 'true') return entry.job.held;
	return query.status === undefined || statusOf(entry) === query.status;
}

function toRow(entry: Entry, base: string): Record<string, unknown> {
	const outcome = entry.job.outcome();
	const endedAt = entry.job.endedAt();
	const completed = outcome?.status === 'completed' && endedAt !== null ? stamp(endedAt) : null;
	return {
		id: entry.id,
		resource_url: `${base}/${entry.id}`,
		status: statusOf(entry),
		created: stamp(entry.job.createdAt),
		completed,
		audio_url: entry.deleted === null ? entry.audioUrl : 'http://deleted_by_user',
		error: entry.deleted === null && outcome?.status === 'error' ? outcome.error : null,
	};
}

/** UTC without a time zone, with six decimal places. */
function stamp(ms: number): string {
	return new Date(ms).toISOString().replace('Z', '000');
}
