import { buildCues, displayWidth, type CaptionRules } from '../../../nodes/shared/captions';
import { spoken, word } from '../../support/captionData';

const linesOf = async (text: string, language: string | null, rules: Partial<CaptionRules> = {}) =>
	(await buildCues(spoken(text, language), rules)).map(({ lines }) => lines);

/** Chinese and Japanese as vendors return it: every character is a word. */
const byCharacter = (text: string, language: string) => ({
	language,
	words: Array.from(text, (character, index) =>
		word(character, index * 0.2, index * 0.2 + 0.2, {
			spaceBefore: false,
			kind: /[。、，]/.test(character) ? 'punctuation' : 'word',
		}),
	),
});

describe('line breaks', () => {
	it('in English are after punctuation and before conjunctions', async () => {
		expect(
			await linesOf('It was a hundred and forty years old and you could still see the marks.', 'en_us'),
		).toEqual([['It was a hundred and forty years old', 'and you could still see the marks.']]);
	});

	it('in English keep title and name, number and unit together', async () => {
		const titled = await linesOf('We sat for an hour and talked with Mr. Okafor about the bridge.', 'en');
		expect(titled.flat().filter((line) => line.endsWith('Mr.'))).toEqual([]);
		const measured = await linesOf('The sand in that old mortar came from 4 km up the river or more.', 'en');
		expect(measured.flat()).toHaveLength(2);
		expect(measured.flat().filter((line) => /\b4$/.test(line))).toEqual([]);
	});

	it('in German recognize ordinals, titles and compounds', async () => {
		expect(
			await linesOf(
				'Am 3. Oktober hat der Bürgermeister von Neustadt an der Weinstraße erklärt, dass die Donaudampfschifffahrtsgesellschaft den Betrieb aufnimmt. Frau Dr. Schneider hält das für falsch.',
				'de',
			),
		).toEqual([
			['Am 3. Oktober hat der Bürgermeister', 'von Neustadt an der Weinstraße erklärt,'],
			['dass', 'die Donaudampfschifffahrtsgesellschaft'],
			['den Betrieb aufnimmt.', 'Frau Dr. Schneider hält das für falsch.'],
		]);
	});

	it.each([
		['fr', "Quand j'étais petite, ma grand-mère m'emmenait au marché, où l'on trouvait des fromages."],
		['es', 'Las obras que se perdieron durante el incendio no podrán ser reemplazadas nunca.'],
		['it', 'Il direttore del museo ha detto che le opere perdute non potranno essere sostituite.'],
		['pt', 'O diretor do museu disse que as obras perdidas não poderão ser substituídas.'],
		['nl', 'De directeur van het museum zei dat de verloren werken niet vervangen kunnen worden.'],
		['id', 'Kami akan membahas hasil penelitian yang dilakukan oleh tim dari Universitas Gadjah Mada.'],
		['af', 'Ek wil graag vandag gesels oor die manier waarop ons die water in die Karoo bestuur.'],
	])('in %s are never after an article or preposition', async (language, text) => {
		const lines = (await linesOf(text, language)).flat();
		expect(lines.length).toBeGreaterThan(1);
		expect(
			lines.filter((line) =>
				/(?:^|\s)(?:le|la|les|du|des|el|las|los|de|del|il|i|o|a|os|as|do|het|van|die|in|oor|yang|oleh|dari|un|une|ma|che|que|dat)$/i.test(
					line,
				),
			),
		).toEqual([]);
	});

	it('in a language without a list are at punctuation', async () => {
		const lines = (
			await linesOf('Sawubona mngani wami omuhle kakhulu namuhla, ngiyajabula ukukubona futhi lapha.', 'xx')
		).flat();
		expect(lines).toContain('ngiyajabula ukukubona futhi lapha.');
	});

	it('in Japanese are between phrases, whether the vendor returns characters or whole sentences', async () => {
		const text = '昨日東京で開かれた会議で、専門家たちは気候変動が農業に与える影響について議論しました。';
		const expected = [
			['昨日東京で開かれた会議で、', '専門家たちは気候変動が'],
			['農業に与える影響について', '議論しました。'],
		];
		const characters = await buildCues(byCharacter(text, 'ja'));
		expect(characters.map(({ lines }) => lines)).toEqual(expected);
		expect(characters.flatMap(({ words }) => words)).toEqual(Array.from(text, (_, index) => index));
		const sentence = await buildCues({ language: 'ja', words: [word(text, 10, 19)] });
		expect(sentence.map(({ lines }) => lines)).toEqual(expected);
		expect(sentence.map(({ words }) => words)).toEqual([[0], [0]]);
		const [first, second] = sentence;
		expect(first?.start).toBe(10);
		expect(second?.start).toBeGreaterThan(14.5);
		expect(second?.start).toBeLessThan(15.5);
		expect(second?.end).toBe(19.773);
	});

	it('in Chinese are never before a closing mark or a particle', async () => {
		const text =
			'他们认为政府应该投入更多的资金，但是并不是所有的人都同意这个看法，因为钱从哪里来还没有人知道。';
		const lines = (await buildCues(byCharacter(text, 'cmn'))).flatMap((cue) => cue.lines);
		expect(lines.join('')).toBe(text);
		for (const line of lines) expect(line).not.toMatch(/^[，。的了吗]/);
	});

	it('in Thai are between words and never split a letter from its marks', async () => {
		const text =
			'ผู้เชี่ยวชาญได้ประชุมกันเรื่องผลกระทบของการเปลี่ยนแปลงสภาพภูมิอากาศต่อเกษตรกรรมและพวกเขาเห็นว่ารัฐบาลควรลงทุนมากขึ้น';
		const cues = await buildCues({ language: 'th', words: [word(text, 0, 12)] });
		const lines = cues.flatMap((cue) => cue.lines);
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.join('')).toBe(text);
		const ends = new Set(
			[...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map(
				({ index, segment }) => index + segment.length,
			),
		);
		let offset = 0;
		for (const line of lines) {
			offset += line.length;
			expect(ends.has(offset)).toBe(true);
			expect(displayWidth(line)).toBeLessThanOrEqual(42);
		}
	});

	it('in Arabic keep the letters in reading order', async () => {
		const text =
			'في صباح اليوم الأول من العام الجديد خرج الناس إلى الشوارع للاحتفال بالمناسبة، ولكن الطقس كان باردا جدا.';
		const cues = await buildCues(spoken(text, 'ar', { more: { speaker: 'A' } }), { speakerLabels: 'prefix' });
		const lines = cues.flatMap((cue) => cue.lines);
		expect(lines[0]).toMatch(/^\u2068Speaker A\u2069: في صباح/);
		expect(lines.join(' ').replace('\u2068Speaker A\u2069: ', '')).toBe(text);
	});

	it('isolate a right-to-left name in a left-to-right line, and nothing if the directions match', async () => {
		const arabic = await buildCues(spoken('Good morning to you.', 'en', { more: { speaker: 'ليلى' } }), {
			speakerLabels: 'prefix',
		});
		expect(arabic[0]?.lines).toEqual(['\u2068ليلى\u2069: Good morning to you.']);
		const hebrew = await buildCues(spoken('שלום לכולם', 'he', { more: { speaker: 'דוד' } }), {
			speakerLabels: 'prefix',
		});
		expect(hebrew[0]?.lines).toEqual(['דוד: שלום לכולם']);
	});
});

describe('words longer than a line', () => {
	it('are kept whole if they fit, otherwise split where this is allowed', async () => {
		const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
		const cues = await buildCues({
			language: 'cy',
			words: [word('In', 0, 0.2), word(long, 0.2, 3), word('today.', 3, 3.4)],
		});
		const shown = cues.flatMap(({ lines }) => lines).join('');
		expect(shown.replaceAll(' ', '')).toBe(`In${long}today.`);
		for (const line of cues.flatMap(({ lines }) => lines)) expect(line.length).toBeLessThanOrEqual(42);
		const whole = await buildCues({ language: 'cy', words: [word(long, 0, 3)] }, { maxCharsPerLine: 60 });
		expect(whole[0]?.lines).toEqual([long]);
	});

	it('are split after a slash or hyphen if there is one', async () => {
		const cues = await buildCues({
			language: 'en',
			words: [word('https://example.com/a/very/long/path/that-goes/on/for/ever?query=1', 0, 4)],
		});
		const [first, second] = cues[0]?.lines ?? [];
		expect(first).toMatch(/[/=?.-]$/);
		expect(`${first}${second}`).toBe('https://example.com/a/very/long/path/that-goes/on/for/ever?query=1');
	});

	it('keep a family emoji whole, and an accent with its letter', async () => {
		const text = '👩‍👩‍👧'.repeat(30);
		const cues = await buildCues({ language: null, words: [word(text, 0, 5)] });
		const lines = cues.flatMap((cue) => cue.lines);
		expect(lines.join('')).toBe(text);
		for (const line of lines) expect(line).toMatch(/^(?:👩‍👩‍👧)+$/u);
	});
});
