import { afrikaans } from './af';
import { mandarin } from './cmn';
import { english } from './en';
import { indonesian } from './id';
import { japanese } from './ja';
import { setswana } from './tn';
import type { Phrases } from './types';
import { zulu } from './zu';

const ALL: readonly Phrases[] = [english, indonesian, afrikaans, zulu, setswana, japanese, mandarin];

/** The phrases of a language, found by any of its codes (`en`, `en_us`, `id-ID`, `zul`…); English for unknown codes. */
export function phrasesOf(code: string): Phrases {
	const base = code.toLowerCase().split(/[-_]/u)[0] ?? '';
	return ALL.find((phrases) => phrases.codes.includes(base)) ?? english;
}
