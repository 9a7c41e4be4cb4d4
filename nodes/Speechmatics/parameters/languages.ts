import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../shared/fields/alphabetical';
import { languageOptions } from '../../shared/fields/languages';

/** Language packs, by name. Source: docs page "Languages and models". */
export const PACKS = languageOptions(
	'ar ba eu be bn bg yue ca hr cs da nl en eo et fi fr gl de el he hi hu id ia ga it ja ko lv lt ms mt ' +
		'cmn mr mn no fa pl pt ro ru sl es sw sv ta th tr uk ur ug vi cy',
	{
		ar_en: 'Arabic & English Bilingual',
		en_ms: 'Malay & English Bilingual',
		cmn_en: 'Mandarin & English Bilingual',
		cmn_en_ms_ta: 'Mandarin, Malay, Tamil & English',
		sk: 'Slovakian',
		tl: 'Tagalog (Filipino) & English Bilingual',
		en_ta: 'Tamil & English Bilingual',
	},
);

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
