const ONES = (
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
	'seventeen eighteen nineteen'
).split(' ');
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = new Map([
	['one', 'first'],
	['two', 'second'],
	['three', 'third'],
	['five', 'fifth'],
	['eight', 'eighth'],
	['nine', 'ninth'],
	['twelve', 'twelfth'],
]);

/** The spoken words for a written word in English; other languages keep digits. */
export function spokenForm(written: string, options: { language: string; digitByDigit: boolean }): string[] {
	const word = written.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
	if (options.language !== 'en') return [word];
	if (/^\d+$/u.test(word)) return options.digitByDigit ? digits(word) : numberWords(Number(word));
	const ordinal = /^(\d+)(?:st|nd|rd|th)$/u.exec(word)?.[1];
	if (ordinal !== undefined) return toOrdinal(numberWords(Number(ordinal)));
	if (/^[ap]\.?m$/u.test(word)) return [word[0] ?? '', 'm'];
	if (word.includes('@')) {
		return word.replace('@', ' at ').replaceAll('.', ' dot ').split(/\s+/u);
	}
	return [word];
}

function digits(word: string): string[] {
	return Array.from(word, (digit) => ONES[Number(digit)] ?? digit);
}

/** Numbers below a million; years of the last and this century are spoken in two halves. */
function numberWords(value: number): string[] {
	if (value >= 1100 && value <= 2099 && Math.floor(value / 100) !== 20 && value % 100 >= 10) {
		return [...numberWords(Math.floor(value / 100)), ...numberWords(value % 100)];
	}
	if (value < 20) return [ONES[value] ?? String(value)];
	if (value < 100) {
		return [TENS[Math.floor(value / 10)] ?? '', ...(value % 10 === 0 ? [] : numberWords(value % 10))];
	}
	if (value < 1000) {
		return [
			...numberWords(Math.floor(value / 100)),
			'hundred',
			...(value % 100 === 0 ? [] : numberWords(value % 100)),
		];
	}
	if (value < 1_000_000) {
		return [
			...numberWords(Math.floor(value / 1000)),
			'thousand',
			...(value % 1000 === 0 ? [] : numberWords(value % 1000)),
		];
	}
	return digits(String(value));
}

function toOrdinal(words: string[]): string[] {
	const last = words.at(-1) ?? '';
	const ordinal = ORDINALS.get(last) ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
	return [...words.slice(0, -1), ordinal];
}
