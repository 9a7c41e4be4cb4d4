import { words, type Lemmas } from './lemmas';

const PARTICLES = words('lah kah pun tah');
const POSSESSIVES = words('nya ku mu');
const SUFFIXES = words('kan an i');
/** Prefixes, and the first letter of the root that they replace: `memukul` comes from `pukul`. */
const PREFIXES: ReadonlyArray<readonly [prefix: string, ...firsts: string[]]> = [
	['memper', ''],
	['diper', ''],
	['meng', '', 'k'],
	['meny', 's'],
	['mem', '', 'p'],
	['men', '', 't'],
	['me', ''],
	['peng', '', 'k'],
	['peny', 's'],
	['pem', '', 'p'],
	['pen', '', 't'],
	['per', ''],
	['pel', ''],
	['pe', ''],
	['ber', ''],
	['bel', ''],
	['be', ''],
	['ter', ''],
	['di', ''],
	['ke', ''],
	['se', ''],
];
const SHORTEST_ROOT = 4;
const MOST_PREFIXES = 2;

/** Roots of Indonesian words: prefixes, suffixes, possessives and particles removed. */
export const indonesianLemmas: Lemmas = (word) => {
	let forms = new Set([word]);
	for (const endings of [PARTICLES, POSSESSIVES, SUFFIXES]) {
		forms = new Set([...forms].flatMap((form) => [form, ...withoutEnding(form, endings)]));
	}
	const lemmas = new Set(forms);
	let current: Iterable<string> = forms;
	for (let round = 0; round < MOST_PREFIXES; round += 1) {
		const next = new Set([...current].flatMap(withoutPrefix));
		for (const root of next) lemmas.add(root);
		current = next;
	}
	return lemmas;
};

function withoutEnding(word: string, endings: readonly string[]): string[] {
	return endings
		.filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST_ROOT)
		.map((ending) => word.slice(0, -ending.length));
}

function withoutPrefix(word: string): string[] {
	const roots: string[] = [];
	for (const [prefix, ...firsts] of PREFIXES) {
		if (!word.startsWith(prefix)) continue;
		for (const first of firsts) {
			const root = first + word.slice(prefix.length);
			if (root.length >= SHORTEST_ROOT) roots.push(root);
		}
	}
	return roots;
}
