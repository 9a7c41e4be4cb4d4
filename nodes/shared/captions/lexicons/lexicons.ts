import { english } from './english';
import { french } from './french';
import { german } from './german';
import { indonesian } from './indonesian';
import type { Lexicon } from './lexicon';
import { spanish } from './spanish';

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
	['en', english],
	['es', spanish],
	['fr', french],
	['de', german],
	['pt', PT],
	['it', IT],
	['nl', NL],
	['af', AF],
	['id', indonesian],
	['ms', indonesian],
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
