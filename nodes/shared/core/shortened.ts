/** A text for a message: cut, with an ellipsis, if it is longer than that many characters. */
export function shortened(text: string, most = 80): string {
	return text.length <= most ? text : `${text.slice(0, most).replace(/\p{Surrogate}$/u, '')}…`;
}
