import { languageTag } from './language';
import type { Insights, Transcript } from './model';

/** A translated sentence or utterance; times are seconds in the recording. */
export type TranslatedRow = NonNullable<Insights['translations']>[string]['segments'][number];

type Translated = Pick<Transcript, 'insights' | 'segments'>;

/** The languages into which the vendor translated the transcript, as the vendor writes them. */
export function translationLanguages({ insights, segments }: Translated): string[] {
	const languages = new Set(Object.keys(insights.translations ?? {}));
	for (const { translations } of segments) {
		if (translations) for (const language of Object.keys(translations)) languages.add(language);
	}
	return [...languages];
}

/**
 * The language of the list that the user means: the same code in any case, with hyphen or underscore, or the only one
 * with the same primary language (`pt` for `pt-BR`). `undefined` if there is none.
 */
export function matchLanguage(wanted: string, languages: readonly string[]): string | undefined {
	const plain = (code: string) => code.trim().toLowerCase().replaceAll('_', '-');
	const exact = languages.find((each) => plain(each) === plain(wanted));
	if (exact !== undefined) return exact;
	const primary = (code: string) => (languageTag(code) ?? plain(code)).split('-')[0];
	const related = languages.filter((each) => primary(each) === primary(wanted));
	return related.length === 1 ? related[0] : undefined;
}

/** The translated sentences or utterances in order of time; none if the vendor translated only the whole text. */
export function translatedRows({ insights, segments }: Translated, language: string): TranslatedRow[] {
	const own = insights.translations?.[language]?.segments ?? [];
	const rows =
		own.length > 0
			? own
			: segments.flatMap(({ translations, start, end, speaker, channel }) => {
					const text = translations?.[language];
					return text === undefined ? [] : [{ start, end, speaker, channel, text }];
				});
	return rows.filter(({ text }) => text.trim() !== '').toSorted((a, b) => a.start - b.start);
}
