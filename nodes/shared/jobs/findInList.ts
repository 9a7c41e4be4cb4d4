import type { Page } from '../fields/limit';

/** Jobs of the last minutes are on the first pages; more pages than these would cost more than they tell. */
const MOST_PAGES = 20;

/**
 * Looks through a list, newest first, for an entry that was made lately.
 * @returns `undefined` where there surely is none
 * @throws Error where the list does not end in time
 */
export async function findInList<T, Cursor>(
	first: Cursor,
	ask: (cursor: Cursor) => Promise<Page<T, Cursor>>,
	matches: (entry: T) => boolean,
	isOlder: (entry: T) => boolean,
): Promise<T | undefined> {
	let cursor: Cursor | undefined = first;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		if (cursor === undefined) return undefined;
		const { items, next }: Page<T, Cursor> = await ask(cursor);
		const found = items.find(matches);
		if (found !== undefined) return found;
		if (items.some(isOlder)) return undefined;
		cursor = next;
	}
	throw new Error('The list has too many new jobs to look through');
}
