import { endingsOf, irregularForms, replaceEndings, withoutAccents, words, type Lemmas } from './lemmas';

const irregularBases = irregularForms(`
	ser: soy eres es somos sois son era eras eramos eran fui fuiste fue fuimos fueron sea seas seamos sean sido siendo sera seran seria serian fuera fueran;
	ir: voy vas va vamos vais van iba ibas ibamos iban fui fuiste fue fuimos fueron vaya vayas vayamos vayan yendo ido ira iran iria;
	estar: estoy estas esta estamos estan estuve estuvo estuvieron este esten;
	haber: he has ha hemos han hay hubo hubieron habia habian haya hayan habra habria;
	tener: tengo tienes tiene tienen tuve tuvo tuvimos tuvieron tendre tendra tendran tendria tenga tengan tuviera;
	hacer: hago hace hice hiciste hizo hicimos hicieron hare hara haran haria haga hagan hecho hiciera;
	decir: digo dices dice dicen dije dijo dijimos dijeron dire dira diran diria diga digan dicho diciendo dijera;
	poder: puedo puede pueden pude pudo pudimos pudieron podre podra podran podria podrian pueda puedan pudiendo pudiera;
	poner: pongo pone ponen puse puso pusimos pusieron pondre pondra pondria ponga pongan puesto;
	venir: vengo viene vienen vine vino vinimos vinieron vendre vendra vendria venga vengan viniendo;
	ver: veo ves ve vemos ven vi vio vieron vea vean visto viendo; dar: doy das da damos dan di dio dieron de den dado dando;
	saber: se sabe saben supe supo supieron sabre sabra sabria sepa sepan;
	querer: quiero quiere quieren quise quiso quisieron querra querria quiera quieran quisiera;
	traer: traigo trajo trajeron traiga; salir: salgo saldra saldria salga; caer: caigo cayo cayeron; oir: oigo oye oyo;
	seguir: sigo sigue siguen siguio siguieron siga; morir: muerto murio; volver: vuelto; escribir: escrito; abrir: abierto;
	romper: roto; conocer: conozco conozca; conducir: condujo conduzco; dormir: durmio; pedir: pidio pidieron`);

const NOUNS = endingsOf('z: ces; -: s es; ion: iones; in: ines; on: ones; an: anes; es: eses');
/** Feminine adjectives and participles; a general rule would also join "casa" and "caso". */
const FEMININE = endingsOf(`
	ado: ada adas; ido: ida idas; oso: osa osas; ivo: iva ivas; ico: ica icas; ario: aria arias; ero: era eras; ano: ana anas;
	eño: eña eñas; eno: ena enas; dor: dora doras; ctor: ctora ctoras; niño: niña niñas; hijo: hija hijas; mano: mana manas;
	nuevo: nueva nuevas; otro: otra otras; mucho: mucha muchas; todo: toda todas; mismo: misma mismas; malo: mala malas`);
const VERBS = endingsOf(`
	ar: o as a amos ais an e es emos eis en aste asteis aron aba abas abamos abais aban are aras ara aremos areis aran aria arias
		ariamos ariais arian ando ado ada ados adas ad ase asen;
	er: o es e emos eis en i iste io imos isteis ieron ia ias iamos iais ian ere eras era eremos ereis eran eria erias eriamos erian
		iendo yendo ido ida idos idas ed a as amos ais an iera ieras ieran iese;
	ir: o es e imos is en i iste io isteis ieron ia ias iamos iais ian ire iras ira iremos ireis iran iria irias iriamos irian
		iendo yendo ido ida idos idas id a as amos ais an iera ieras ieran iese`);
const CLITIC = /(?<=(?:ar|er|ir|ando|iendo|yendo))(?:me|te|se|nos|os)?(?:l[aeo]s?|me|te|se|nos|os)$/u;
const KEEP = new Set(words('mas menos pues antes entonces gracias lunes martes miercoles jueves viernes'));

/** Number, gender and the tenses of Spanish words, with pronouns joined to a verb. */
export const spanishLemmas: Lemmas = (given) => {
	// The tilde of ñ makes another letter.
	const word = given.split('ñ').map(withoutAccents).join('ñ');
	const lemmas = new Set([word, ...irregularBases(word)]);
	if (word.length < 4 || KEEP.has(word)) return lemmas;
	for (const noun of replaceEndings(word, NOUNS, 2)) lemmas.add(noun);
	for (const masculine of replaceEndings(word, FEMININE, 0)) lemmas.add(masculine);
	const verb = word.replace(CLITIC, '');
	lemmas.add(verb);
	for (const infinitive of replaceEndings(verb, VERBS, 2)) {
		for (const variant of spellings(infinitive)) lemmas.add(variant);
	}
	return lemmas;
};

/** Undoes the vowels and consonants that change in the stem of a verb: `puedo`, `busqué`, `empecé`. */
function spellings(infinitive: string): string[] {
	const stem = infinitive.slice(0, -2);
	const ending = infinitive.slice(-2);
	const consonants = new Set([stem]);
	if (ending === 'ar') {
		consonants.add(stem.replace(/qu$/u, 'c')).add(stem.replace(/gu$/u, 'g')).add(stem.replace(/c$/u, 'z'));
	}
	return [...consonants].flatMap((each) => [
		each + ending,
		each.replace(/ue(?=[^aeiou]+$)/u, 'o') + ending,
		each.replace(/ie(?=[^aeiou]+$)/u, 'e') + ending,
		...(ending === 'ir' ? [each.replace(/i(?=[^aeiou]+$)/u, 'e') + ending] : []),
	]);
}
