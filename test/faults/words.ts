/*
 * The words of an error as the tables have them, with places to fill in: `{vendor}` is the vendor's name, `{job}` an
 * ID, `{message}` what the vendor said of the fault, `{code}` its own error code if it sent one, and `…` any text.
 */

/** What the vendor says in these tests; the key that the sandbox adds to it must come out masked. */
const VENDOR_MESSAGE = 'Not now, ***';

/** Matches every error text that the words describe. */
export function wordsPattern(words: string, vendorName: string): RegExp {
	const pattern = escaped(words)
		.replaceAll(escaped('{vendor}'), () => escaped(vendorName))
		.replaceAll(escaped('{message}'), () => escaped(VENDOR_MESSAGE))
		.replaceAll(escaped('{code}'), '(, [^)]+)?')
		.replaceAll(escaped('{job}'), '\\S+')
		.replaceAll('…', '.*');
	return new RegExp(pattern, 's');
}

/** The error text as a reader of the page sees it, in code style; without a name it is that of every vendor. */
export function wordsAsCode(words: string, vendorName = '<vendor>'): string {
	const text = words
		.replaceAll('{vendor}', vendorName)
		.replaceAll('{message}', "<the vendor's message>")
		.replaceAll('{code}', '')
		.replaceAll('{job}', '<job ID>');
	return `\`${text}\``;
}

/** The advice as a reader of the page sees it, in running text. */
export function wordsAsText(words: string, vendorName = 'the vendor'): string {
	const text = words.replaceAll('{vendor}', vendorName).replaceAll(' {job}', ' of the job');
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
