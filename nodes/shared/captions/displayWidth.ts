/**
 * The number of characters as a reader sees them: a letter with its combining marks counts as one, an invisible formatting
 * character as none, and an East Asian wide character or emoji, which takes the space and reading time of two Latin
 * letters, as two (Unicode Annex 11).
 */
export function displayWidth(text: string): number {
	if (NARROW.test(text)) return text.length;
	let width = 0;
	let joined = false;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x300) width += code === 0xad ? 0 : 1;
		else if (joined || INVISIBLE.test(character)) joined = code === ZERO_WIDTH_JOINER;
		else width += WIDE.test(character) ? 2 : 1;
	}
	return width;
}

const NARROW = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u2010-\u2027\u2030-\u205e]*$/u;
const ZERO_WIDTH_JOINER = 0x200d;
const INVISIBLE = /[\p{M}\p{Cf}\p{Emoji_Modifier}\u1160-\u11ff]/u;
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;
