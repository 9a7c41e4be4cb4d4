import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../shared/fields/alphabetical';

/** Language packs, by name. Source: docs page "Languages and models". */
export const PACKS: INodePropertyOptions[] = [
	{ name: 'Arabic', value: 'ar' },
	{ name: 'Arabic & English Bilingual', value: 'ar_en' },
	{ name: 'Bashkir', value: 'ba' },
	{ name: 'Basque', value: 'eu' },
	{ name: 'Belarusian', value: 'be' },
	{ name: 'Bengali', value: 'bn' },
	{ name: 'Bulgarian', value: 'bg' },
	{ name: 'Cantonese', value: 'yue' },
	{ name: 'Catalan', value: 'ca' },
	{ name: 'Croatian', value: 'hr' },
	{ name: 'Czech', value: 'cs' },
	{ name: 'Danish', value: 'da' },
	{ name: 'Dutch', value: 'nl' },
	{ name: 'English', value: 'en' },
	{ name: 'Esperanto', value: 'eo' },
	{ name: 'Estonian', value: 'et' },
	{ name: 'Finnish', value: 'fi' },
	{ name: 'French', value: 'fr' },
	{ name: 'Galician', value: 'gl' },
	{ name: 'German', value: 'de' },
	{ name: 'Greek', value: 'el' },
	{ name: 'Hebrew', value: 'he' },
	{ name: 'Hindi', value: 'hi' },
	{ name: 'Hungarian', value: 'hu' },
	{ name: 'Indonesian', value: 'id' },
	{ name: 'Interlingua', value: 'ia' },
	{ name: 'Irish', value: 'ga' },
	{ name: 'Italian', value: 'it' },
	{ name: 'Japanese', value: 'ja' },
	{ name: 'Korean', value: 'ko' },
	{ name: 'Latvian', value: 'lv' },
	{ name: 'Lithuanian', value: 'lt' },
	{ name: 'Malay', value: 'ms' },
	{ name: 'Malay & English Bilingual', value: 'en_ms' },
	{ name: 'Maltese', value: 'mt' },
	{ name: 'Mandarin', value: 'cmn' },
	{ name: 'Mandarin & English Bilingual', value: 'cmn_en' },
	{ name: 'Mandarin, Malay, Tamil & English', value: 'cmn_en_ms_ta' },
	{ name: 'Marathi', value: 'mr' },
	{ name: 'Mongolian', value: 'mn' },
	{ name: 'Norwegian', value: 'no' },
	{ name: 'Persian', value: 'fa' },
	{ name: 'Polish', value: 'pl' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Romanian', value: 'ro' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Slovakian', value: 'sk' },
	{ name: 'Slovenian', value: 'sl' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Swahili', value: 'sw' },
	{ name: 'Swedish', value: 'sv' },
	{ name: 'Tagalog (Filipino) & English Bilingual', value: 'tl' },
	{ name: 'Tamil', value: 'ta' },
	{ name: 'Tamil & English Bilingual', value: 'en_ta' },
	{ name: 'Thai', value: 'th' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'uk' },
	{ name: 'Urdu', value: 'ur' },
	{ name: 'Uyghur', value: 'ug' },
	{ name: 'Vietnamese', value: 'vi' },
	{ name: 'Welsh', value: 'cy' },
];

/** Values of `language`. */
export const LANGUAGES: INodePropertyOptions[] = alphabetical([
	...PACKS,
	{ name: 'Detect Automatically', value: 'auto' },
	{ name: 'Multilingual (Melia 1 Only)', value: 'multi' },
]);

/** Packs that language identification does not support (docs page "Language identification"). */
const NOT_IDENTIFIED = new Set<unknown>(
	'ar_en bn yue eo ia ga en_ms mt cmn_en cmn_en_ms_ta sw tl en_ta ur ug'.split(' '),
);

/** Languages that language identification supports. */
export const IDENTIFIED_LANGUAGES = PACKS.filter(({ value }) => !NOT_IDENTIFIED.has(value));

/** Languages that can be translated from and into English (docs page "Translation"); Norwegian becomes Nynorsk. */
const TRANSLATED = new Set<unknown>(
	'bg ca hr cs da nl en et fi fr gl de el hi hu id it ja ko lv lt ms cmn no pl pt ro ru sk sl es sv tr uk vi'.split(
		' ',
	),
);

/** Target languages of a translation. */
export const TRANSLATION_LANGUAGES = PACKS.filter(({ value }) => TRANSLATED.has(value));
