import { languageTag } from '../../transcript/language';
import { englishLemmas } from './english';
import { frenchLemmas } from './french';
import { germanLemmas } from './german';
import { indonesianLemmas } from './indonesian';
import type { Lemmas } from './lemmas';
import { spanishLemmas } from './spanish';

/** English names of the languages that have rules, for texts in the editor. */
export const INFLECTED_LANGUAGES = 'English, French, German, Indonesian or Spanish';

const LANGUAGES: ReadonlyMap<string, Lemmas> = new Map([
	['de', germanLemmas],
	['en', englishLemmas],
	['es', spanishLemmas],
	['fr', frenchLemmas],
	['id', indonesianLemmas],
]);

/**
 * The rules of a language: from a word to the basic forms that it may belong to. Two words are forms of each other if they
 * have a basic form in common. `null` for a language without rules.
 */
export function inflectionsOf(language: string | null): Lemmas | null {
	return LANGUAGES.get(languageTag(language)?.split('-')[0] ?? '') ?? null;
}
