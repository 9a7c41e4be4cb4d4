import { spaceReader } from '../../../nodes/shared/transcript/spacing';

/** The words of a text, with a `_` before those that follow a space. */
function read(text: string, words: readonly string[]): string {
	const hasSpace = spaceReader(text);
	return words.map((word) => (hasSpace(word) ? `_${word}` : word)).join('|');
}

describe('the space before a word', () => {
	it.each([
		['Well, yes.', ['Well', ',', 'yes', '.'], 'Well|,|_yes|.'],
		['  Well yes', ['Well', 'yes'], 'Well|_yes'],
		['Well\n\nyes', ['Well', 'yes'], 'Well|_yes'],
		['東京に行く', ['東京', 'に', '行く'], '東京|に|行く'],
		['no no no', ['no', 'no', 'no'], 'no|_no|_no'],
		['東京 東京', ['東京', '東京'], '東京|_東京'],
		['', ['a', 'b'], 'a|b'],
	])('is that of the text: %j', (text, words, expected) => {
		expect(read(text, words)).toBe(expected);
	});

	it('is assumed for a word that is not in the text', () => {
		expect(read('I live in Berlin', ['I', 'live', 'at', 'Berlin'])).toBe('I|_live|_at|_Berlin');
		expect(read('one two', ['*', 'one', 'two'])).toBe('*|one|_two');
		expect(read('one two', ['one', '', 'two'])).toBe('one|_|_two');
	});

	it('is found after words that are not in the list', () => {
		expect(read('My number is [redacted], thanks', ['My', 'number', 'thanks'])).toBe('My|_number|_thanks');
		expect(read('東京駅に行く', ['東京', '行く'])).toBe('東京|行く');
		expect(read('one two', ['two'])).toBe('_two');
	});

	it('is only searched for within two hundred characters', () => {
		const gap = (length: number) => `one${'x'.repeat(length)}two three`;
		expect(read(gap(197), ['one', 'two', 'three'])).toBe('one|two|_three');
		expect(read(gap(198), ['one', 'two', 'three'])).toBe('one|_two|_three');
		// A word that was not found does not change the position.
		expect(read(gap(198), ['one', 'two', 'xx'])).toBe('one|_two|xx');
	});
});
