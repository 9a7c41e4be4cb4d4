/**
 * Words that determine where a line may end, by language. Style guides agree on the rules: break before conjunctions and
 * prepositions; keep together article, adjective and noun, first and last name, subject pronoun and verb, auxiliary and
 * verb, negation, reflexive pronoun and preposition of a verb. The lists are lower-case words separated by spaces.
 */
export interface Lexicon {
	/** Conjunctions, relative pronouns and other words that start a clause: break before, not after. */
	conjunctions: string;
	/** Prepositions: acceptable to break before, not after. */
	prepositions: string;
	/** Articles, determiners, possessives and number words, which belong to the next noun: never break after. */
	determiners: string;
	/** Intensifiers and other words that belong to the next word: avoid a break after. */
	linked: string;
	/** Pronouns that are subjects or, in Romance languages, stand before the verb: not separated from the verb. */
	subjects?: string;
	/** Pronouns that follow their verb: never break before. A word that is also a subject or possessive is in both lists. */
	objects?: string;
	/** Auxiliary and modal verbs: not separated from the verb and the subject. */
	auxiliaries?: string;
	/** Negations, not separated from the verb. */
	negations?: string;
	/** The mark of an infinitive, e.g. `to`: do not break after. */
	infinitives?: string;
	/** Verbs and adjectives that an infinitive completes, e.g. `going` in `going to burn`. */
	beforeInfinitive?: string;
	/** Endings of such verbs. */
	beforeInfinitiveEndings?: RegExp;
	/** Words that complete a verb, e.g. `up` in `ended up`; usually prepositions as well. */
	particles?: string;
	/** Adjectives that precede their noun. */
	adjectives?: string;
	/** Endings of adjectives that precede their noun. */
	adjectiveEndings?: RegExp;
	/** Endings of adjectives in a language that writes nouns with a capital. */
	declinedEndings?: RegExp;
	/** Adjectives, demonstratives and possessives that follow their noun. */
	followers?: string;
	/** Endings of adjectives that follow their noun. */
	followerEndings?: RegExp;
	/** Endings of verbs and nouns that the other endings would match. */
	otherEndings?: RegExp;
	/** Pairs of words that belong together, separated by commas, e.g. `because of`. */
	pairs?: string;
	/** Titles and abbreviations before a name or number, without the period. */
	abbreviations?: string;
	/** Names of units, in addition to the international symbols. */
	units?: string;
}
