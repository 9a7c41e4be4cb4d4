const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	lrm: '\u200e',
	rlm: '\u200f',
};

/** Text without its tags and with its character references resolved, as in WebVTT, SubRip and XML. */
export function plainText(markup: string): string {
	const text = markup.includes('>') ? markup.replace(/<[^<>]*>/gu, '') : markup;
	if (!text.includes(';')) return text;
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,5});/giu, (whole, name: string) => {
		if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
		const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
		return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
	});
}
