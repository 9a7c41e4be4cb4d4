import type { Lexicon } from './lexicon';

export const french: Lexicon = {
	conjunctions:
		"et ou mais donc car ni or que qui dont où quand lorsque puisque comme si parce quoique tandis alors puis qu' lorsqu' puisqu' jusqu'",
	prepositions:
		"à après avant avec chez contre dans de depuis derrière dès devant durant en entre envers hors jusque jusqu' malgré par parmi pendant pour sans sauf selon sous sur vers aux au du d' voici voilà",
	determiners:
		"le la les un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelque quelques aucun aucune plusieurs certains certaines tout toute tous toutes quel quelle deux trois quatre cinq six sept huit neuf dix douze vingt l'",
	linked: 'plus très trop bien aussi assez si presque déjà encore',
	subjects: "je tu il elle on nous vous ils elles j' c' me te se m' t' s' y n' ne ça cela celui-ci ce",
	auxiliaries:
		"est sont était étaient être été ai as a avons avez ont avait avaient avoir ayant eu suis es sommes êtes sera seront serait fut furent va vont vais peut peuvent pouvait pouvoir doit doivent devait devoir faut faire fait c'est",
	negations: "ne n' pas jamais rien",
	adjectives:
		'grand grande grands grandes petit petite petits petites bon bonne bons bonnes mauvais mauvaise beau belle beaux belles nouveau nouvel nouvelle nouveaux nouvelles vieux vieille vieil jeune jeunes premier première premiers premières second seconde deuxième troisième dernier dernière derniers dernières meilleur meilleure meilleurs même mêmes autre autres seul seule seuls gros grosse long longue haut haute hauts hautes futur future futurs futures ancien ancienne anciens anciennes prochain prochaine différents différentes divers diverses nombreux nombreuses principal principale principaux propre propres vrai vraie joli jolie simple double demi',
	followers:
		'rouge rouges bleu bleue bleus blanc blanche blancs noir noire noirs vert verte verts libre libres vide vides plein pleine froid froide chaud chaude clair claire large larges long longue moderne modernes ancien ancienne suivant suivante suivants prochain prochaine complet complète nouveau seul rapide facile simple utile public publique publics grave graves interne internes nord sud est ouest',
	followerEndings:
		/[a-zàâçéèêëîïôûùœ]{2}(?:i?els?|i?elles?|i?ales?|aux|iques?|ifs?|ives?|eux|euses?|aires?|ables?|ibles?|ais|aises?|ois|oises?|ains?|aines?|iens?|iennes?|istes?|ants?|antes?|ents?|entes?|és?|ées?|ues?|[aiu]res)$/,
	otherEndings:
		/(?:ment|ments|beaucoup|villes?|elles?|affaires?|salaires?|anniversaires?|commentaires?|musiques?|politiques?|fabriques?|boutiques?|techniques?|journaux|travaux|animaux|chevaux|eaux|cheveux|lieux|enfants?|restaurants?|étudiants?|instants?|gens|clients?|présidents?|accidents?|argent|vent|moments?|avant|pendant|devant|durant|trains?|mains?|pains?|semaines?|fontaines?|artistes?|listes?|tables?|ensembles?|mois|fois|bois|français|jamais|mais|désormais|années?|journées?|soirées?|idées?|entrées?|arrivées?|musées?|étés?|cités?|côtés?|sociétés?|universités?|libertés?|qualités?|activités?|rues?|vues?|issues?|venues?|nouvelles?|chapelles?|hôtels?|appels?|ciel|missives?)$/,
	pairs:
		"avant de, avant d', avant que, après avoir, ainsi que, tant que, en tant, afin de, afin que, alors que, tandis que, parce que, parce qu', parce qu'il, parce qu'elle, bien que, pour que, lors de, lors du, à cause, cause de, à côté, côté de, près de, loin de, autour de, au lieu, lieu de, grâce à, grâce au, face à, quant à, jusqu'à ce, plus de, moins de, plus que, au moins, d'abord, tout de, de plus, peu de, beaucoup de, trop de, assez de, y a, peut être, un peu, le plus, en train, train de, ce que, ce qui, rapport à, suite à, à partir, partir de, au sein, sein de",
	abbreviations: 'm mm mme mmes mlle dr pr st ste me',
	units:
		'euros dollars degrés mètres kilomètres secondes minutes heures jours semaines mois ans années millions milliards mille cent pour',
};
