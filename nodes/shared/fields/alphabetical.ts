/**
 * Fields or choices in the order of the alphabet, by what a person reads. The labels are English: they are compared
 * without `localeCompare`, whose first call loads the rules of all languages, 10 ms of n8n's start.
 */
export function alphabetical<T extends { name: string; displayName?: string }>(entries: readonly T[]): T[] {
	const labelled = entries.map((entry) => ({
		entry,
		label: (entry.displayName ?? entry.name).toLowerCase(),
	}));
	return labelled
		.sort((a, b) => (a.label < b.label ? -1 : Number(a.label > b.label)))
		.map(({ entry }) => entry);
}
