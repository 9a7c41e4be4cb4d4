import { fillerChanges } from '../../../nodes/shared/transcript/fillerChanges';
import { createFillerTest } from '../../../nodes/shared/transcript/fillers';
import type { Word } from '../../../nodes/shared/transcript/model';
import { joinWords } from '../../../nodes/shared/transcript/words';
import { aWord } from '../../support/transcripts';

const attached = (text: string) => text.split(' ').map((each, index) => aWord(each, index));
/** As Speechmatics writes it: punctuation is separate, and an opening mark follows a space. */
const separate = (text: string) =>
	text
		.split(' ')
		.flatMap((each) => each.match(/[\p{L}\p{N}'-]+|[^\p{L}\p{N}'-]/gu) ?? [])
		.map((each, index) => aWord(each, index, /[“¿(]/u.test(each) ? { spaceBefore: true } : {}));

/** The text that is left, with `_` in place of the space after an opening mark. */
async function without(words: readonly Word[], language: string | null = 'en'): Promise<string> {
	const { changes } = await fillerChanges(words, language);
	return joinWords(words.flatMap((word, index) => changes.get(index) ?? [word])).replace(/([“¿(]) /gu, '$1');
}

describe.each([
	['attached', attached],
	['separate', separate],
] as const)('with %s punctuation', (_, words) => {
	it.each([
		['Um, we start now.', 'We start now.'],
		['I think, um, we start.', 'I think, we start.'],
		['We start now, um. Good.', 'We start now. Good.'],
		['We start now um.', 'We start now.'],
		['It is 50% um. Good.', 'It is 50%. Good.'],
		['They say “now”, um. Good.', 'They say “now”. Good.'],
		['It ends. Uh. It starts.', 'It ends. It starts.'],
		['It ends! Uh, it starts.', 'It ends! It starts.'],
		['It ends, um. Uh, it starts.', 'It ends. It starts.'],
		['It ends “now.” Uh. It starts.', 'It ends “now.” It starts.'],
		['Er, uh, yes.', 'Yes.'],
		['er, we start.', 'we start.'],
		['So Um, we start.', 'So we start.'],
		['We wait; um, then we start; um.', 'We wait; then we start.'],
		['Um. Yes, it is.', 'Yes, it is.'],
		['Um, “we start” now.', '“We start” now.'],
		['Um? Yes.', 'Um? Yes.'],
		['Um! Yes.', 'Um! Yes.'],
		['The umbrella and uh-huh.', 'The umbrella and uh-huh.'],
		['Um', ''],
	])('"%s" becomes "%s"', async (text, expected) => {
		expect(await without(words(text))).toBe(expected);
	});
});

it.each([
	['They say “now,” um. Good.', 'They say “now”. Good.'],
	['We wait – um. Good.', 'We wait. Good.'],
	['We wait,; um. Good.', 'We wait. Good.'],
	['We wait um... Good.', 'We wait. Good.'],
	['We wait “um.” Good.', 'We wait. Good.'],
])('in "%s" the full stop comes after the quotation marks and in place of a dash', async (text, expected) => {
	expect((await without(attached(text))).replace(' .', '.')).toBe(expected);
});

it('an opening mark that follows a space belongs to the next word, all others to the filler', async () => {
	const spaced = { spaceBefore: true };
	const words = [
		aWord('Um', 0),
		aWord('(', 1, spaced),
		aWord('we', 2, { spaceBefore: false }),
		aWord(')', 3),
	];
	expect(await without([...words, aWord('start', 4)])).toBe('(We) start');
	expect(await without([aWord('Um', 0), aWord('–', 1, spaced), aWord('"', 2), aWord('we', 3)])).toBe('We');
});

it('each speaker has sentences of their own', async () => {
	const words = [
		aWord('Um,', 0, { speaker: 'A' }),
		aWord('yes', 1, { speaker: 'B' }),
		aWord('we', 2, { speaker: 'A' }),
		aWord('um.', 3, { speaker: 'B' }),
		aWord('start.', 4, { speaker: 'A' }),
	];
	expect(await without(words)).toBe('yes. We start.');
});

it.each(['।', '؟', '۔', '።', '။', '‽'])(
	'a sentence keeps its end %s when the filler before it is removed',
	async (end) => {
		const words = [aWord('word', 0), aWord(`um${end}`, 1, { tags: ['disfluency'] })];
		expect(await without(words)).toBe(`word${end}`);
	},
);

it('fillers are counted, and only words are', async () => {
	const tags = ['disfluency'];
	const words = [
		aWord('Um', 0),
		aWord(',', 1),
		aWord('well', 2, { tags }),
		aWord('…', 3, { tags }),
		aWord('no', 4),
	];
	expect((await fillerChanges(words, 'en')).count).toBe(2);
	expect((await fillerChanges([], 'en')).count).toBe(0);
});

it.each([
	['af', 'ehm'],
	['cs', 'eee'],
	['da', 'øhm'],
	['de', 'ähm'],
	['en', 'uh'],
	['es', 'eeh'],
	['fi', 'öö'],
	['fr', 'euh'],
	['hu', 'ööö'],
	['id', 'eee'],
	['it', 'mh'],
	['ja', 'えーと'],
	['ko', '음'],
	['ms', 'emm'],
	['nl', 'eh'],
	['no', 'øh'],
	['nb', 'øh'],
	['pl', 'yyy'],
	['pt', 'ahn'],
	['ru', 'ммм'],
	['sv', 'öh'],
	['tr', 'ııı'],
	['zh', '呃'],
	['cmn', '呃'],
	['cmn_en', '呃'],
	['zu', 'uh'],
	['xh', 'uh'],
	['st', 'uh'],
	['tn', 'uh'],
	['nso', 'uh'],
	['ss', 'uh'],
	['ve', 'uh'],
	['ts', 'uh'],
	['nr', 'uh'],
	['en_us', 'uh'],
	['sw', 'uhm'],
	[null, 'uhm'],
])('in %s a sound of hesitation is %s', (language, sound) => {
	const isFiller = createFillerTest(language);
	expect(isFiller(aWord(sound, 0))).toBe(true);
	expect(isFiller(aWord(`«${sound}»,`, 1))).toBe(true);
	expect(isFiller(aWord(`(«${sound}»…).`, 2))).toBe(true);
	expect(isFiller(aWord('mhm', 3))).toBe(false);
	expect(isFiller(aWord(`${sound}-${sound}`, 4))).toBe(false);
	expect(isFiller(aWord(Array.from(`${sound}a`).join('-'), 5))).toBe(false);
	expect(isFiller(aWord(sound, 6, { kind: 'punctuation', tags: ['disfluency'] }))).toBe(false);
});

it('a sound that is a word in another language is no filler there', async () => {
	expect(await without(attached('Um lugar'), 'pt')).toBe('Um lugar');
	expect(await without(attached('Um, hapa.'), 'sw')).toBe('Um, hapa.');
	expect(await without(attached('Um, hapa.'), null)).toBe('Um, hapa.');
	const mixed = [aWord('um', 0, { language: 'pt' }), aWord('um', 1), aWord('lugar', 2, { language: 'pt' })];
	expect(await without(mixed, 'en')).toBe('um lugar');
});

it('words that the vendor marks are omitted in every language', async () => {
	const words = [aWord('Yani', 0, { tags: ['disfluency'] }), aWord('evet', 1, { tags: ['profanity'] })];
	expect(await without(words, 'tr')).toBe('Evet');
});
