import { buildCues } from '../../../nodes/shared/captions';
import { captionFiles } from '../../../nodes/shared/captions/files';
import { edit, type Edits } from '../../../nodes/shared/edit/edit';
import { measure } from '../../../nodes/shared/measures/measure';
import { searchTranscript } from '../../../nodes/shared/search';
import type { Transcript, Word } from '../../../nodes/shared/transcript/model';
import { renderDialogue } from '../../../nodes/shared/transcript/render/dialogue';
import { renderHtml } from '../../../nodes/shared/transcript/render/html';
import { renderMarkdown } from '../../../nodes/shared/transcript/render/markdown';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { joinWords } from '../../../nodes/shared/transcript/words';
import { aTranscript, aWord } from '../../support/transcripts';

/** `A: Hello there. | B: Hi.`, a second for each word. */
async function dialogue(text: string, rest: Partial<Transcript> = {}): Promise<Transcript> {
	const words: Word[] = [];
	for (const turn of text.split(' | ')) {
		const [, speaker = null, said = turn] = /^(\w+): (.*)$/u.exec(turn) ?? [];
		for (const word of said.split(' ')) {
			words.push(aWord(word, words.length, { speaker, spaceBefore: words.length > 0 }));
		}
	}
	return aTranscript(words, { segments: await segmentsFromWords(words), text: joinWords(words), ...rest });
}

const edited = async (transcript: Transcript, edits: Edits) => (await edit(transcript, edits)).transcript;
const turns = ({ segments }: Transcript) => segments.map(({ speaker, text }) => `${speaker}: ${text}`);

describe('speakers', () => {
	it('have their names in every output', async () => {
		const given = await dialogue('A: How are you today? | B: Fine. | A: Good.', {
			insights: {
				sentiment: [
					{
						start: 0,
						end: 4,
						speaker: 'A',
						channel: null,
						text: 'How',
						sentiment: 'neutral',
						confidence: null,
					},
				],
				other: { utterances: [{ speaker: 'B' }] },
			},
		});
		const named = await edited(given, {
			names: [
				{ label: 'A', name: 'Ada' },
				{ label: 'Speaker B', name: 'Bo' },
			],
		});
		expect(await renderDialogue(named)).toContain('[00:00:04] Bo: Fine.');
		for (const output of [await renderMarkdown(named), await renderHtml(named)]) {
			expect(output).toContain('Ada');
			expect(output).not.toContain('Speaker A');
		}
		expect((await measure(named)).speakers.map(({ speaker }) => speaker)).toEqual(['Ada', 'Bo']);
		const captions = await captionFiles.srt.write(
			await buildCues(named, { speakerLabels: 'prefix' }),
			named,
			25,
		);
		expect(captions).toContain('Bo: Fine.');
		const [found] = await searchTranscript(named, ['fine'], {});
		expect(found?.hits[0]?.speaker).toBe('Bo');
		expect(named.insights.sentiment?.[0]?.speaker).toBe('Ada');
		expect(named.insights.other).toEqual({ utterances: [{ speaker: 'Bo' }] });
	});

	it('are named by channel where the vendor identifies none', async () => {
		const words = [aWord('Hello', 0, { channel: '1' }), aWord('Hi', 1, { channel: '2' })];
		const given = aTranscript(words, { segments: await segmentsFromWords(words) });
		const { transcript, unknownSpeakers } = await edit(given, {
			names: [
				{ label: 'Channel 1', name: 'Agent' },
				{ label: '2', name: 'Customer' },
				{ label: 'C', name: 'Nobody' },
			],
		});
		expect(turns(transcript)).toEqual(['Agent: Hello', 'Customer: Hi']);
		expect(unknownSpeakers).toEqual(['C']);
	});

	it('become one if they have the same name', async () => {
		const merged = await edited(await dialogue('A: One two. | C: Three. | B: Four.'), {
			names: [
				{ label: 'A', name: 'Ada' },
				{ label: 'C', name: 'Ada' },
			],
		});
		expect(turns(merged)).toEqual(['Ada: One two. Three.', 'B: Four.']);
		expect(merged.segments[0]).toMatchObject({ start: 0, end: 3, words: { from: 0, to: 3 } });
	});

	it('are split by time, within a segment', async () => {
		const split = await edited(await dialogue('A: One two three four. | B: Five.'), {
			assignments: [{ start: 2, end: 10, label: 'A', name: 'Cy' }],
		});
		expect(turns(split)).toEqual(['A: One two', 'Cy: three four.', 'B: Five.']);
		expect(split.words.map(({ speaker }) => speaker)).toEqual(['A', 'A', 'Cy', 'Cy', 'B']);
	});
});

describe('times', () => {
	it('are cut, with what follows moved', async () => {
		const given = await dialogue('A: One two. | B: Three four. | A: Five.', {
			insights: {
				summary: 'About three.',
				chapters: [
					{ start: 0, end: 2, title: 'First', summary: '' },
					{ start: 2, end: 4, title: 'Second', summary: '' },
					{ start: 4, end: 5, title: 'Third', summary: '' },
				],
			},
		});
		const shorter = await edited(given, { remove: [{ start: 2, end: 4 }] });
		expect(turns(shorter)).toEqual(['A: One two.', 'A: Five.']);
		expect(shorter.segments.map(({ start, end }) => [start, end])).toEqual([
			[0, 2],
			[2, 3],
		]);
		expect(shorter.duration).toBe(3);
		expect(shorter.text).toBe('One two. Five.');
		expect(shorter.insights.chapters?.map(({ title, start }) => `${title} ${start}`)).toEqual([
			'First 0',
			'Third 2',
		]);
		expect(shorter.insights.summary).toBeUndefined();
		expect(shorter.insights.warnings?.[0]?.message).toMatch(/left out: summary/);
	});

	it('keep their place if gaps stay open', async () => {
		const given = await dialogue('A: One two. | B: Three four. | A: Five.');
		const kept = await edited(given, { keep: { start: 2, end: 4 }, closeGaps: false });
		expect(turns(kept)).toEqual(['B: Three four.']);
		expect(kept.words.map(({ start }) => start)).toEqual([2, 3]);
		expect(kept.duration).toBe(5);
	});

	it('show only what is left of a sentence that is cut', async () => {
		const given = await dialogue('A: My code is secret, thanks.', {
			insights: {
				topics: {
					summary: {},
					segments: [{ start: 0, end: 5, text: 'My code is secret, thanks.', topics: [] }],
				},
				translations: {
					de: {
						text: 'Mein Code ist geheim, danke.',
						segments: [
							{ start: 0, end: 5, speaker: 'A', channel: null, text: 'Mein Code ist geheim, danke.' },
						],
					},
				},
			},
		});
		const result = await edited(given, { remove: [{ start: 3, end: 4 }] });
		expect(JSON.stringify(result)).not.toMatch(/secret|geheim/);
		expect(result.insights.topics?.segments[0]).toMatchObject({
			text: 'My code is thanks.',
			start: 0,
			end: 4,
		});
	});

	it('are shifted', async () => {
		const given = await dialogue('A: One two. | B: Three.');
		const later = await edited(given, { shift: 60.5 });
		expect(later.segments.map(({ start }) => start)).toEqual([60.5, 62.5]);
		expect(later.duration).toBe(63.5);
		const earlier = await edited(given, { shift: -1 });
		expect(turns(earlier)).toEqual(['A: two.', 'B: Three.']);
		expect(earlier.words.map(({ start }) => start)).toEqual([0, 1]);
	});
});

describe('words', () => {
	const glossary = (find: string, replaceWith: string): Edits => ({ replacements: [{ find, replaceWith }] });

	it.each([
		['colour', 'color', 'Colour, COLOUR and colour.', 'Color, COLOR and color.'],
		['cube er netties', 'Kubernetes', 'We use Cube Er, Netties!', 'We use Kubernetes!'],
		['k8s', 'Kubernetes cluster', 'The k8s is up.', 'The Kubernetes cluster is up.'],
		['beta', '', 'The beta version, beta.', 'The version,'],
		['a', 'x', 'a-a b', 'x-x b'],
		['school*', 'academy', 'Schools and preschool.', 'Academy and preschool.'],
		["don't", 'do not', 'I don’t know.', 'I do not know.'],
		['東京', '京都', '東京 です。', '京都 です。'],
	])('replaces %s by %s', async (find, replaceWith, before, after) => {
		const result = await edited(await dialogue(`A: ${before}`), glossary(find, replaceWith));
		expect(result.text).toBe(after);
		expect(result.segments.map(({ text }) => text)).toEqual([after]);
	});

	it('keep their times when they are replaced', async () => {
		const result = await edited(await dialogue('A: We use cube er netties here.'), {
			replacements: [
				{ find: 'cube er netties', replaceWith: 'Kubernetes' },
				{ find: 'here', replaceWith: 'over here' },
			],
		});
		expect(result.words.map(({ text, start, end, timing }) => [text, start, end, timing])).toEqual([
			['We', 0, 1, 'exact'],
			['use', 1, 2, 'exact'],
			['Kubernetes', 2, 5, 'exact'],
			['over', 5, 5.5, 'estimated'],
			['here.', 5.5, 6, 'estimated'],
		]);
	});

	it('are replaced in insights and translations', async () => {
		const given = await dialogue('A: Ask gerbode.', {
			insights: {
				summary: 'About gerbode.',
				translations: { de: { text: 'Frag gerbode.', segments: [] } },
				actionItems: [{ text: 'Ask gerbode', quote: null, start: null }],
			},
		});
		const result = await edited(given, glossary('gerbode', 'Gerbode'));
		expect(JSON.stringify(result)).not.toContain('gerbode');
	});

	it.each([
		['en', 'Um, so we, uh, start.', 'So we, start.'],
		['en', 'I think, um. Yes.', 'I think. Yes.'],
		['de', 'Er ähm geht.', 'Er geht.'],
		['zu', 'Um yebo.', 'Yebo.'],
		[null, 'Er uhm geht.', 'Er geht.'],
	])('that fill a pause are removed (%s)', async (language, before, after) => {
		const { transcript, fillersRemoved } = await edit(await dialogue(`A: ${before} | B: um.`, { language }), {
			fillers: { language: null },
		});
		expect(transcript.segments[0]?.text).toBe(after);
		expect(fillersRemoved).toBeGreaterThan(0);
		if (language === 'en') expect(transcript.segments).toHaveLength(1);
	});

	it('that fill a pause are removed with the punctuation that a vendor writes separately', async () => {
		const given = await dialogue('A: I went , uh , home .');
		const result = await edited(given, { fillers: { language: null } });
		expect(result.words.map(({ text }) => text)).toEqual(['I', 'went', ',', 'home', '.']);
	});
});

it('gives a transcript without words and segments both', async () => {
	const given = aTranscript([], { text: 'Ask the doctor.', duration: 3 });
	const result = await edited(given, { replacements: [{ find: 'doctor', replaceWith: 'nurse' }] });
	expect(result.text).toBe('Ask the nurse.');
	expect(result.segments).toMatchObject([{ text: 'Ask the nurse.', end: 3 }]);
});
