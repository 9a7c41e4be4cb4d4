import { irregularForms, words, type Lemmas } from './lemmas';

const irregularBases = irregularForms(`
	be: am is are was were been being; have: has had having; do: does did done doing; go: goes went gone going;
	say: said; make: made; get: got gotten; know: knew known; think: thought; take: took taken; see: saw seen;
	come: came; find: found; give: gave given; tell: told; feel: felt; leave: left; bring: brought; begin: began begun;
	keep: kept; hold: held; write: wrote written; stand: stood; hear: heard; mean: meant; meet: met; run: ran; pay: paid;
	sit: sat; speak: spoke spoken; lie: lay lain lying; lead: led; grow: grew grown; lose: lost; fall: fell fallen;
	send: sent; build: built; understand: understood; draw: drew drawn; break: broke broken; spend: spent; rise: rose risen;
	drive: drove driven; buy: bought; wear: wore worn; choose: chose chosen; eat: ate eaten; teach: taught; sell: sold;
	catch: caught; fight: fought; seek: sought; win: won; sing: sang sung; ring: rang rung; swim: swam swum; drink: drank drunk;
	fly: flew flown; throw: threw thrown; show: shown; sleep: slept; hide: hid hidden; shake: shook shaken; forget: forgot forgotten;
	forgive: forgave forgiven; freeze: froze frozen; steal: stole stolen; swear: swore sworn; tear: tore torn; bear: bore born borne;
	ride: rode ridden; bite: bit bitten; blow: blew blown; dig: dug; feed: fed; flee: fled; hang: hung; lend: lent; light: lit;
	shine: shone; shoot: shot; sink: sank sunk; slide: slid; stick: stuck; strike: struck; sweep: swept; swing: swung; wake: woke woken;
	weave: wove woven; weep: wept; wind: wound; deal: dealt; dream: dreamt; learn: learnt; burn: burnt; bend: bent; bleed: bled;
	breed: bred; become: became; bind: bound; creep: crept; grind: ground; lay: laid; shrink: shrank shrunk; spin: spun;
	spring: sprang sprung; sting: stung; withdraw: withdrew withdrawn; undergo: underwent undergone; undertake: undertook undertaken;
	overcome: overcame; mistake: mistook mistaken; agree: agreed; free: freed; die: dying; tie: tying; can: could; will: would;
	shall: should; may: might; man: men; woman: women; child: children; person: people; foot: feet; tooth: teeth; goose: geese;
	mouse: mice; criterion: criteria; phenomenon: phenomena; analysis: analyses; crisis: crises; basis: bases; thesis: theses;
	hypothesis: hypotheses; diagnosis: diagnoses; datum: data; medium: media; matrix: matrices; index: indices; good: better best;
	bad: worse worst`);

/** Words that only seem to have an ending. */
const WHOLE = new Set(
	words(
		'news always perhaps series species means lens yes thus gas bus plus versus evening something nothing anything everything hundred indeed proceed exceed succeed speed need seed feed breed bleed greed steed weed deed',
	),
);
const HAS_VOWEL = /[aeiouy]/u;
const DOUBLED = /([bdfglmnprstvz])\1$/u;
/** A syllable with one short vowel: in `hoping` an e is missing, in `hopping` the consonant is doubled. */
const SHORT_SYLLABLE = /^[^aeiouy]*[aeiouy][bcdfghjklmnpqrstvz]$/u;

/** Plural, past, participles and third person of English words. */
export const englishLemmas: Lemmas = (word) => {
	const lemmas = new Set([word, ...irregularBases(word)]);
	if (word.length <= 3 || WHOLE.has(word)) return lemmas;
	const without = (count: number) => word.slice(0, -count);
	if (word.endsWith('ies') || word.endsWith('ied')) {
		lemmas.add(`${without(3)}y`).add(without(1));
	} else if (/(?:s|x|z|ch|sh|o)es$/u.test(word)) {
		lemmas.add(without(2)).add(without(1));
	} else if (word.endsWith('ves')) {
		lemmas
			.add(without(1))
			.add(`${without(3)}f`)
			.add(`${without(3)}fe`);
	} else if (/[^sui]s$/u.test(word)) {
		lemmas.add(without(1));
	}
	const stem = word.endsWith('ing') ? without(3) : word.endsWith('ed') ? without(2) : '';
	if (stem.length >= 2 && HAS_VOWEL.test(stem)) for (const base of verbs(stem)) lemmas.add(base);
	return lemmas;
};

/** The verbs that a stem before -ed or -ing may belong to. */
function verbs(stem: string): string[] {
	if (DOUBLED.test(stem)) return [stem, stem.slice(0, -1)];
	if (SHORT_SYLLABLE.test(stem)) return [`${stem}e`];
	if (stem.endsWith('ck')) return [stem, stem.slice(0, -1)];
	return /[ieywx]$/u.test(stem)
		? [stem, ...(stem.endsWith('i') ? [`${stem.slice(0, -1)}y`] : [])]
		: [stem, `${stem}e`];
}
