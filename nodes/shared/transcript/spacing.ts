/**
 * Returns a function that returns for each successive word whether a space precedes it in the running text. It follows the
 * text word by word, so that scripts without spaces (Chinese, Thai) are handled correctly. Where text and words differ
 * (redaction, several channels), a space is assumed.
 */
export function spaceReader(text: string): (word: string) => boolean {
	let cursor = 0;
	return (word) => {
		const before = cursor;
		while (cursor < text.length && isSpace(text, cursor)) cursor += 1;
		if (word !== '' && text.startsWith(word, cursor)) {
			const spaced = before > 0 && cursor > before;
			cursor += word.length;
			return spaced;
		}
		// Search a little further for the word, so that one mismatch does not affect the rest.
		const found = word === '' ? -1 : text.slice(cursor, cursor + LOOKAHEAD).indexOf(word);
		if (found < 0) {
			cursor = before;
			return before > 0;
		}
		cursor += found + word.length;
		return isSpace(text, cursor - word.length - 1);
	};
}

/** Characters. */
const LOOKAHEAD = 200;

function isSpace(text: string, index: number): boolean {
	return /\s/u.test(text.charAt(index));
}
