import type { Segment, Transcript } from '../../../nodes/shared/transcript/model';
import { clock, readableDuration, shortClock } from '../../../nodes/shared/transcript/render/clock';
import { renderDialogue } from '../../../nodes/shared/transcript/render/dialogue';
import { voicesOf } from '../../../nodes/shared/transcript/render/speakers';
import { renderText } from '../../../nodes/shared/transcript/render/text';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { aTranscript, aWord } from '../../support/transcripts';

function turn(speaker: string | null, start: number, text: string, rest: Partial<Segment> = {}): Segment {
	return {
		speaker,
		channel: null,
		start,
		end: start + 1,
		text,
		confidence: null,
		words: { from: 0, to: 0 },
		...rest,
	};
}

const withTurns = (segments: Segment[], rest: Partial<Transcript> = {}) =>
	aTranscript([], { segments, text: segments.map(({ text }) => text).join(' '), ...rest });

describe('times', () => {
	it.each([
		[0, '00:00:00'],
		[65.999, '00:01:05'],
		[90_061, '25:01:01'],
	])('clock(%d) is %s', (seconds, shown) => {
		expect(clock(seconds)).toBe(shown);
	});

	it.each([
		[65, 100, '1:05'],
		[65, 3600, '0:01:05'],
		[3600, 4000, '1:00:00'],
		[3700, 3599, '61:40'],
		[59.9, 3600, '0:00:59'],
	])('shortClock(%d of %d) is %s', (seconds, whole, shown) => {
		expect(shortClock(seconds, whole)).toBe(shown);
	});

	it.each([
		[7.4, '7 s'],
		[59.6, '1 min 00 s'],
		[7325, '2 h 02 min'],
		[125, '2 min 05 s'],
		[3600, '1 h 00 min'],
	])('readableDuration(%d) is %s', (seconds, shown) => {
		expect(readableDuration(seconds)).toBe(shown);
	});
});

describe('renderText', () => {
	it('returns the continuous text', async () => {
		const text = ' All  that was\nsaid. ';
		expect(await renderText(withTurns([turn('A', 0, 'All that was said.')], { text }))).toBe(text);
	});

	it('omits turns without text', async () => {
		const turns = [turn('A', 0, ' One. '), turn('B', 1, ' '), turn('A', 2, 'Two.')];
		expect(await renderText(withTurns(turns, { text: ' ' }))).toBe('One.\nTwo.');
	});

	it('returns one line per turn if there is no text', async () => {
		expect(await renderText(withTurns([turn('A', 0, 'One.'), turn('B', 1, 'Two.')], { text: '' }))).toBe(
			'One.\nTwo.',
		);
	});
});

describe('renderDialogue', () => {
	const transcript = withTurns([turn('A', 0, 'Good morning.'), turn('S2', 65.4, 'Hi\n[00:00:09] A: fake')]);

	it('returns one line per turn', async () => {
		expect(await renderDialogue(transcript)).toBe(
			'[00:00:00] Speaker A: Good morning.\n[00:01:05] Speaker 2: Hi [00:00:09] A: fake',
		);
	});

	it('omits times and speakers if these are disabled', async () => {
		expect(await renderDialogue(transcript, { times: false })).toMatch(/^Speaker A: Good morning\.\n/);
		expect(await renderDialogue(transcript, { speakers: false })).toMatch(/^\[00:00:00\] Good morning\.\n/);
	});

	it('names the channel if no speaker is known', async () => {
		const turns = [turn(null, 0, 'Yes.', { channel: '1' }), turn(null, 1, 'No.', { channel: 'agent' })];
		expect(await renderDialogue(withTurns(turns))).toBe('[00:00:00] Channel 1: Yes.\n[00:00:01] agent: No.');
	});

	it('splits a long talk without speakers at sentences and takes the time of each part from its words', async () => {
		const sentence = 'Dr. Smith said that this sentence has a few words and ends here.';
		const texts = Array.from({ length: 40 }, () => sentence.split(' ')).flat();
		const words = texts.map((text, index) => aWord(text, index));
		const lines = (
			await renderDialogue(aTranscript(words, { segments: await segmentsFromWords(words) }))
		).split('\n');
		expect(lines.length).toBeGreaterThan(3);
		const perSentence = sentence.split(' ').length;
		for (const line of lines) {
			const [, minutes, seconds, text] = /^\[00:(\d\d):(\d\d)\] (.*)$/.exec(line) ?? [];
			expect(text).toMatch(/^Dr\. .*here\.$/);
			expect((Number(minutes) * 60 + Number(seconds)) % perSentence).toBe(0);
		}
	});

	it('splits text without spaces, and distributes the time if the words do not match the text', async () => {
		const text = '東京に行きます。'.repeat(100);
		const lines = (await renderDialogue(withTurns([turn(null, 0, text, { end: 100 })]))).split('\n');
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.map((line) => line.slice(11)).join('')).toBe(text);
		expect(lines.map((line) => line.slice(0, 10))).toEqual(
			[...lines.map((line) => line.slice(0, 10))].sort(),
		);
		expect(lines.at(-1)).not.toMatch(/^\[00:00:00\]/);
	});

	it('returns an empty text for an empty transcript', async () => {
		expect(await renderDialogue(withTurns([]))).toBe('');
	});
});

describe('speakers', () => {
	it('have different marks', () => {
		const speakers = ['A', 'Anna Berg', 'Axel Bohr', 'AB', 'Änne Übel', '!', '1', 'S1', 'UU'];
		const { list } = voicesOf(speakers.map((speaker, index) => turn(speaker, index, 'x')));
		const marks = list.map(({ mark }) => mark);
		expect(new Set(marks).size).toBe(speakers.length);
		expect(marks.slice(0, 2)).toEqual(['A', 'AB']);
		expect(Math.max(...marks.map((mark) => mark.length))).toBeLessThanOrEqual(3);
	});
});
