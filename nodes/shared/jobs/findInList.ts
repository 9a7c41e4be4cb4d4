import type { Page } from '../fields/limit';

/** The jobs of the last minutes are on the first pages. */
const MAX_PAGES = 20;

/**
 * Searches a list, newest first, for an entry that was created recently.
 * @returns `undefined` if there certainly is none
 * @param isComplete whether the list must be searched as far as `isOlder` says. Default: true
 * @throws Error if more pages would have to be searched
 */
export async function findInList<T, Cursor>(
	first: Cursor,
	fetchPage: (cursor: Cursor) => Promise<Page<T, Cursor>>,
	matches: (entry: T) => boolean,
	isOlder: (entry: T) => boolean,
	isComplete = true,
): Promise<T | undefined> {
	let cursor: Cursor | undefined = first;
	for (let page = 0; cursor !== undefined; page += 1) {
		if (page >= MAX_PAGES) {
			if (!isComplete) return undefined;
			throw new Error('The list has too many new jobs to search');
		}
		const { items, next }: Page<T, Cursor> = await fetchPage(cursor);
		const found = items.find(matches);
		if (found !== undefined) return found;
		cursor = items.some(isOlder) ? undefined : next;
	}
	return undefined;
}
