import type { INodeProperties } from 'n8n-workflow';

import { readBoolean, readNumber, type ParameterSource } from './parameters';
import { showWhen } from './showWhen';

/** «Return All» and «Limit». */
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

/** How many results are wanted; `Infinity` for all. */
export function readLimit(source: ParameterSource): number {
	return readBoolean(source, 'returnAll', 'Return All')
		? Infinity
		: readNumber(source, 'limit', 'Limit', { min: 1 });
}

/** A page of results and how to ask for the next. */
export interface Page<T, Cursor> {
	items: T[];
	next: Cursor | undefined;
}

/**
 * Asks page after page until there are enough or no more. An entry that comes twice, because the list grew
 * while it was read, is given once.
 */
export async function collectPages<T, Cursor>(
	limit: number,
	first: Cursor,
	idOf: (item: T) => string,
	ask: (cursor: Cursor, missing: number) => Promise<Page<T, Cursor>>,
	isWanted: (item: T) => boolean = () => true,
): Promise<T[]> {
	const seen = new Set<string>();
	const found = new Map<string, T>();
	let cursor: Cursor | undefined = first;
	while (cursor !== undefined && found.size < limit) {
		const before: number = seen.size;
		const page: Page<T, Cursor> = await ask(cursor, limit - found.size);
		for (const item of page.items) {
			const id = idOf(item);
			if (!seen.has(id) && isWanted(item)) found.set(id, item);
			seen.add(id);
		}
		// A page without anything new would be asked for ever.
		cursor = seen.size > before ? page.next : undefined;
	}
	return [...found.values()].slice(0, limit === Infinity ? undefined : limit);
}
