/** Whole numbers that may lie beyond 2^53, at least as long as that; fractions are left alone. */
const LONG_NUMBER = /(?<![\d.])\d{16,}(?![\d.eE])/;

/**
 * JSON with whole numbers that JavaScript cannot hold made into texts: Botlhale AI gives ids such as
 * 207891841473145364, of which `JSON.parse` would make 207891841473145380. Texts stay as they are.
 */
export function quoteBigNumbers(json: string): string {
	if (!LONG_NUMBER.test(json)) return json;
	const token = /["\d-]/g;
	const parts: string[] = [];
	let copied = 0;
	for (let found = token.exec(json); found !== null; found = token.exec(json)) {
		const from = found.index;
		if (found[0] === '"') {
			token.lastIndex = endOfText(json, from);
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

/** The index after the closing quote of the text that begins at `from`. */
function endOfText(json: string, from: number): number {
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
