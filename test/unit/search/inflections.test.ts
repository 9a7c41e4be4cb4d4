import { searchTranscript } from '../../../nodes/shared/search';
import { inflectionsOf } from '../../../nodes/shared/search/inflections';
import { aTranscript, aWord } from '../../support/transcripts';

function isForm(language: string, a: string, b: string): boolean {
	const lemmas = inflectionsOf(language);
	if (!lemmas) throw new Error(`no rules for ${language}`);
	const known = lemmas(a);
	return [...lemmas(b)].some((lemma) => known.has(lemma));
}

const FORMS: Array<[language: string, forms: string]> = [
	['en', 'school schools'],
	['en', 'company companies'],
	['en', 'box boxes'],
	['en', 'house houses'],
	['en', 'knife knives'],
	['en', 'movie movies'],
	['en', 'child children'],
	['en', 'run runs running ran'],
	['en', 'make makes making made'],
	['en', 'hope hopes hoping hoped'],
	['en', 'hop hops hopping hopped'],
	['en', 'visit visits visiting visited'],
	['en', 'travel travels travelling traveled'],
	['en', 'study studies studying studied'],
	['en', 'die dies dying died'],
	['en', 'panic panicked panicking'],
	['en', 'add adds adding added'],
	['en', 'agree agrees agreeing agreed'],
	['es', 'escuela escuelas'],
	['es', 'vez veces'],
	['es', 'canción canciones'],
	['es', 'niño niños niña niñas'],
	['es', 'cansado cansada cansados cansadas'],
	['es', 'hablar hablo habla hablamos hablaron hablando hablado hablé'],
	['es', 'comer como comes comió comieron comiendo'],
	['es', 'vivir vivo vivimos vivió viviendo vivido'],
	['es', 'poder puedo puede pudo podría'],
	['es', 'pensar pienso piensa pensamos'],
	['es', 'buscar busqué busco busca'],
	['es', 'empezar empecé empieza'],
	['es', 'decir dice dijo decirme dicho'],
	['de', 'haus hauses häuser häusern'],
	['de', 'buch bücher büchern buches'],
	['de', 'stadt städte städten'],
	['de', 'frage fragen'],
	['de', 'fragen fragt fragte fragten gefragt'],
	['de', 'gehen geht ging gegangen'],
	['de', 'sehen sieht sah gesehen'],
	['de', 'machen mache machst macht machte gemacht'],
	['de', 'gross grosse grosser grosses grossen'],
	['de', 'aufmachen aufgemacht aufzumachen'],
	['de', 'arbeiten arbeitet arbeitete gearbeitet'],
	['fr', 'école écoles'],
	['fr', 'journal journaux'],
	['fr', 'bateau bateaux'],
	['fr', 'grand grande grands grandes'],
	['fr', 'actif active actives'],
	['fr', 'heureux heureuse'],
	['fr', 'parler parle parles parlons parlez parlent parlait parlé parlée'],
	['fr', 'finir finis finit finissons fini'],
	['fr', 'vendre vends vendons vendu vendait'],
	['fr', 'aller vais va allons irai'],
	['fr', 'appeler appelle appelons appelé'],
	['fr', 'faire fait font faisait'],
	['id', 'baca membaca dibaca bacaan membacakan'],
	['id', 'kirim mengirim mengirimkan dikirim kiriman pengiriman'],
	['id', 'pukul memukul dipukul pukulan'],
	['id', 'sapu menyapu disapu'],
	['id', 'tulis menulis ditulis tulisan penulis'],
	['id', 'rumah rumahnya rumahku rumahmu'],
	['id', 'ajar belajar mengajar pelajaran diajarkan'],
	['id', 'main bermain permainan'],
];

const OTHERS: Array<[language: string, a: string, b: string]> = [
	['en', 'hope', 'hop'],
	['en', 'university', 'universe'],
	['en', 'news', 'new'],
	['en', 'evening', 'even'],
	['en', 'need', 'nee'],
	['en', 'bus', 'bu'],
	['en', 'thing', 'th'],
	['en', 'business', 'busy'],
	['en', 'general', 'generate'],
	['es', 'mas', 'mar'],
	['es', 'padre', 'madre'],
	['es', 'año', 'ano'],
	['de', 'unter', 'unt'],
	['de', 'haus', 'hase'],
	['de', 'kirche', 'kirsche'],
	['fr', 'temps', 'temp'],
	['fr', 'poisson', 'poison'],
	['fr', 'porte', 'portail'],
	['id', 'makan', 'mak'],
	['id', 'ikan', 'kan'],
	['id', 'bulan', 'buli'],
];

it.each(FORMS)('%s: %s are forms of one word', (language, forms) => {
	const [first = '', ...others] = forms.split(' ');
	expect(others.filter((form) => !isForm(language, first, form))).toEqual([]);
});

it.each(OTHERS)('%s: %s and %s are different words', (language, a, b) => {
	expect(isForm(language, a, b)).toBe(false);
});

it('are found on request, in the language of the transcript, and marked', async () => {
	const words = ['Schools', 'teach', 'a', 'school'].map((text, index) => aWord(text, index));
	const found = async (language: string, term: string, inflections: boolean) => {
		const results = await searchTranscript(aTranscript(words, { language }), [term], { inflections });
		return results[0]?.hits.map(({ text, match }) => `${text} ${match}`);
	};
	expect(await found('en-GB', 'school', true)).toEqual(['Schools inflection', 'school exact']);
	expect(await found('en', 'schools taught', true)).toEqual(['Schools teach inflection']);
	expect(await found('en', '"school"', true)).toEqual(['school exact']);
	expect(await found('en', 'school', false)).toEqual(['school exact']);
	expect(await found('ja', 'school', true)).toEqual(['school exact']);
});
