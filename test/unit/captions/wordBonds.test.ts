import { breakCostsOf } from '../../../nodes/shared/captions/breakCosts';
import { appendChunks, Chunks } from '../../../nodes/shared/captions/chunks';
import { mergeTracks } from '../../../nodes/shared/captions/merge';
import { spoken } from '../../support/captionData';
import { CountingYielder } from '../../support/countingYielder';

/** Cost of a break at each `|` of a text. */
async function costsAt(marked: string, language: string): Promise<number[]> {
	const { words } = spoken(marked.replaceAll(' | ', ' '), language);
	const yielder = new CountingYielder();
	const chunks = new Chunks(words.length);
	await appendChunks(chunks, 0, words, [...words.keys()], language, 42, yielder);
	const { after } = await breakCostsOf(await mergeTracks(chunks, 1, yielder), true, yielder);
	let at = -1;
	return marked.split(' | ').flatMap((part) => {
		at += part.split(' ').length;
		return at + 1 < chunks.count ? [after[at] ?? 0] : [];
	});
}

/** A break between two words that no rule mentions. */
const PLAIN = 52;

describe('a break that style guides forbid costs clearly more than one between plain words:', () => {
	it.each([
		// Infinitives
		['en', 'they were going | to burn the letters'],
		['en', 'they were going to | burn the letters'],
		['en', 'he wanted | to be alone'],
		['de', 'es begann plötzlich zu | regnen am Abend'],
		// Partitives and fixed pairs
		['en', 'it was a sort | of promise'],
		['en', 'we stayed because | of the snow'],
		['es', 'llegaron antes | de que saliera el tren'],
		['es', 'llegaron antes de | que saliera el tren'],
		['fr', 'les voisins ainsi | que leurs enfants'],
		['id', 'kami salah | satu dari mereka'],
		// Auxiliaries and subject pronouns
		['en', 'the house you are | looking at'],
		['en', 'and you | are looking at it'],
		['en', 'then we would | have to leave'],
		['en', 'now it | would be late'],
		['fr', 'la lettre est | arrivée hier'],
		['es', 'los libros habían | llegado tarde'],
		['id', 'kereta itu akan | berangkat besok'],
		['de', 'sagt sie, dass ich | morgen fahre'],
		['de', 'am Bahnhof bekam | ich den Brief'],
		// Object and reflexive pronouns
		['en', 'Thank | you so much'],
		['en', 'the neighbours told | us about it'],
		['fr', 'le maire se | demande pourquoi'],
		['de', 'der Nachbar wundert | sich über alles'],
		// Negations
		['en', 'we did | not see it'],
		['en', 'we did not | see it'],
		['fr', 'la pluie ne tombe | pas souvent'],
		['id', 'orang itu tidak | datang'],
		// Verbs and their particles
		['en', 'they picked | up the phone'],
		['en', 'the noise went | on and on'],
		// Dates and names
		['en', 'on October | 2, 2026 they met'],
		['en', 'on October 2, | 2026 they met'],
		['en', 'they live in Austin, | Texas with a dog'],
		['en', 'they saw Robert Downey, | Jr. at the door'],
		['en', 'they saw Robert | Downey at the door'],
		// Adjectives and nouns
		['en', 'they sold wonderful | bread there'],
		['en', 'in the old | mill there'],
		['en', 'they tried the painted | doors there'],
		['de', 'sie fanden rostige | Nägel dort'],
		['es', 'leyeron cartas | olvidadas ayer'],
		['es', 'compraron una guitarra | eléctrica ayer'],
		['fr', 'une place | tranquille au bord'],
		['fr', 'des chansons | françaises au bord'],
		['id', 'mereka membeli rumah | besar di sana'],
		// Possessives and demonstratives that follow
		['id', 'di sana keluarga | kami tinggal'],
		['id', 'di sana rumah | tersebut dijual'],
		// Numbers
		['en', 'the road is 12 | kilometres long'],
		['en', 'they bought seven | chairs'],
	])('%s: %s', async (language, text) => {
		for (const cost of await costsAt(text, language)) expect(cost).toBeGreaterThan(PLAIN * 1.3);
	});
});

describe('a break that style guides recommend costs no more than one between plain words:', () => {
	it.each([
		['en', 'the people there say | they will come'],
		['en', 'this is the place | you are looking for'],
		['en', 'we walked home | because it rained'],
		['en', 'we ended up | with nothing'],
		['en', 'we waited there | in the rain'],
		['de', 'wir warteten lange | auf den Bus'],
		['fr', "nous avons visité l'avion | de mon oncle"],
		['es', 'caminamos mucho | por la playa'],
		['id', 'kami menunggu lama | di stasiun'],
		['id', 'orang berkata | bahwa kami pergi'],
	])('%s: %s', async (language, text) => {
		for (const cost of await costsAt(text, language)) expect(cost).toBeLessThanOrEqual(PLAIN);
	});
});
