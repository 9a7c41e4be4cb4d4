import type { Lexicon } from './lexicon';

export const german: Lexicon = {
	conjunctions:
		'und oder aber denn sondern doch dass daß weil wenn als ob obwohl während bevor nachdem damit sodass sobald solange falls indem wie wo wer was warum weshalb sowie da weder sowohl noch wobei wodurch seit um beziehungsweise weniger',
	prepositions:
		'ab an am auf aufs aus außer bei beim bis durch durchs entlang für fürs gegen gegenüber hinter im in ins mit nach neben ohne per pro seit statt trotz über um unter vom von vor wegen zu zum zur zwischen bezüglich laut aufgrund innerhalb außerhalb entsprechend mithilfe anhand inklusive',
	determiners:
		'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes mein meine meinen meinem meiner meines dein deine deinen sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer kein keine keinen keinem keiner jeder jede jedes jeden jedem alle allen aller manche solche welche welcher welches beide beiden einige einigen viele vielen wenige mehrere mehreren zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig etwa rund zu fast knapp über bis',
	linked: 'auch nur noch schon sehr so zu ganz mehr immer etwas ziemlich besonders wirklich viel zum am ein',
	subjects: 'ich du er es wir man sie ihr',
	objects: 'mich dich sich uns euch mir dir ihm ihn ihnen es ich du er wir man sie',
	auxiliaries:
		'ist sind war waren bin bist sein wird werden wurde wurden habe hast hat haben hatte hatten kann können konnte konnten muss muß müssen musste soll sollen sollte will wollen wollte darf dürfen möchte würde würden wäre hätte',
	negations: 'nicht nie niemals',
	infinitives: 'zu',
	particles: '',
	adjectives:
		'anderen andere anderer anderes nächste nächsten letzte letzten erste ersten zweite zweiten dritte dritten ganze ganzen gute guten guter gutes große großen großer kleine kleinen kleiner neue neuen neuer neues alte alten alter',
	declinedEndings: /[a-zäöüß]{2}(?:e|en|er|es|em)$/,
	pairs:
		'so dass, als ob, auf grund, mit hilfe, vor allem, zum beispiel, ein paar, noch nicht, nicht mehr, gar nicht, immer noch, nach hause, zu hause, es gibt, sowohl als, an der, mehr als',
	abbreviations: 'hr fr dr prof nr bzw ca vgl evtl ggf inkl str st usw abs art',
	units:
		'euro dollar prozent grad meter metern kilometer kilometern sekunden minuten stunden tage tagen wochen monate monaten jahre jahren millionen milliarden tausend hundert uhr',
};
