import { CLOSERS, SENTENCE_END } from '../transcript/sentenceEnd';
import { UNSPACED_SCRIPT } from '../transcript/words';
import { displayWidth } from './displayWidth';
import type { Lexicon } from './lexicons/lexicon';
import { lexicons } from './lexicons/lexicons';

/** The properties of a word that matter for line breaks, as bits. */
export const Trait = {
	/** Ends a sentence. */
	sentenceEnd: 1,
	/** Ends with a comma. */
	comma: 1 << 1,
	/** Ends with a semicolon, colon or dash. */
	clauseEnd: 1 << 2,
	/** Ends with the period of an abbreviation or ordinal. */
	abbreviation: 1 << 3,
	determiner: 1 << 4,
	linked: 1 << 5,
	conjunction: 1 << 6,
	preposition: 1 << 7,
	/** Starts with an upper-case letter and may be part of a name. */
	capital: 1 << 8,
	lowerCase: 1 << 9,
	number: 1 << 10,
	unit: 1 << 11,
	/** Starts with an opening bracket or quotation mark, a dash, ¿ or ¡. */
	opening: 1 << 12,
	/** Starts or ends with a script without spaces. */
	unspaced: 1 << 13,
	/** Starts with hiragana: usually a particle or ending, which belongs to the preceding text. */
	hiragana: 1 << 14,
	/** A Chinese particle, which belongs to the preceding text. */
	particle: 1 << 15,
	/** Consists of punctuation only. */
	mark: 1 << 16,
	/** A pronoun before its verb. */
	subject: 1 << 17,
	/** A pronoun after its verb. */
	object: 1 << 18,
	auxiliary: 1 << 19,
	negation: 1 << 20,
	/** The mark of an infinitive. */
	infinitive: 1 << 21,
	/** Is completed by an infinitive. */
	governs: 1 << 22,
	/** Completes a verb. */
	verbParticle: 1 << 23,
	/** An adjective that precedes its noun. */
	modifier: 1 << 24,
	/** Has the ending of an adjective in a language that writes nouns with a capital. */
	declined: 1 << 25,
	/** An adjective, demonstrative or possessive that follows its noun. */
	follower: 1 << 26,
	/** The first word of a pair that belongs together. */
	joinsNext: 1 << 27,
	/** The second word of a pair that belongs together. */
	joinsPrevious: 1 << 28,
	/** Part of a name that follows it: `Jr.` */
	nameSuffix: 1 << 29,
	/** Starts with an elided word, whose class matters for a break before it only: `l'heure`. */
	elided: 1 << 30,
} as const;

export interface WordTraits {
	/** The text without control characters and with single spaces; empty if nothing visible is left. */
	text: string;
	width: number;
	traits: number;
}

const UNSPACED_EDGE = new RegExp(`^${UNSPACED_SCRIPT.source}|${UNSPACED_SCRIPT.source}[\\p{M}\\p{P}]*$`, 'u');
const WHITE_SPACE = /[ \t\n\v\f\r\u0085\u2028\u2029]+/g;
const CONTROLS = /[\p{Cc}\ufeff\ufffe\uffff]/gu;
const NEEDS_CLEANING = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|^\s|\s$| {2}/u;
const SHOWS_NOTHING = /^[\p{Cf}\p{Z}]*$/u;
const FULL_STOP = new RegExp(`[^.]\\.${CLOSERS}$`, 'u');
const COMMA = new RegExp(`[,，、､،]${CLOSERS}$`, 'u');
const CLAUSE_END = new RegExp(`[;:；：؛–—]${CLOSERS}$`, 'u');
const OPENING = /^[¿¡"“„‘«‹([「『（【《〈–—-]/u;
const CORE = /[\p{L}\p{N}].*[\p{L}\p{N}'’%°]|[\p{L}\p{N}]/u;
const ELISION = /^(\p{L}{1,7}['’])\p{L}/u;
const NUMBER = /^\p{N}[\p{N}.,:/]*$|^[mdclxvi]{2,}$/iu;
const UNIT_SYMBOLS = new Set(
	'% ° °c °f km m cm mm kg g mg l ml dl h min s ms hz khz mhz ghz w kw kwh mw v a kb mb gb tb km/h mph kph € $ £ ¥ px dpi am pm a.m p.m'.split(
		' ',
	),
);
/** Languages in which a number with a period is an ordinal. */
const ORDINAL_STOP = new Set([
	'de',
	'da',
	'no',
	'nb',
	'nn',
	'fi',
	'cs',
	'sk',
	'pl',
	'hu',
	'hr',
	'sl',
	'et',
	'tr',
]);
const PARTICLES = new Set('的 了 吗 呢 吧 着 过 们 地 得 啊 呀 么'.split(' '));
const NAME_SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?d|inc|ltd|llc|corp)$/;
/** Classes that keep a capitalized word from being part of a name. */
const FUNCTION_WORD =
	Trait.determiner |
	Trait.linked |
	Trait.conjunction |
	Trait.preposition |
	Trait.unit |
	Trait.subject |
	Trait.object |
	Trait.auxiliary |
	Trait.negation |
	Trait.infinitive;
const CACHE_LIMIT = 50_000;

const split = (list: string | undefined): string[] => (list ? list.split(' ') : []);

function bitsOf(lexicon: Lexicon): Map<string, number> {
	const bits = new Map<string, number>();
	const add = (list: string | undefined, trait: number) => {
		for (const word of split(list)) bits.set(word, (bits.get(word) ?? 0) | trait);
	};
	add(lexicon.linked, Trait.linked);
	add(lexicon.determiners, Trait.determiner);
	add(lexicon.prepositions, Trait.preposition);
	add(lexicon.conjunctions, Trait.conjunction);
	add(lexicon.units, Trait.unit);
	add(lexicon.subjects, Trait.subject);
	add(lexicon.objects, Trait.object);
	add(lexicon.auxiliaries, Trait.auxiliary);
	add(lexicon.negations, Trait.negation);
	add(lexicon.infinitives, Trait.infinitive);
	add(lexicon.beforeInfinitive, Trait.governs);
	add(lexicon.particles, Trait.verbParticle);
	add(lexicon.adjectives, Trait.modifier);
	add(lexicon.followers, Trait.follower);
	for (const pair of lexicon.pairs?.split(', ') ?? []) {
		const [first, second] = pair.split(' ');
		add(first, Trait.joinsNext);
		add(second, Trait.joinsPrevious);
	}
	return bits;
}

/** What follows an elided word determines a break after both. */
const AFTER_ELISION =
	Trait.subject | Trait.auxiliary | Trait.joinsNext | Trait.modifier | Trait.linked | Trait.unit;

/** Longer texts are not words of a language, and matching their endings would take quadratic time. */
const LONGEST_WORD = 80;

/** The class that the ending of a word shows, unless it is listed or a name. */
function endingOf(lexicon: Lexicon, lower: string, traits: number): number {
	if (lower.length > LONGEST_WORD) return 0;
	if (lexicon.otherEndings?.test(lower)) return 0;
	if (lexicon.declinedEndings?.test(lower) && traits & Trait.lowerCase) return Trait.declined;
	let found = 0;
	if (lexicon.beforeInfinitiveEndings?.test(lower)) found |= Trait.governs;
	if (lexicon.adjectiveEndings?.test(lower)) found |= Trait.modifier;
	if (lexicon.followerEndings?.test(lower) && traits & Trait.lowerCase) found |= Trait.follower;
	return found;
}

/**
 * Returns a function that classifies the words of a language. The function caches its results, because even a day of
 * speech has few different words.
 *
 * @param language code as the vendor writes it, of which only the first part is used; if `null` or unknown, only
 * punctuation, numbers and capitals are recognized
 */
export function createClassifier(language: string | null): (text: string) => WordTraits {
	const code = (language ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
	const lexicon = lexicons.get(code);
	const listed = lexicon ? bitsOf(lexicon) : new Map<string, number>();
	const abbreviations = new Set(split(lexicon?.abbreviations));
	const ordinals = ORDINAL_STOP.has(code);
	const seen = new Map<string, WordTraits>();

	function traitsOf(text: string): number {
		const core = CORE.exec(text)?.[0];
		let traits = OPENING.test(text) ? Trait.opening : 0;
		if (COMMA.test(text)) traits |= Trait.comma;
		else if (CLAUSE_END.test(text)) traits |= Trait.clauseEnd;
		if (UNSPACED_EDGE.test(text)) traits |= Trait.unspaced;
		if (core === undefined) {
			return (
				traits |
				Trait.mark |
				(SENTENCE_END.test(text) ? Trait.sentenceEnd : 0) |
				(UNIT_SYMBOLS.has(text) ? Trait.unit : 0)
			);
		}
		const lower = core.toLowerCase().replaceAll('’', "'");
		const isNumber = NUMBER.test(core) && (/\p{N}/u.test(core) || core === core.toUpperCase());
		if (SENTENCE_END.test(text)) {
			const shortened =
				FULL_STOP.test(text) &&
				(abbreviations.has(lower) ||
					/^(?:\p{L}|\p{L}(?:\.\p{L})+)$/u.test(core) ||
					(ordinals && /^\p{N}+$/u.test(core)));
			traits |= shortened ? Trait.abbreviation : Trait.sentenceEnd;
		}
		if (isNumber) traits |= Trait.number;
		if (/^\p{Lu}/u.test(core) && (core.length > 1 || traits & Trait.abbreviation)) traits |= Trait.capital;
		else if (/^\p{Ll}/u.test(core)) traits |= Trait.lowerCase;
		if (/^\p{Script=Hiragana}/u.test(core)) traits |= Trait.hiragana;
		if (PARTICLES.has(core)) traits |= Trait.particle;
		const known = listed.get(lower) ?? 0;
		const elision = known === 0 ? ELISION.exec(lower)?.[1] : undefined;
		const elided = elision === undefined ? 0 : (listed.get(elision) ?? 0);
		traits |= known | elided;
		if (elision !== undefined && elided !== 0) {
			traits |= Trait.elided | ((listed.get(lower.slice(elision.length)) ?? 0) & AFTER_ELISION);
		}
		if (traits & FUNCTION_WORD) traits &= ~Trait.capital;
		if (lexicon && (traits & FUNCTION_WORD) === 0) traits |= endingOf(lexicon, lower, traits);
		if (NAME_SUFFIX.test(lower)) traits |= Trait.nameSuffix;
		// `a` is an article far more often than an ampere.
		const isArticle = (traits & (Trait.determiner | Trait.preposition)) !== 0;
		if (!isArticle && (UNIT_SYMBOLS.has(lower) || UNIT_SYMBOLS.has(text.toLowerCase()))) traits |= Trait.unit;
		return traits;
	}

	return (text) => {
		const known = seen.get(text);
		if (known) return known;
		const clean = NEEDS_CLEANING.test(text)
			? text.replace(WHITE_SPACE, ' ').replace(CONTROLS, '').trim()
			: text;
		const result = SHOWS_NOTHING.test(clean)
			? { text: '', width: 0, traits: 0 }
			: { text: clean, width: displayWidth(clean), traits: traitsOf(clean) };
		if (seen.size >= CACHE_LIMIT) seen.clear();
		seen.set(text, result);
		return result;
	};
}
