import type { INodeProperties } from 'n8n-workflow';

import { readBoolean, readNumber, type ParameterSource } from './parameters';
import { showWhen } from './showWhen';

/** The fields "Return All" and "Limit". */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	showWhen(
		{ returnAll: [false] },
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
	),
];

/** Maximum number of results; `Infinity` for all. @throws NodeOperationError */
export function readLimit(source: ParameterSource): number {
	return readBoolean(source, 'returnAll', 'Return All')
		? Infinity
		: readNumber(source, 'limit', 'Limit', { min: 1, whole: true });
}

/** A page of results and the cursor of the next page, `undefined` on the last page. */
export interface Page<T, Cursor> {
	items: T[];
	next: Cursor | undefined;
}

/** Which results of a list are returned. */
export interface PageFilter<T> {
	/** Default: all. */
	isWanted?: ((item: T) => boolean) | undefined;
	/** Whether no result after this one can be wanted, so that no further page is requested. Default: never. */
	isLast?: ((item: T) => boolean) | undefined;
}

/**
 * Requests pages until there are enough results or no more pages. A result that appears on two pages, because the list
 * grew in between, is returned once.
 * @param request fetches a page; `missing` is the number of results still needed
 */
export async function collectPages<T, Cursor>(
	limit: number,
	first: Cursor,
	idOf: (item: T) => string,
	request: (cursor: Cursor, missing: number) => Promise<Page<T, Cursor>>,
	{ isWanted = () => true, isLast = () => false }: PageFilter<T> = {},
): Promise<T[]> {
	const seen = new Set<string>();
	const found = new Map<string, T>();
	let cursor: Cursor | undefined = first;
	while (cursor !== undefined && found.size < limit) {
		const before: number = seen.size;
		const page: Page<T, Cursor> = await request(cursor, limit - found.size);
		for (const item of page.items) {
			const id = idOf(item);
			if (!seen.has(id) && isWanted(item)) found.set(id, item);
			seen.add(id);
		}
		// A page without new results could repeat endlessly.
		cursor = seen.size > before && !page.items.some(isLast) ? page.next : undefined;
	}
	return [...found.values()].slice(0, limit === Infinity ? undefined : limit);
}
