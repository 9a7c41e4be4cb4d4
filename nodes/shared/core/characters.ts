/** UTF-16 units that are collected before they become text. */
const CAPACITY = 4096;

const wide = new Uint16Array(CAPACITY);
const wideBytes = Buffer.from(wide.buffer);
const narrowBytes = Buffer.alloc(CAPACITY);

/**
 * Collects a text unit by unit. `String.replace` takes about 60 ns for each match, and foreign text may consist of nothing
 * else; this takes about 5 ns for each unit. Only one can be in use at a time.
 */
class Units {
	private readonly parts: string[] = [];

	private used = 0;

	private all = 0;

	add(unit: number): void {
		if (this.used === CAPACITY) this.flush();
		wide[this.used] = unit;
		this.used += 1;
		this.all |= unit;
	}

	addAscii(ascii: Uint8Array): void {
		if (this.used + ascii.length > CAPACITY) this.flush();
		for (let index = 0; index < ascii.length; index += 1) wide[this.used + index] = ascii[index] ?? 0;
		this.used += ascii.length;
	}

	text(): string {
		this.flush();
		return this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('');
	}

	private flush(): void {
		this.parts.push(this.all < 0x100 ? this.narrow() : wideBytes.toString('utf16le', 0, 2 * this.used));
		this.used = 0;
		this.all = 0;
	}

	/** Text of one byte for each character takes half the memory. */
	private narrow(): string {
		for (let index = 0; index < this.used; index += 1) narrowBytes[index] = wide[index] ?? 0;
		return narrowBytes.toString('latin1', 0, this.used);
	}
}

/** A function that replaces each of these characters, which must be ASCII, by its text. */
export function replacerOf(replacements: Readonly<Record<string, string>>): (text: string) => string {
	const table = Array.from({ length: 0x80 }, (_each, code) =>
		Uint8Array.from(Buffer.from(replacements[String.fromCharCode(code)] ?? '')),
	);
	const isReplaced = new Uint8Array(table.map(({ length }) => (length === 0 ? 0 : 1)));
	return (text) => {
		let at = 0;
		while (at < text.length && isReplaced[text.charCodeAt(at)] !== 1) at += 1;
		if (at === text.length) return text;
		const units = new Units();
		for (let index = at; index < text.length; index += 1) {
			const unit = text.charCodeAt(index);
			const replacement = unit < 0x80 && isReplaced[unit] === 1 ? table[unit] : undefined;
			if (replacement === undefined) units.add(unit);
			else units.addAscii(replacement);
		}
		return text.slice(0, at) + units.text();
	};
}

const BLANK_BEYOND_LATIN = /[\s\u2028\u2029]/u;

/** White space and control characters. */
function isBlank(unit: number): boolean {
	if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0)) return true;
	// The first of the others is U+1680.
	return unit >= 0x1680 && BLANK_BEYOND_LATIN.test(String.fromCharCode(unit));
}

/** The text with each run of white space and control characters as one space, and none at its ends. */
export function collapseBlanks(text: string): string {
	const units = new Units();
	let isPending = false;
	let isEmpty = true;
	for (let index = 0; index < text.length; index += 1) {
		const unit = text.charCodeAt(index);
		if (isBlank(unit)) {
			isPending = true;
			continue;
		}
		if (isPending && !isEmpty) units.add(0x20);
		isPending = false;
		isEmpty = false;
		units.add(unit);
	}
	return units.text();
}
