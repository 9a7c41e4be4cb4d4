import { languageOptions } from '../../shared/fields/languages';

/**
 * Values of `language_code`, by name. Source: AssemblyAI's OpenAPI schema, docs page "Supported languages" and Python
 * SDK.
 */
export const LANGUAGES = languageOptions(
	'af sq am ar hy as az ba eu be bn bs br bg my ca zh hr cs da nl et fo fi fr gl ka de el gu ht ha haw ' +
		'he hi hu is id it ja jw kn kk km ko lo la lv ln lt lb mk mg ms ml mt mi mr mn ne no nn oc pa ps fa ' +
		'pl pt ro ru sa sr sn sd si sk sl so es su sw sv tl tg ta tt te th bo tr tk uk ur uz vi cy yi yo',
	{
		en_au: 'English (Australian)',
		en_uk: 'English (British)',
		en: 'English (Global)',
		en_us: 'English (US)',
		de_ch: 'Swiss German',
	},
);
