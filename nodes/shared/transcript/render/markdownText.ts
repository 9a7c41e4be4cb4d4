import { replacerOf } from '../../core/characters';
import { oneLine } from '../../core/oneLine';

const escapeMarks = replacerOf(Object.fromEntries(Array.from('\\`*_[]|~$', (mark) => [mark, `\\${mark}`])));
const BLOCK_START = /^[#+\-:=>]/u;

/**
 * Escapes text so that Markdown (CommonMark and GitHub's) shows it literally, on one line: no emphasis, link, image, code,
 * HTML, table, formula or block. URLs do not become links either.
 */
export function escapeMarkdown(text: string): string {
	return withoutWww(escapeMarks(oneLine(text)).replace(/&(?=#?\w+;)/gu, '&amp;'))
		.replaceAll('<', '&lt;')
		.replace(/:(?=\/\/)/gu, '\\:')
		.replace(/^(\d{1,9})([.)])/u, '$1\\$2')
		.replace(BLOCK_START, '\\$&');
}

function withoutWww(text: string): string {
	return /www\./i.test(text) ? text.replace(/\bwww\./giu, (www) => `${www.slice(0, -1)}\\.`) : text;
}
