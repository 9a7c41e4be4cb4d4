/**
 * The names under which Botlhale AI may know a recording, the given one first. Its documents name recordings with and
 * without the organisation in front, and with and without `.wav` at the end, which all recordings get.
 */
export function fileNamesOf(given: string, organisation: string): string[] {
	const { name, forms } = namesIn(given, organisation);
	return [...new Set([name, ...forms])];
}

/** The same names with the form of most job IDs first, for a name that may be shortened. */
export function jobIdsOf(given: string, organisation: string): string[] {
	const { name, forms } = namesIn(given, organisation);
	return [...new Set([...forms.slice(0, 1), name, ...forms])];
}

function namesIn(given: string, organisation: string): { name: string; forms: string[] } {
	const name = given.trim().replace(/^\/+/, '');
	const file = fileOf(name);
	const bare = withoutExtension(file);
	const files = file === bare && hasExtension(file) ? [file] : [`${bare}.wav`, bare];
	return { name, forms: files.flatMap((each) => [`${organisation}/${each}`, each]) };
}

/** A name without organisation, folders and `.wav`: the same for all names of a recording. */
export function bareName(name: string): string {
	return withoutExtension(fileOf(name));
}

function fileOf(name: string): string {
	return name.split('/').at(-1) ?? '';
}

function withoutExtension(file: string): string {
	return file.replace(/\.wav$/i, '');
}

function hasExtension(file: string): boolean {
	return /\.[a-z0-9]{2,4}$/i.test(file);
}
