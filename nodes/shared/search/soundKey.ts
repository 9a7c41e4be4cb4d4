/** Spellings of one sound, in the order in which they are replaced. */
const SPELLINGS: ReadonlyArray<[pattern: RegExp, sound: string]> = [
	[/^(?:kn|gn|pn)/u, 'n'],
	[/^wr/u, 'r'],
	[/^ps/u, 's'],
	[/^x/u, 's'],
	[/x/gu, 'ks'],
	[/^wh/u, 'w'],
	[/sch|sh|ch(?=[eiy])/gu, 'x'],
	[/ph/gu, 'f'],
	[/gh(?=t)|gh$/gu, ''],
	[/th/gu, 't'],
	[/tw(?=o$)/gu, 't'],
	[/ck|cc(?![ei])|ch|q(?:u(?=[eiao]))?|c(?![eiy])/gu, 'k'],
	[/c|z/gu, 's'],
	[/tz|ts/gu, 's'],
	[/dj|dg(?=[eiy])|g(?=[eiy])/gu, 'j'],
	[/v|w(?=[aeiouy])/gu, 'f'],
	[/ny(?=[aeiou])/gu, 'n'],
	[/h/gu, ''],
	[/(?:ei|ai|ay|ey|ae)/gu, 'e'],
	[/(?:ou|oo|ue|oe|au|aw|ow|ew)/gu, 'o'],
	[/(?:ea|ee|ie)/gu, 'i'],
	[/y/gu, 'i'],
	[/w/gu, 'o'],
	[/u/gu, 'o'],
	[/(?<=..)e$/u, ''],
	[/(.)\1+/gu, '$1'],
];
const MARKS = /\p{M}/gu;
const LATIN = /^\p{Script=Latin}+$/u;
const INNER_VOWELS = /(?<!^)[aeio]/gu;
/** Fewer consonants do not distinguish words without their vowels. */
const ENOUGH_CONSONANTS = 3;

/**
 * The sound of a word, coarsely: words with the same key can be confused by ear, e.g. `Stephen` and `Steven`. Consonants
 * by their sound; vowels only in short words and at the start. Empty for words that are not in Latin letters.
 */
export function soundKey(word: string): string {
	const letters = word.normalize('NFD').replace(MARKS, '');
	if (!LATIN.test(letters)) return '';
	let key = letters;
	for (const [pattern, sound] of SPELLINGS) key = key.replace(pattern, sound);
	const skeleton = key
		.replace(/^[aeio]/u, 'a')
		.replace(INNER_VOWELS, '')
		.replace(/(.)\1+/gu, '$1');
	return skeleton.replace('a', '').length >= ENOUGH_CONSONANTS ? skeleton : key;
}
