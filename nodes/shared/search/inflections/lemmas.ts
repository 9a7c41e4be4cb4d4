/** The basic forms, or stems, that a word in lower case may be a form of; the word itself is one. */
export type Lemmas = (word: string) => ReadonlySet<string>;

/** An ending, and what may stand in its place in the basic form. */
export type Ending = readonly [ending: string, ...bases: string[]];

/** From `basic form: form form; …` to a lookup of a form's basic forms. The table is read at the first lookup. */
export function irregularForms(table: string): (form: string) => readonly string[] {
	let bases: Map<string, string[]> | undefined;
	return (form) => (bases ??= basesByForm(table)).get(form) ?? [];
}

function basesByForm(table: string): Map<string, string[]> {
	const forms = new Map<string, string[]>();
	for (const entry of table.split(';')) {
		const [base = '', list = ''] = entry.split(':').map((part) => part.trim());
		for (const form of list.split(/\s+/u)) forms.set(form, [...(forms.get(form) ?? []), base]);
	}
	return forms;
}

/** The endings of a table `bases: ending ending; …`, where `-` is the empty base. */
export function endingsOf(table: string): Ending[] {
	return table.split(';').flatMap((entry) => {
		const [bases = '', endings = ''] = entry.split(':');
		const list = words(bases).map((base) => (base === '-' ? '' : base));
		return words(endings).map((ending): Ending => [ending, ...list]);
	});
}

/**
 * Replaces each ending that a word has.
 * @param shortest fewest letters before the ending
 */
export function* replaceEndings(
	word: string,
	endings: readonly Ending[],
	shortest: number,
): Generator<string> {
	for (const [ending, ...bases] of endings) {
		if (!word.endsWith(ending) || word.length - ending.length < shortest) continue;
		for (const base of bases) yield word.slice(0, word.length - ending.length) + base;
	}
}

/** The words of a text in lower case, without accents: people leave them out, and forms of a word differ in them. */
export function withoutAccents(word: string): string {
	return word.normalize('NFD').replace(/\p{M}/gu, '');
}

export function words(text: string): string[] {
	return text.trim().split(/\s+/u);
}
