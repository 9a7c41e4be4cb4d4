import { Trait } from './wordTraits';

/** The traits of four words in sequence; 0 if there is none. The break is between `left` and `right`. */
export interface WordContext {
	before: number;
	left: number;
	right: number;
	next: number;
	/** Whether `left` is the first word of a sentence. */
	opensSentence: boolean;
}

/** The cost of a break between two words, from best to worst. */
export const Bond = {
	conjunction: 26,
	clauseStart: 30,
	preposition: 36,
	plain: 52,
	linked: 68,
	/** An unknown word that is probably an adjective. */
	likely: 96,
	afterConjunction: 135,
	/** Before a pronoun that belongs to the verb, and after a pronoun, auxiliary or negation. */
	verb: 140,
	adjective: 140,
	afterPreposition: 146,
	name: 151,
	pair: 151,
	article: 159,
	inseparable: 164,
} as const;

const {
	abbreviation,
	auxiliary,
	capital,
	comma,
	conjunction,
	declined,
	determiner,
	elided,
	follower,
	governs,
	infinitive,
	joinsNext,
	joinsPrevious,
	linked,
	lowerCase,
	mark,
	modifier,
	nameSuffix,
	negation,
	number,
	object,
	opening,
	preposition,
	sentenceEnd,
	clauseEnd,
	subject,
	unit,
	verbParticle,
} = Trait;

const FUNCTION =
	determiner |
	linked |
	conjunction |
	preposition |
	subject |
	object |
	auxiliary |
	negation |
	infinitive |
	mark;
const PAUSE = comma | sentenceEnd | clauseEnd;
/** Classes of an elided word that matter for a break before it only. */
const ELIDED_CLASSES = determiner | conjunction | preposition | negation;

const isContent = (traits: number): boolean => (traits & (FUNCTION | number)) === 0;
const startsPhrase = (traits: number): boolean => (traits & (preposition | conjunction | determiner)) !== 0;
const isOnlyObject = (traits: number): boolean =>
	(traits & object) !== 0 && (traits & (subject | determiner)) === 0;

/** Whether a pronoun that may be a subject or an object, or stand alone, starts a clause: a verb follows. */
const startsClause = (pronoun: number, next: number): boolean =>
	(pronoun & PAUSE) === 0 && (next & (auxiliary | negation)) !== 0;

function beforePronoun({ left, right, next }: WordContext): number | null {
	if (right & follower) return null;
	if (left & auxiliary && right & subject) return Bond.verb;
	if (right & object && right & subject) return startsClause(right, next) ? Bond.clauseStart : Bond.verb;
	if (isOnlyObject(right)) return isContent(left) || left & auxiliary ? Bond.verb : null;
	return null;
}

/** After the words that stand before a verb. */
function beforeVerb({ before, left, right }: WordContext): number | null {
	if (left & negation) return right & (preposition | conjunction) ? Bond.linked : Bond.verb;
	if (left & auxiliary) {
		if (right & (auxiliary | negation | subject)) return Bond.verb;
		if (right & conjunction) return Bond.conjunction;
		if (right & infinitive && left & governs) return Bond.verb;
		return startsPhrase(right) ? Bond.linked : Bond.verb;
	}
	if (left & subject && ((left & follower) === 0 || before === 0 || before & (conjunction | PAUSE))) {
		if (right & (auxiliary | negation | subject | object) || isContent(right)) return Bond.verb;
		return right & linked ? Bond.linked : null;
	}
	return null;
}

/** Inside a noun phrase. */
function insidePhrase({ before, left, right }: WordContext): number | null {
	if (!isContent(left)) return left & modifier && isContent(right) ? Bond.adjective : null;
	if (right & follower) return Bond.adjective;
	if (!isContent(right)) return null;
	if (left & modifier) return Bond.adjective;
	if (left & declined && right & capital) return Bond.adjective;
	if (left & lowerCase && right & capital) return Bond.linked;
	if (before & (determiner | number) || (before & preposition && (before & infinitive) === 0))
		return Bond.likely;
	if (before & modifier) return Bond.linked;
	return null;
}

function beforeRight({ left, right, next }: WordContext): number {
	if (right & infinitive && (right & preposition) !== 0 && left & governs) return Bond.verb;
	if (right & infinitive && isContent(left) && next & lowerCase && (isContent(next) || next & auxiliary)) {
		return Bond.linked;
	}
	if (right & verbParticle && (isContent(left) || left & auxiliary)) {
		if ((right & preposition) === 0 || right & PAUSE || startsPhrase(next & ~determiner)) return Bond.verb;
	}
	if (right & opening) return Bond.conjunction;
	if (right & conjunction) return Bond.conjunction;
	if (right & preposition) return Bond.preposition;
	if (right & subject && (right & follower) === 0) return Bond.clauseStart;
	return Bond.plain;
}

/** Cost of a break between two words if the first does not end with punctuation. */
export function betweenWords(context: WordContext): number {
	const { right, next, opensSentence } = context;
	const left = context.left & elided ? context.left & ~ELIDED_CLASSES : context.left;
	const words = { ...context, left };
	if (left & abbreviation && right & (capital | number)) return Bond.inseparable;
	if (left & capital && right & nameSuffix) return Bond.inseparable;
	if (left & joinsNext && right & joinsPrevious) return Bond.pair;
	if (left & number) {
		if (right & unit) return Bond.inseparable;
		if (right & (conjunction | subject | auxiliary)) return Bond.plain;
		return right & preposition ? Bond.preposition : Bond.afterConjunction;
	}
	if (left & capital && right & number) return Bond.name;
	if (left & determiner) return Bond.article;
	if (left & capital && right & capital) return opensSentence ? Bond.linked : Bond.name;
	const verb = beforeVerb(words);
	if (verb !== null) return verb;
	if (left & verbParticle && right & preposition) return Bond.preposition;
	if (left & verbParticle && (left & preposition) === 0)
		return right & conjunction ? Bond.conjunction : Bond.linked;
	if (left & (preposition | infinitive)) return Bond.afterPreposition;
	if (left & conjunction) return Bond.afterConjunction;
	const pronoun = beforePronoun(words);
	if (pronoun !== null) return pronoun;
	const phrase = insidePhrase(words);
	if (phrase !== null) return phrase;
	if (right & number && left & lowerCase) return Bond.adjective;
	if (left & linked || right & unit) return Bond.linked;
	if (right & negation && left & lowerCase) return next === 0 ? Bond.linked : Bond.verb;
	return beforeRight(words);
}

/** Cost of a break after a comma inside a date or a name; `null` if the comma separates phrases. */
export function afterComma({ before, left, right, opensSentence }: WordContext): number | null {
	if (left & capital && right & nameSuffix) return Bond.inseparable;
	if (left & number && right & number && before & capital) return Bond.name;
	if (
		left & capital &&
		right & capital &&
		before & preposition &&
		!opensSentence &&
		(before & lowerCase) !== 0
	)
		return Bond.linked;
	return null;
}
