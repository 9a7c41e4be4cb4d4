import type { Lexicon } from './lexicon';

export const english: Lexicon = {
	conjunctions:
		"and but or nor so yet because 'cause although though while whereas unless until since if when cuz once whenever where wherever that which who whom whose than whether as why how what otherwise either neither including",
	prepositions:
		'about above across after against along alongside among around at before behind below beneath beside besides between beyond by despite during except for from in inside into like near of on onto outside over per through throughout to toward towards under underneath unlike upon via with within without',
	determiners:
		'all a an the this these those my your his her its our their some any no every each another such whatever both two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty',
	linked:
		"very too quite really just even only also more most less least much many few never always so that's there's what's who's here's let's gonna wanna gotta pretty fairly rather almost nearly highly well",
	subjects:
		"i you he she it we they there everyone everybody nobody nothing someone somebody something everything anyone anything who i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd",
	objects:
		'me him us them it you someone somebody something everything anyone anybody anything em myself yourself himself herself itself ourselves yourselves themselves',
	auxiliaries:
		"am is are was were be been being have has had having do does did will would shall should can could may might must cannot gonna i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd that's there's what's who's would've could've should've might've must've don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't ain't",
	negations:
		"not never don't doesn't didn't can't cannot couldn't won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't ain't",
	infinitives: 'to',
	beforeInfinitive:
		'going want wants wanted need needs needed have has had having try tries tried trying like likes liked love loves loved used use able unable supposed begin begins began begun start starts started starting continue continues continued decide decided hope hoped hoping plan planned planning seem seems seemed appear appears appeared happen happens happened manage managed get gets got getting come comes came go goes went ready willing able about allowed required expected forced asked told learn learned learning prefer refuse refused agree agreed afford choose chose chosen forget forgot remember remembered tend tends hard easy difficult important possible impossible likely happy glad sorry ought mean meant stay stayed help helped wait waiting wish made built designed how what where when whether is was grow order enough',
	beforeInfinitiveEndings: /[a-z]{2}(?:ed|ing)$/,
	particles: 'up out off down back away together apart ahead aside forward over around along through on in',
	adjectives:
		'good bad great big small little large long short old young new high low early late easy hard full empty free whole real true same different other own next last first second third fourth final main major minor single double only few many several certain sure clear strong weak hot cold warm cool dark light heavy deep wide narrow quick slow fast rich poor clean dirty dry wet open close fresh nice fine funny weird strange sad happy angry busy lovely pretty ugly kind wise wild tall thin thick soft loud quiet sweet bitter sharp flat round square right wrong left front back top bottom former latter recent current modern ancient due public private human common special specific simple complex extra super best better worst worse less more most fewer dead alive sick ill healthy safe dangerous cheap expensive white black red blue green yellow brown grey gray gold golden silver wooden mass lead key entire separate particular similar proper past present future huge tiny giant broad brief bright raw rare pure plain broken hidden lost left-hand right-hand american british german french spanish italian dutch russian chinese japanese korean indian african european english irish scottish turkish polish ukrainian indonesian',
	adjectiveEndings:
		/(?:[aeiou][a-z]*(?:al|ical|ial|ic|ive|ous|ful|less|able|ible|ary|ular)|[a-z]{3}(?:iest|est|ish|like|ese)|[a-z]{4}(?:ant|ent|ory|ian)|-[a-z]+(?:ed|ing))$/,
	otherEndings:
		/(?:ment|ival|isal|osal|ysical|topic|music|traffic|logic|clinic|fabric|public|panic|interest|forest|request|guest|digest|harvest|contest|protest|suggest|invest|arrest|parent|moment|student|president|accident|client|agent|patient|event|percent|prevent|present|extent|talent|content|restaurant|want|grant|plant|elephant|story|history|factory|victory|memory|theory|category|territory|laboratory|library|diary|secretary|january|february|vocabulary|summary|dictionary|table|cable|vegetable|hospital|animal|festival|capital|journal|signal|meal|deal|goal|metal|arrival|approval|proposal|hotel|drive|give|live|receive|believe|arrive|survive|archive|native|detective|perspective|alternative|relative|executive|representative|initiative|criminal|professional|official|individual|material|trial|appeal|reveal|musician|technician|politician|guardian|enable|disable|publish|finish|establish|wish|fish|dish|accomplish|distinguish|english-speaking)$/,
	pairs:
		"because of, instead of, out of, rather than, according to, such as, as well, well as, due to, sort of, kind of, lot of, lots of, bit of, type of, couple of, number of, piece of, pair of, cup of, one of, some of, all of, most of, many of, none of, each of, both of, half of, part of, rest of, plenty of, ahead of, hundreds of, thousands of, millions of, dozens of, more than, less than, other than, at least, so that, as if, even though, even if, each other, one another, of course, thank you, would like, i'd like, you'd like, we'd like, they'd like, in order, up to, next to, kinds of, types of, sorts of, couple more, few more, end of, front of",
	abbreviations: 'mr mrs ms dr prof st vs rev gen sgt capt lt col no fig approx gov sen rep hon',
	units:
		'percent per dollars euros pounds cents degrees miles mile kilometers kilometres metres meters feet foot inches inch seconds second minutes minute hours hour days day weeks week months month years year million billion trillion thousand hundred times tons grams kilograms liters litres gigabytes megabytes',
};
