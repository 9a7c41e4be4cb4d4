import { buildCues } from '../../../nodes/shared/captions';
import { captionFiles, oneWordCues } from '../../../nodes/shared/captions/files';
import { withoutFillers } from '../../../nodes/shared/captions/fillers';
import { joinWords } from '../../../nodes/shared/transcript/words';
import { conversation, spoken } from '../../support/captionData';
import { aTranscript, aWord } from '../../support/transcripts';

const attached = (text: string) => text.split(' ').map((each, index) => aWord(each, index));
/** As Speechmatics writes it: punctuation is separate. */
const separate = (text: string) =>
	text
		.split(' ')
		.flatMap((each) => each.match(/[\p{L}'-]+|[^\p{L}'-]/gu) ?? [])
		.map((each, index) => aWord(each, index));

const without = async (words: ReturnType<typeof attached>, language: string | null = 'en') =>
	joinWords((await withoutFillers(words, language)).words);

describe.each([
	['attached', attached],
	['separate', separate],
] as const)('with %s punctuation', (_, words) => {
	it.each([
		['Um, we start now.', 'We start now.'],
		['I think, um, we start.', 'I think, we start.'],
		['We start now, um. Good.', 'We start now. Good.'],
		['We start now um.', 'We start now.'],
		['It ends. Uh. It starts.', 'It ends. It starts.'],
		['Er, uh, yes.', 'Yes.'],
		['Um? Yes.', 'Um? Yes.'],
		['The umbrella and uh-huh.', 'The umbrella and uh-huh.'],
	])('"%s" becomes "%s"', async (text, expected) => {
		expect(await without(words(text))).toBe(expected);
	});
});

it.each([
	['de', 'Ähm, das ist, äh, gut.', 'Das ist, gut.'],
	['fr', 'Euh, je pense.', 'Je pense.'],
	['es', 'Ehm, creo que sí.', 'Creo que sí.'],
	['id', 'Em, saya kira.', 'Saya kira.'],
	['sw', 'Um, hapa.', 'Um, hapa.'],
])('in %s', async (language, text, expected) => {
	expect(await without(attached(text), language)).toBe(expected);
});

it('words that the vendor marks are omitted in every language', async () => {
	const words = [aWord('Yani', 0, { tags: ['disfluency'] }), aWord('evet', 1)];
	expect(await without(words, 'tr')).toBe('Evet');
});

it('captions refer to the words of the transcript, in every form', async () => {
	const transcript = aTranscript(attached('Um, we start, uh. Now we go.'));
	const cues = await buildCues(transcript, { omitFillers: true });
	expect(cues.flatMap(({ lines }) => lines)).toEqual(['We start.', 'Now we go.']);
	expect(cues.flatMap(({ words }) => words)).toEqual([1, 2, 4, 5, 6]);
	expect(oneWordCues(cues, transcript.words)).toHaveLength(5);
	const ass = await captionFiles.assHighlight.write(cues, transcript, 25);
	expect(ass).toContain('{\\k100}We{\\k0} {\\k100}start.\n');
	expect((await buildCues(transcript))[0]?.lines).toEqual(['Um, we start, uh. Now we go.']);
});

it.each([1, 2])('everything else is still said, seed %i', async (seed) => {
	const speech = conversation({ seconds: 200 }, seed);
	const cues = await buildCues(speech, { omitFillers: true, dialogueDashes: false });
	const text = cues.flatMap(({ lines }) => lines).join(' ');
	expect(text).toBe(
		(await buildCues(speech, { dialogueDashes: false })).flatMap(({ lines }) => lines).join(' '),
	);
	const um = spoken('Um, that is, um, all. Um.', 'en');
	expect((await buildCues(um, { omitFillers: true })).flatMap(({ lines }) => lines)).toEqual([
		'That is, all.',
	]);
});
