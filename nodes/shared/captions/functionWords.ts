/**
 * Function words, which determine where a line may end, by language. Broadcasters agree on the rule: break before
 * conjunctions and prepositions, never between article and noun. The lists are the closed word classes of each language,
 * in lower case.
 */
export interface Lexicon {
	/** Conjunctions, relative pronouns and other words that start a clause: break before, not after. */
	conjunctions: string;
	/** Prepositions: acceptable to break before, not after. */
	prepositions: string;
	/** Articles, determiners and possessives, which belong to the next noun: never break after. */
	determiners: string;
	/** Pronouns, auxiliaries, negations and intensifiers, which belong to the next word: avoid a break after. */
	linked: string;
	/** Titles and abbreviations before a name or number, without the period. */
	abbreviations?: string;
	/** Names of units, in addition to the international symbols. */
	units?: string;
}

const EN: Lexicon = {
	conjunctions:
		'and but or nor so yet because although though while whereas unless until since if when whenever where wherever that which who whom whose than whether as why how what otherwise',
	prepositions:
		'about above across after against along among around at before behind below beneath beside besides between beyond by despite during except for from in inside into near of on onto outside over per through throughout to toward towards under underneath upon via with within without',
	determiners:
		'a an the this these those my your his her its our their some any no every each either neither another such',
	linked:
		"i you he she it we they i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd that's there's there what's who's let's am is are was were be been being have has had do does did will would shall should can could may might must not don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't very too quite really just even only also more most less much many few all both never always",
	abbreviations: 'mr mrs ms dr prof st vs rev gen sgt capt lt col no fig approx gov sen rep hon',
	units:
		'percent per dollars euros pounds cents degrees miles mile kilometers kilometres metres meters feet foot inches inch seconds second minutes minute hours hour days day weeks week months month years year million billion trillion thousand hundred times tons grams kilograms liters litres gigabytes megabytes',
};

const ES: Lexicon = {
	conjunctions:
		'y e o u pero mas sino aunque porque pues que si cuando mientras donde como cual cuales quien quienes cuyo cuya ni entonces',
	prepositions:
		'a ante bajo con contra de desde durante en entre excepto hacia hasta mediante para por según sin sobre tras al del',
	determiners:
		'el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel aquella mi mis tu tus su sus nuestro nuestra nuestros nuestras cada otro otra algún alguna ningún ninguna',
	linked:
		'yo tú él ella nosotros ellos ellas usted ustedes me te se nos os le les no ya muy más menos tan es son era eran fue fueron ser está están estaba estar he has ha hemos han había hay puede pueden debe va van voy vamos',
	abbreviations: 'sr sra srta dr dra d dña prof ud uds núm',
	units:
		'euros dólares pesos grados metros kilómetros segundos minutos horas días semanas meses años millones mil ciento',
};

const FR: Lexicon = {
	conjunctions:
		"et ou mais donc car ni or que qui dont où quand lorsque puisque comme si parce quoique tandis alors qu' lorsqu' puisqu' s'",
	prepositions:
		"à après avant avec chez contre dans de depuis derrière dès devant durant en entre envers hors jusque jusqu' malgré par parmi pendant pour sans sauf selon sous sur vers aux au du d'",
	determiners:
		"le la les un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelque quelques aucun aucune l'",
	linked:
		"je tu il elle on nous vous ils elles j' c' me te se ne n' y m' t' pas plus très trop si bien est sont était étaient être ai as a avons avez ont avait avaient avoir suis es sommes êtes va vont vais peut peuvent doit faut c'est",
	abbreviations: 'm mm mme mmes mlle dr pr st ste me',
	units:
		'euros dollars degrés mètres kilomètres secondes minutes heures jours semaines mois ans années millions milliards mille cent pour',
};

const DE: Lexicon = {
	conjunctions:
		'und oder aber denn sondern doch dass daß weil wenn als ob obwohl während bevor nachdem damit sodass sobald solange falls indem wie wo wer was warum weshalb sowie',
	prepositions:
		'ab an am auf aus außer bei beim bis durch entlang für gegen gegenüber hinter im in ins mit nach neben ohne seit statt trotz über um unter vom von vor wegen zu zum zur zwischen',
	determiners:
		'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren kein keine keinen keinem keiner jeder jede jedes jeden alle manche solche welche welcher welches',
	linked:
		'ich du er sie es wir man mich dich sich uns euch nicht auch nur noch schon sehr so zu ganz mehr ist sind war waren bin bist sein wird werden wurde wurden habe hast hat haben hatte hatten kann können muss müssen soll sollen will wollen darf dürfen',
	abbreviations: 'hr fr dr prof nr bzw ca vgl evtl ggf inkl str st usw abs art',
	units:
		'euro dollar prozent grad meter metern kilometer kilometern sekunden minuten stunden tage tagen wochen monate monaten jahre jahren millionen milliarden tausend hundert uhr',
};

const PT: Lexicon = {
	conjunctions:
		'e ou mas porém contudo porque pois que se quando enquanto onde como qual quais quem cujo cuja embora nem então',
	prepositions:
		'a ao aos à às ante após até com contra de do da dos das desde em no na nos nas entre para perante por pelo pela pelos pelas sem sob sobre durante num numa pra',
	determiners:
		'o os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas cada outro outra algum alguma nenhum nenhuma',
	linked:
		'eu tu ele ela nós vós eles elas você vocês me te se lhe não já muito mais menos tão é são era eram foi foram ser está estão estava estar tenho tem têm tinha há pode podem deve vai vão vou vamos',
	abbreviations: 'sr sra srta dr dra prof profa d',
	units:
		'euros dólares reais graus metros quilómetros quilômetros segundos minutos horas dias semanas meses anos milhões mil cento',
};

const IT: Lexicon = {
	conjunctions:
		"e ed o od ma però perché poiché che se quando mentre dove come quale quali chi cui quindi né anche benché affinché ch' dov' com'",
	prepositions:
		"a ad al allo alla ai agli alle all' di del dello della dei degli delle dell' d' da dal dallo dalla dai dagli dalle dall' in nel nello nella nei negli nelle nell' con su sul sullo sulla sui sugli sulle sull' per tra fra senza verso durante contro dopo prima sopra sotto",
	determiners:
		"il lo la i gli le l' un uno una un' questo questa questi queste quest' quel quello quella quei quegli quelle quell' mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre ogni alcuni alcune nessun nessuna",
	linked:
		"io tu lui lei noi voi loro mi ti si ci vi ne non già molto più meno così è sono era erano fu essere ho hai ha abbiamo hanno aveva può possono deve devono sta stanno c' n' m' t' s'",
	abbreviations: 'sig sigg dott dr prof ing avv n',
	units:
		'euro dollari gradi metri chilometri secondi minuti ore giorni settimane mesi anni milioni miliardi mila cento',
};

const NL: Lexicon = {
	conjunctions:
		'en of maar want dat omdat als toen terwijl hoewel zodat voordat nadat totdat indien dus die wie wat waar hoe waarom',
	prepositions:
		'aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen tijdens tot tussen uit van vanaf voor zonder',
	determiners:
		'de het een dit deze mijn jouw je zijn haar ons onze hun uw geen elk elke ieder iedere sommige',
	linked:
		'ik jij hij zij ze wij we jullie u er niet ook nog al zeer heel zo meer is was waren ben bent wordt worden werd heb hebt heeft hebben had hadden kan kunnen moet moeten zal zullen wil willen mag',
	abbreviations: 'dhr mevr mw dr prof nr bijv ca',
	units:
		'euro dollar procent graden meter kilometer seconden minuten uur dagen weken maanden jaar miljoen miljard duizend honderd',
};

const AF: Lexicon = {
	conjunctions:
		'en of maar want dat omdat as toen terwyl hoewel sodat voordat nadat totdat indien dus wat wie waar hoe hoekom',
	prepositions:
		'aan agter by binne bo buite deur in langs met na naas om onder op oor per rondom sedert te teen tydens tot tussen uit van vanaf vir sonder',
	determiners: "die 'n hierdie daardie my jou sy haar ons hul hulle u geen elke sommige",
	linked: 'ek jy hy sy dit ons julle nie ook nog al baie so meer is was word het kan moet sal wil mag',
	abbreviations: 'mnr mev mej dr prof nr',
	units:
		'rand dollar persent grade meter kilometer sekondes minute uur dae weke maande jaar miljoen miljard duisend honderd',
};

const ID: Lexicon = {
	conjunctions:
		'dan atau tetapi tapi namun karena sebab jika kalau bila ketika saat sambil sedangkan meskipun walaupun agar supaya sehingga maka yang bahwa lalu kemudian sebelum sesudah setelah serta melainkan',
	prepositions:
		'di ke dari pada kepada daripada untuk dengan tanpa oleh tentang terhadap antara dalam bagi sejak sampai hingga menurut seperti',
	determiners: 'sebuah seorang seekor suatu para setiap tiap semua beberapa sang si',
	linked:
		'saya aku kamu anda dia ia kami kita mereka tidak bukan belum jangan sudah telah akan sedang masih bisa dapat harus sangat lebih paling juga hanya adalah ialah',
	abbreviations: 'bpk tn ny dr prof no',
	units:
		'rupiah persen derajat meter kilometer detik menit jam hari minggu bulan tahun juta miliar triliun ribu ratus',
};

const SV: Lexicon = {
	conjunctions:
		'och eller men för att som om när då medan fastän eftersom därför innan tills så utan vilket var hur varför',
	prepositions:
		'av bakom bland bredvid efter från före genom hos i inom kring med mellan mot om på sedan till under ur utanför vid över',
	determiners:
		'en ett den det de min mitt mina din ditt dina sin sitt sina hans hennes vår vårt våra deras denna detta dessa ingen inget varje',
	linked:
		'jag du han hon vi ni man inte också bara mycket mer är var vara blir blev har hade kan kunde ska skulle vill måste',
};

const DA: Lexicon = {
	conjunctions:
		'og eller men for at som hvis når da mens selvom fordi før indtil så der hvor hvordan hvorfor',
	prepositions:
		'af bag blandt efter fra gennem hos i inden med mellem mod om omkring på siden til under ud uden ved over',
	determiners:
		'en et den det de min mit mine din dit dine sin sit sine hans hendes vores deres denne dette disse ingen hver',
	linked:
		'jeg du han hun vi man ikke også kun meget mere er var være bliver blev har havde kan kunne skal skulle vil må',
};

const NO: Lexicon = {
	conjunctions: 'og eller men for at som hvis når da mens selv fordi før til så hvor hvordan hvorfor',
	prepositions:
		'av bak blant etter fra gjennom hos i innen med mellom mot om omkring på siden under ut uten ved over',
	determiners:
		'en ei et den det de min mitt mine din ditt dine sin sitt sine hans hennes vår deres denne dette disse ingen hver',
	linked:
		'jeg du han hun vi man ikke også bare veldig mer er var være blir ble har hadde kan kunne skal skulle vil må',
};

const PL: Lexicon = {
	conjunctions:
		'i oraz lub albo ale lecz że żeby aby bo ponieważ gdy kiedy jeśli jeżeli który która które którzy gdzie jak czy choć więc',
	prepositions: 'bez dla do ku na nad o od po pod poza przed przez przy u w we z za ze między podczas',
	determiners:
		'ten ta to te ci mój moja moje twój twoja jego jej nasz nasza nasze wasz ich każdy każda żaden',
	linked:
		'ja ty on ona my wy oni nie się już też tylko bardzo jest są był była było były będzie ma mają może muszą',
	abbreviations: 'dr prof inż ul św np',
};

const RU: Lexicon = {
	conjunctions:
		'и или но а да что чтобы потому если когда пока хотя как который которая которое которые где куда почему зачем чем поэтому',
	prepositions: 'без в во для до за из изо к ко кроме между на над о об от перед по под при про с со у через',
	determiners:
		'этот эта это эти тот та те мой моя моё мои твой твоя его её наш наша наши ваш их свой своя каждый',
	linked:
		'я ты он она оно мы вы они не ни уже ещё очень тоже только бы же был была было были будет есть может',
	abbreviations: 'г гг ул др проф см',
};

const UK: Lexicon = {
	conjunctions: 'і й та або але що щоб бо якщо коли поки хоча як який яка яке які де куди чому тому',
	prepositions: 'без в у для до за з із зі к між на над о об від перед по під при про через',
	determiners: 'цей ця це ці той та те ті мій моя моє мої твій його її наш наша ваш їх свій кожен',
	linked: 'я ти він вона воно ми ви вони не ні вже ще дуже також тільки б був була було були буде є може',
};

const TR: Lexicon = {
	conjunctions: 've veya ya ama fakat çünkü eğer ki ancak yoksa hem ne',
	prepositions: '',
	determiners: 'bir bu şu o her bazı hiçbir',
	linked: 'çok daha en pek',
};

const ZU: Lexicon = {
	conjunctions: 'futhi kodwa noma ngoba ukuthi uma lapho kanye ukuze ngakho nokuthi',
	prepositions: '',
	determiners: '',
	linked: '',
};

const XH: Lexicon = {
	conjunctions: 'kwaye kodwa okanye ngoba kuba ukuba xa apho ukuze ngoko kunye',
	prepositions: '',
	determiners: '',
	linked: '',
};

const ST: Lexicon = {
	conjunctions: 'mme empa kapa hobane hore ha moo kahoo',
	prepositions: 'ka ho le',
	determiners: '',
	linked: 'ke o re ba di e',
};

const TN: Lexicon = {
	conjunctions: 'mme fela kgotsa gonne gore fa kwa jalo',
	prepositions: 'ka go le mo',
	determiners: '',
	linked: 'ke o re ba di e',
};

const NSO: Lexicon = {
	conjunctions: 'gomme eupša goba gobane gore ge mo',
	prepositions: 'ka go le',
	determiners: '',
	linked: 'ke o re ba di e',
};

const KO: Lexicon = {
	conjunctions: '그리고 하지만 그러나 그래서 그런데 또는 왜냐하면 만약 그러면',
	prepositions: '',
	determiners: '이 그 저 한 모든 어떤 각',
	linked: '안 못 더 아주 매우',
	units: '원 명 개 년 월 일 시 분 초 퍼센트',
};

const AR: Lexicon = {
	conjunctions: 'و أو لكن ولكن لأن أن إن إذا عندما حيث الذي التي الذين ثم حتى كما بينما',
	prepositions: 'في من إلى على عن مع بين تحت فوق بعد قبل عند منذ خلال دون',
	determiners: 'هذا هذه ذلك تلك هؤلاء كل بعض',
	linked: 'لا لم لن ما قد هو هي أنا نحن هم كان كانت يا غير',
};

const HE: Lexicon = {
	conjunctions: 'או אבל כי אם כאשר כש אשר אלא לכן למרות',
	prepositions: 'של על אל עם בין תחת אחרי לפני עד בלי את מן',
	determiners: 'כל איזה',
	linked: 'אני אתה את הוא היא אנחנו הם לא גם רק מאוד יותר היה היתה יש אין',
};

const HI: Lexicon = {
	conjunctions: 'और या लेकिन मगर क्योंकि कि अगर जब जो जहाँ तो ताकि हालांकि',
	prepositions: '',
	determiners: 'यह वह ये वे एक इस उस मेरा मेरी तुम्हारा हमारा हर कुछ',
	linked: 'मैं तुम आप हम नहीं बहुत',
};

/** Lexicons by the first part of the language code. A language that is not here is broken at punctuation and pauses. */
export const lexicons: ReadonlyMap<string, Lexicon> = new Map([
	['en', EN],
	['es', ES],
	['fr', FR],
	['de', DE],
	['pt', PT],
	['it', IT],
	['nl', NL],
	['af', AF],
	['id', ID],
	['ms', ID],
	['sv', SV],
	['da', DA],
	['no', NO],
	['nb', NO],
	['nn', NO],
	['pl', PL],
	['ru', RU],
	['uk', UK],
	['tr', TR],
	['zu', ZU],
	['xh', XH],
	['st', ST],
	['tn', TN],
	['nso', NSO],
	['ko', KO],
	['ar', AR],
	['he', HE],
	['hi', HI],
]);
