import { irregularForms, words, type Lemmas } from './lemmas';

const irregularBases = irregularForms(`
	sein: bin bist ist sind seid war warst waren wart gewesen sei seien wäre wären; haben: habe hast hat habt hatte hatten gehabt hätte hätten;
	werden: werde wirst wird wurde wurden geworden worden würde würden; gehen: ging gingen gegangen; kommen: kam kamen gekommen käme;
	sehen: sehe siehst sieht sah sahen gesehen; geben: gibst gibt gab gaben gegeben gäbe; nehmen: nimmst nimmt nahm nahmen genommen;
	sprechen: sprichst spricht sprach sprachen gesprochen; stehen: stand standen gestanden; verstehen: verstand verstanden;
	finden: fand fanden gefunden; denken: dachte dachten gedacht; bringen: brachte brachten gebracht; wissen: weiß weiss weisst wusste wussten gewusst wüsste;
	kennen: kannte gekannt; nennen: nannte genannt; lassen: lässt liess ließ gelassen; halten: hält hielt gehalten; laufen: läuft lief liefen gelaufen;
	fahren: fährt fuhr fuhren gefahren; tragen: trägt trug trugen getragen; schlagen: schlägt schlug geschlagen; fallen: fällt fiel fielen gefallen;
	schlafen: schläft schlief geschlafen; lesen: liest las lasen gelesen; essen: isst aß ass gegessen; treffen: trifft traf trafen getroffen;
	helfen: hilft half halfen geholfen; sterben: stirbt starb gestorben; werfen: wirft warf geworfen; brechen: bricht brach gebrochen;
	vergessen: vergisst vergaß vergass; schreiben: schrieb schrieben geschrieben; bleiben: blieb blieben geblieben; scheinen: schien geschienen;
	steigen: stieg gestiegen; ziehen: zog zogen gezogen; verlieren: verlor verloren; fliegen: flog geflogen; schließen: schloss geschlossen; schliessen: schloss geschlossen;
	beginnen: begann begannen begonnen; gewinnen: gewann gewonnen; trinken: trank getrunken; singen: sang gesungen; springen: sprang gesprungen;
	liegen: lag lagen gelegen; sitzen: saß sass saßen gesessen; bitten: bat baten gebeten; rufen: rief riefen gerufen; heißen: hieß geheißen; heissen: hiess geheissen;
	tun: tut tat taten getan; können: kann kannst konnte konnten gekonnt könnte könnten; müssen: muss musst musste mussten gemusst müsste;
	wollen: will willst wollte wollten; sollen: soll sollst sollte sollten; dürfen: darf darfst durfte durften dürfte; mögen: mag magst mochte möchte möchten;
	gut: besser beste besten; viel: mehr meiste meisten`);

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u' };
const SEPARABLE =
	/^(zurück|zusammen|heraus|herein|hinaus|weiter|auf|aus|bei|ein|her|hin|los|mit|nach|vor|weg|fest|ab|an|um|zu)(?:ge|zu)(.{3,})$/u;
const ENDINGS = words('e en er em es n s ern ens st t te ten test tet et est end ende enden ender');
const SHORTEST_STEM = 3;
const KEEP = new Set(
	words('aber oder unser unter über hinter immer wieder nicht jetzt sonst selbst etwas alles meist'),
);

/** Case, number and the tenses of German words, as stems: separable verbs and umlauts of the plural included. */
export const germanLemmas: Lemmas = (word) => {
	const lemmas = new Set<string>([word]);
	for (const base of irregularBases(word)) for (const stem of stemsOf(base)) lemmas.add(stem);
	if (word.length < 4 || KEEP.has(word)) return lemmas;
	for (const stem of stemsOf(word)) lemmas.add(stem);
	const participle = /^ge(.{3,}(?:t|en))$/u.exec(word)?.[1];
	if (participle !== undefined) for (const stem of stemsOf(participle)) lemmas.add(stem);
	const [, prefix, rest] = SEPARABLE.exec(word) ?? [];
	if (prefix !== undefined && rest !== undefined) for (const stem of stemsOf(rest)) lemmas.add(prefix + stem);
	return lemmas;
};

function stemsOf(word: string): string[] {
	const stems = [word];
	for (const ending of ENDINGS) {
		if (word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM)
			stems.push(word.slice(0, -ending.length));
	}
	return stems.flatMap((stem) => {
		const plain = stem.replace(/[äöü]/gu, (letter) => UMLAUTS[letter] ?? letter);
		return plain === stem ? [stem] : [stem, plain];
	});
}
