/** English number words as digits, because one tool writes `25` and another `twenty-five`. */

const SMALL =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: ReadonlyMap<string, number> = new Map([
	['thousand', 1e3],
	['million', 1e6],
	['billion', 1e9],
]);

const UNITS = new Map(SMALL.map((word, value) => [word, value]));
const TENS_VALUES = new Map(TENS.map((word, index) => [word, (index + 2) * 10]));

/** A number at the start of the words, and how many words it has; `undefined` if there is none. */
export function numberIn(words: readonly string[]): { value: number; length: number } | undefined {
	let [total, group, length, at] = [0, 0, 0, 0];
	let previous: 'none' | 'unit' | 'tens' | 'hundred' | 'scale' = 'none';
	for (; at < words.length; at += 1) {
		const word = words[at] ?? '';
		const unit = UNITS.get(word);
		const tens = TENS_VALUES.get(word);
		const scale = SCALES.get(word);
		if (unit !== undefined) {
			const fits = previous === 'tens' ? unit > 0 && unit < 10 : previous !== 'unit';
			if (!fits || (unit === 0 && previous !== 'none')) break;
			group += unit;
			previous = 'unit';
		} else if (tens !== undefined) {
			if (previous === 'unit' || previous === 'tens') break;
			group += tens;
			previous = 'tens';
		} else if (word === 'hundred') {
			if (previous !== 'unit' || group === 0 || group > 99) break;
			group *= 100;
			previous = 'hundred';
		} else if (scale !== undefined) {
			if (previous === 'none' || previous === 'scale') break;
			total += group * scale;
			group = 0;
			previous = 'scale';
		} else if (word === 'and' && (previous === 'hundred' || previous === 'scale')) {
			// Counts only if a number follows.
			continue;
		} else {
			break;
		}
		length = at + 1;
	}
	return length === 0 ? undefined : { value: total + group, length };
}
