import { endingsOf, irregularForms, replaceEndings, withoutAccents, words, type Lemmas } from './lemmas';

const irregularBases = irregularForms(`
	etre: suis es est sommes etes sont etais etait etions etiez etaient serai sera serons seront serait seraient sois soit soient ete etant fut furent;
	avoir: ai as a avons avez ont avais avait avions aviez avaient aurai aura aurons auront aurait auraient aie ait aient eu eut ayant;
	aller: vais vas va allons vont irai ira irons iront irait iraient aille ailles aillent;
	faire: fais fait faisons faites font faisais faisait faisaient ferai fera feront ferait fasse fassent faits faisant;
	dire: dis dit disons dites disent disait disaient dirai dira dirait dise disant;
	pouvoir: peux peut pouvons peuvent pouvait pouvaient pourrai pourra pourront pourrait pourraient puisse puissent pu;
	vouloir: veux veut voulons veulent voulait voulaient voudrai voudra voudrait voudrais veuille voulu;
	savoir: sais sait savons savent savait savaient saurai saura saurait sache sachent su;
	voir: vois voit voyons voyez voient voyait verrai verra verrait vu vue vus vues; devoir: dois doit devons doivent devait devaient devrai devra devrait devraient doive du due;
	prendre: prends prend prenons prenez prennent prenait prendra prenne pris prise prises prenant;
	comprendre: comprends comprend comprenons comprenez comprennent compris comprise; apprendre: apprends apprend apprenons apprennent appris apprise;
	venir: viens vient venons venez viennent venait viendra viendrait vienne venu venue venus venues; tenir: tiens tient tenons tiennent tenait tiendra tenu tenue;
	devenir: deviens devient deviennent devenu devenue; mettre: mets met mettons mettez mettent mettait mis mise mises;
	croire: crois croit croyons croyez croient croyait cru; lire: lis lit lisons lisent lisait lu lue lus; ecrire: ecris ecrit ecrivons ecrivent ecrivait ecrite ecrits;
	boire: bois boit buvons boivent bu; connaitre: connais connait connaissons connaissent connu connue; recevoir: recois recoit recoivent recu recue recus;
	vivre: vis vit vivons vivent vivait vecu; suivre: suit suivons suivent suivi suivie; mourir: meurt meurent mort morte; ouvrir: ouvre ouvrent ouvert ouverte;
	partir: pars part partons partent; sortir: sors sort sortons sortent; envoyer: envoie envoies envoient enverra; payer: paie paient;
	oeil: yeux; œil: yeux; travail: travaux; monsieur: messieurs; madame: mesdames`);

const NOUNS = endingsOf('-: s x; al: aux; el: elle elles; eau: eaux; ail: ails');
/** Feminine adjectives; a general rule would also join "porte" and "port". */
const FEMININE = endingsOf(`
	if: ive ives; eux: euse euses; eur: euse euses rice; teur: trice trices; en: enne ennes; on: onne onnes; er: ere eres;
	al: ale ales; ant: ante antes; and: ande andes; is: ise ises; ais: aise aises; ent: ente entes; it: ite ites; in: ine ines;
	ain: aine aines; eil: eille eilles; bon: bonne bonnes; beau: belle belles bel; nouveau: nouvelle nouvelles nouvel; vieux: vieille vieilles;
	tout: toute toutes tous; petit: petite petites; grand: grande grandes; blanc: blanche blanches; long: longue longues; public: publique publiques`);
const VERBS = endingsOf(`
	er: e es ons ez ent ais ait ions iez aient ai as a ames ates erent ee ees ant erai eras era erons erez eront erais erait erions
		eriez eraient eons eant eait eaient asse;
	ir: is it issons issez issent issais issait issions issiez issaient issant i ie ies irai iras ira irons irez iront irais irait
		iraient irent isse;
	re: s ons ez ent ais ait ions iez aient u ue us ues rai ras ra rons rez ront rais rait raient ant irent it e;
	dre: d ds`);
const KEEP = new Set(
	words('mais dans sans plus tres alors apres jamais toujours temps fois cas pas vers puis ainsi'),
);

/** Number, gender and the tenses of French words. */
export const frenchLemmas: Lemmas = (given) => {
	const word = withoutAccents(given);
	const lemmas = new Set([word, ...irregularBases(word)]);
	if (word.length < 4 || KEEP.has(word)) return lemmas;
	for (const noun of replaceEndings(word, NOUNS, 2)) lemmas.add(noun);
	for (const masculine of replaceEndings(word, FEMININE, word.length > 5 ? 2 : 0)) lemmas.add(masculine);
	for (const infinitive of replaceEndings(word, VERBS, 3)) {
		lemmas.add(infinitive);
		// mangeons, commençons (without its cedilla), appelle, jette.
		if (infinitive.endsWith('er')) lemmas.add(infinitive.replace(/(?<=[lt])[lt]er$/u, 'er'));
	}
	return lemmas;
};
