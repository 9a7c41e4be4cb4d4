import { oneLine } from '../../core/oneLine';

const MARKS = /[\\`*_[\]|~$]/gu;
const BLOCK_START = /^[#+\-:=>]/u;

/**
 * Escapes text so that Markdown (CommonMark and GitHub's) shows it literally, on one line: no emphasis, link, image, code,
 * HTML, table, formula or block. URLs do not become links either.
 */
export function escapeMarkdown(text: string): string {
	return oneLine(text)
		.replace(MARKS, '\\$&')
		.replace(/&(?=#?\w+;)/gu, '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/:(?=\/\/)/gu, '\\:')
		.replace(/\bwww\./giu, (www) => `${www.slice(0, -1)}\\.`)
		.replace(/^(\d{1,9})([.)])/u, '$1\\$2')
		.replace(BLOCK_START, '\\$&');
}
