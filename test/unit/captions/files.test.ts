import srtValidator from 'srt-validator';
import { buildCues, toSrt, toVtt } from '../../../nodes/shared/captions';
import { aCue, spoken, word } from '../../support/captionData';
import { captionsOf } from '../../support/captionMeasures';
import { parseVtt } from '../../support/captionParsers';

describe('srt', () => {
	it('consists of numbered blocks', () => {
		expect(
			toSrt([aCue({ start: 0.5, end: 2.0409, lines: ['one', 'two'] }), aCue({ start: 3, end: 4 })]),
		).toBe('1\n00:00:00,500 --> 00:00:02,041\none\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\ntext\n\n');
	});

	it('has the requested line endings', () => {
		expect(toSrt([aCue({})], { newline: '\r\n' })).toBe('1\r\n00:00:00,000 --> 00:00:01,000\r\ntext\r\n\r\n');
	});

	it('contains nothing that a player would interpret as a time or a tag', () => {
		const text = toSrt([aCue({ lines: ['a --> b', 'x < y <i>z</i> {\\an8}'] })]);
		expect(text.match(/-->/g)).toHaveLength(1);
		expect(text).toContain('a → b\n');
		expect(text).toContain('x < y <\u2060i>z<\u2060/i> {\u2060\\an8}\n');
	});

	it('continues to count hours after 24', async () => {
		const late = 25 * 3600 + 61.5;
		const cues = await buildCues({
			language: 'en',
			words: [word('Still', late, late + 0.4), word('here.', late + 0.4, late + 1)],
		});
		expect(toSrt(cues)).toBe('1\n25:01:01,500 --> 25:01:03,000\nStill here.\n\n');
		expect(toVtt(cues)).toBe('WEBVTT\n\n25:01:01.500 --> 25:01:03.000\nStill here.\n');
		expect(srtValidator(toSrt(cues))).toEqual([]);
		expect(parseVtt(toVtt(cues))).toMatchObject({ errors: [], captions: captionsOf(cues) });
		expect(toVtt([aCue({ start: 360000, end: 360001 })])).toContain('100:00:00.000 --> 100:00:01.000');
	});

	it('of no cues is empty', () => {
		expect(toSrt([])).toBe('');
	});
});

describe('vtt', () => {
	it('escapes markup', () => {
		const text = toVtt([aCue({ lines: ['R&D <b>', 'a --> b &amp;'] })]);
		expect(text).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nR&amp;D &lt;b&gt;\na --&gt; b &amp;amp;\n');
		expect(parseVtt(text)).toMatchObject({
			errors: [],
			captions: [{ lines: ['R&D <b>', 'a --> b &amp;'] }],
		});
	});

	it('puts the lines of one voice into one tag', () => {
		expect(toVtt([aCue({ lines: ['one', 'two'], voices: ['Anna & Co', 'Anna & Co'] })])).toContain(
			'\n<v Anna &amp; Co>one\ntwo</v>\n',
		);
		const shared = toVtt([aCue({ lines: ['- one', '- two', '- three'], voices: ['A', null, 'B'] })]);
		expect(shared).toContain('\n<v A>- one</v>\n- two\n<v B>- three</v>\n');
		expect(parseVtt(shared)).toMatchObject({ errors: [], voices: [['A', 'B']] });
	});

	it('names the cues if requested', () => {
		expect(toVtt([aCue({}), aCue({ start: 2, end: 3 })], { identifiers: true })).toContain(
			'\n\n2\n00:00:02.000',
		);
	});

	it('of no cues is a valid file', () => {
		expect(parseVtt(toVtt([])).errors).toEqual([]);
	});
});

describe('files of other scripts', () => {
	it.each(['ja', 'ar', 'th', 'de'])('are valid in %s', async (language) => {
		const text = {
			ja: '今日は<天気>がいいですね。明日も晴れるでしょう。',
			ar: 'مرحبا & أهلا وسهلا بكم في هذا البرنامج',
			th: 'สวัสดีครับวันนี้อากาศดีมากเลย-->',
			de: 'Grüß Gott & auf Wiedersehen, liebe Zuhörerinnen und Zuhörer <3',
		}[language];
		const cues = await buildCues(spoken(text ?? '', language));
		expect(cues.length).toBeGreaterThan(0);
		expect(srtValidator(toSrt(cues))).toEqual([]);
		expect(parseVtt(toVtt(cues))).toMatchObject({ errors: [], captions: captionsOf(cues) });
	});
});
