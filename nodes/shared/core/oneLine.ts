import { collapseBlanks } from './characters';

/** White space other than single spaces between words; looking for it is faster than to replace every space. */
const UNEVEN = /^ |[^\S ]|\p{Cc}| {2}| $/u;

/** Collapses white space, line breaks and control characters to single spaces. */
export function oneLine(text: string): string {
	return UNEVEN.test(text) ? collapseBlanks(text) : text;
}
