import type { Cue } from '../../../nodes/shared/captions';
import { captionFiles, type CaptionFileFormat } from '../../../nodes/shared/captions/files';
import type { Word } from '../../../nodes/shared/transcript/model';
import { aCue, word } from '../../support/captionData';
import { aTranscript, aWord } from '../../support/transcripts';

async function write(format: CaptionFileFormat, cues: readonly Cue[], words: readonly Word[] = []) {
	return await captionFiles[format].write(cues, aTranscript(words), 25);
}

/** The highlighted text of a caption from 0 to 4 seconds. */
async function highlighted(lines: string[], words: readonly Word[], order = words.map((_, index) => index)) {
	const cue = aCue({ start: 0, end: 4, lines, words: order });
	return (await write('assHighlight', [cue], words)).split('\n').at(-2)?.split(',,').at(-1);
}

describe('highlighted words', () => {
	const words = [word('So,', 0, 1), word('we', 1, 2), word('start', 2, 3)];

	it('have their times one after the other, and the time between them', async () => {
		expect(await highlighted(['So, we', 'start'], words)).toBe(
			'{\\k100}So,{\\k0} {\\k100}we\\N{\\k100}start',
		);
		const late = [word('So', 0.5, 1), word('we', 2, 9)];
		expect(await highlighted(['So we'], late)).toBe('{\\k50}{\\k50}So{\\k100} {\\k200}we');
	});

	it('are found in another case and with other punctuation', async () => {
		expect(await highlighted(['We', 'start.'], [word('we', 0, 1), word('start;', 1, 2)])).toBe(
			'{\\k100}We\\N{\\k100}start.',
		);
		expect(await highlighted(['Don’t!?'], [word('don’t?!', 0, 1)])).toBe('{\\k100}Don’t!?');
		expect(await highlighted(['a a'], [word('a', 0, 1), word('A', 1, 2)])).toBe('{\\k100}a{\\k0} {\\k100}a');
	});

	it('are the same text where they are not found', async () => {
		expect(await highlighted(['So we start'], [word('never', 0, 1)])).toBe('So we start');
		expect(await highlighted(['So we start'], [word('—', 0, 1)])).toBe('So we start');
		expect(
			await highlighted(['So we start'], [word('so', 0, 1), word('never', 1, 2), word('start', 2, 3)]),
		).toBe('{\\k100}So we start');
		// The lower case of this letter is longer, so that no place in the line is known.
		expect(await highlighted(['İ we'], [word('WE', 0, 1)])).toBe('İ we');
		expect(await highlighted(['So we'], words, [0, 7])).toBe('{\\k100}So we');
		expect(await highlighted(['So, we'], words, [0, 7])).toBe('{\\k100}So, we');
	});
});

it('the name of a speaker is no more than one field', async () => {
	const ass = await write('ass', [
		aCue({ speaker: 'Nadia,\r\nDr., MD', lines: ['a'] }),
		aCue({ speaker: null }),
	]);
	expect(ass).toContain(',Default,Nadia Dr.  MD,0,0,0,,a\n');
	expect(ass).toContain(',Default,,0,0,0,,text\n');
});

it.each([
	[0, '0:00:00.000'],
	[36_000, '10:00:00.000'],
	[3_600.5, '1:00:00.500'],
])('SubViewer writes %d seconds as %s', async (start, shown) => {
	expect((await write('sbv', [aCue({ start, end: start + 1 })])).split(',')[0]).toBe(shown);
});

it('SubViewer has an empty line between captions', async () => {
	expect(await write('sbv', [aCue({ lines: ['a', 'b'] }), aCue({ start: 1, end: 2, lines: ['c'] })])).toBe(
		'0:00:00.000,0:00:01.000\na\nb\n\n0:00:01.000,0:00:02.000\nc\n',
	);
});

it('a podcast transcript names nobody if the vendor does not', async () => {
	const transcript = aTranscript([aWord('Hello', 0)]);
	expect(JSON.parse(await captionFiles.podcast.write([], transcript, 25))).toEqual({
		version: '1.0.0',
		segments: [{ startTime: 0, endTime: 1, body: 'Hello' }],
	});
});

it('TTML has lines and captions one after the other, without a language that has no code', async () => {
	const cues = [aCue({ lines: ['a', 'b'] }), aCue({ index: 2, lines: ['c'] })];
	const line = (text: string) => `<span style="text">${text}</span>`;
	const paragraph = (id: string, content: string) =>
		`      <p xml:id="${id}" region="bottom" style="paragraph" begin="00:00:00.000" end="00:00:01.000">${content}</p>\n`;
	const ttml = await captionFiles.imsc.write(cues, aTranscript([], { language: 'isiZulu' }), 25);
	expect(ttml).toContain(
		`    <div>\n${paragraph('c1', `${line('a')}<br/>${line('b')}`)}${paragraph('c2', line('c'))}    </div>\n`,
	);
	expect(ttml).toContain(' xml:lang="">');
});
