/** Integers with as many digits as 2^53 or more; not fractions. */
const LONG_NUMBER = /(?<![\d.])\d{16,}(?![\d.eE])/;

/**
 * JSON in which integers beyond the safe range of JavaScript are strings: Botlhale AI returns IDs such as
 * 207891841473145364, which `JSON.parse` would round to 207891841473145380. Strings are not changed.
 */
export function quoteLargeIntegers(json: string): string {
	if (!LONG_NUMBER.test(json)) return json;
	const token = /["\d-]/g;
	const parts: string[] = [];
	let copied = 0;
	for (let found = token.exec(json); found !== null; found = token.exec(json)) {
		const from = found.index;
		if (found[0] === '"') {
			token.lastIndex = endOfString(json, from);
			continue;
		}
		const number = numberAt(json, from);
		token.lastIndex = from + number.length;
		if (/^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number))) {
			parts.push(json.slice(copied, from), `"${number}"`);
			copied = token.lastIndex;
		}
	}
	return parts.join('') + json.slice(copied);
}

/** The index after the closing quote of the string that starts at `from`. */
function endOfString(json: string, from: number): number {
	for (let end = json.indexOf('"', from + 1); end !== -1; end = json.indexOf('"', end + 1)) {
		let slashes = 0;
		while (json.charAt(end - 1 - slashes) === '\\') slashes += 1;
		if (slashes % 2 === 0) return end + 1;
	}
	return json.length;
}

function numberAt(json: string, from: number): string {
	const number = /-?\d*(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
	number.lastIndex = from;
	const found = number.exec(json)?.[0] ?? '';
	return found === '' ? json.charAt(from) : found;
}
