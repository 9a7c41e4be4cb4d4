/**
 * For each word in turn, whether a blank stands before it in the running text. Reads along both, so that
 * Chinese or Thai, where words follow each other without blanks, come out right; where the text goes
 * other ways than the words (redaction, several channels) a blank is assumed.
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
		// Out of step: look a little further for the word, so that one odd word does not spoil the rest.
		const found = word === '' ? -1 : text.slice(cursor, cursor + LOOK_AHEAD).indexOf(word);
		if (found < 0) {
			cursor = before;
			return before > 0;
		}
		cursor += found + word.length;
		return found === 0 || isSpace(text, cursor - word.length - 1);
	};
}

const LOOK_AHEAD = 200;

function isSpace(text: string, index: number): boolean {
	return /\s/u.test(text.charAt(index));
}
