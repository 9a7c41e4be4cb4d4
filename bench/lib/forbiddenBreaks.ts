import type { Token, WrittenWord } from './treebank';

/** Quantities before the partitive `of`, and words that form a preposition with it. */
const BEFORE_OF =
	/^(?:sort|kind|lot|lots|bit|type|couple|number|piece|pair|cup|one|some|all|most|many|none|each|both|half|part|rest|out|because|instead|ahead|plenty|dozen|hundreds|thousands|millions)$/i;
const isPronoun = ({ upos }: Token) => upos === 'PRON';
const isVerb = ({ upos }: Token) => upos === 'VERB' || upos === 'AUX';
const isNegation = ({ features, lemma }: Token) =>
	features.includes('Polarity=Neg') || /^(?:not|n't|nicht|ne|pas|no|tidak|bukan|belum)$/.test(lemma);
const starts = (text: string, ...prefixes: string[]) =>
	prefixes.some((prefix) => text === prefix || text.startsWith(`${prefix}:`));

/** The kind of a forbidden break between two adjacent tokens of a sentence, if it is one. */
function kindOf(a: Token, b: Token): string | null {
	const joined = a.head === b.id || b.head === a.id;
	const right = a.head > a.id;
	if (starts(a.relation, 'fixed') || starts(b.relation, 'fixed'))
		return joined || a.head === b.head ? 'fixed' : null;
	if (right && (starts(a.relation, 'det') || (starts(a.relation, 'nmod') && isPronoun(a))))
		return 'article|noun';
	if (a.head === b.id && starts(a.relation, 'amod')) return 'adjective|noun';
	if (b.head === a.id && starts(b.relation, 'amod') && b.upos === 'ADJ') return 'noun|adjective';
	if (b.head === a.id && (starts(b.relation, 'det') || (starts(b.relation, 'nmod') && isPronoun(b))))
		return 'noun|possessive';
	if (
		a.upos === 'PROPN' &&
		b.upos === 'PROPN' &&
		(joined || a.head === b.head) &&
		/flat|compound/.test(`${a.relation} ${b.relation}`)
	)
		return 'name';
	if (joined && (starts(b.relation, 'flat') || starts(a.relation, 'flat'))) return 'name';
	if (right && isNegation(a) && (a.head === b.id || isVerb(b))) return 'negation|verb';
	if (isNegation(b) && isVerb(a) && (joined || a.head === b.head)) return 'verb|negation';
	if (right && isPronoun(a) && starts(a.relation, 'nsubj', 'expl') && (isVerb(b) || a.head === b.id))
		return 'subject|verb';
	if (
		right &&
		isPronoun(a) &&
		starts(a.relation, 'obj', 'iobj', 'obl') &&
		!/PronType=(?:Int|Rel)/.test(a.features) &&
		isVerb(b)
	)
		return 'object|verb';
	if (right && a.upos === 'AUX' && starts(a.relation, 'aux') && (a.head === b.id || b.upos === 'AUX'))
		return 'auxiliary|verb';
	if (b.head === a.id && starts(b.relation, 'compound') && b.relation === 'compound:prt')
		return 'verb|particle';
	if (
		isPronoun(b) &&
		isVerb(a) &&
		b.head === a.id &&
		starts(b.relation, 'obj', 'iobj', 'expl') &&
		!/PronType=(?:Int|Rel|Dem)/.test(b.features)
	)
		return 'verb|object';
	if (isPronoun(b) && isVerb(a) && b.head === a.id && starts(b.relation, 'nsubj')) return 'verb|subject';
	if (right && a.upos === 'PART' && starts(a.relation, 'mark')) return 'to|verb';
	if (b.upos === 'PART' && starts(b.relation, 'mark') && b.lemma === 'to' && isVerb(a)) return 'verb|to';
	if (right && starts(a.relation, 'case')) return 'preposition|noun';
	if (right && starts(a.relation, 'mark', 'cc')) return 'conjunction|clause';
	if (b.form.toLowerCase() === 'of' && BEFORE_OF.test(a.form)) return 'partitive';
	if (joined && a.upos === 'NUM' && starts(a.relation, 'nummod', 'compound')) return 'number|noun';
	if (joined && b.upos === 'NUM' && starts(b.relation, 'nummod', 'flat', 'compound')) return 'noun|number';
	return null;
}

const ENDS_WITH_MARK = /[,;:.!?…–—"”»)\]]$/u;

/**
 * The kind of a break between two words that style guides forbid, judged from the parse in a treebank; `null` if the
 * break is allowed. A break after punctuation is allowed, except inside a date or a name.
 */
export function forbiddenKind(left: WrittenWord, right: WrittenWord): string | null {
	const a = left.tokens.at(-1);
	const b = right.tokens[0];
	if (!a || !b || left.sentence !== right.sentence) return null;
	if (!ENDS_WITH_MARK.test(left.text)) return kindOf(a, b);
	if (/^(?:Jr|Sr)\b/.test(right.text)) return 'name, suffix';
	if (/^\d{1,2},$/.test(left.text) && /^(?:1\d|20)\d\d\b/.test(right.text)) return 'date';
	if (/\p{L}\.$/u.test(left.text) && a.form.endsWith('.')) return kindOf(a, b);
	return null;
}
