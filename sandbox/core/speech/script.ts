import type { Mark } from './words';

/** A word of a script without times. */
export interface ScriptWord {
	readonly text: string;
	readonly mark?: Mark;
}

/**
 * Reads a line such as `This is {person_name:Nadia Botha} speaking.`: braces mark a sequence of words with a kind.
 * Punctuation after the brace belongs to the last word of the sequence. Sequences are numbered from `firstRun`.
 */
export function readScript(line: string, firstRun = 0): ScriptWord[] {
	const words: ScriptWord[] = [];
	let run = firstRun;
	for (const [, kind, marked, after, plain] of line.matchAll(/\{(\w+):([^}]*)\}(\S*)|([^\s{]+)/gu)) {
		if (plain !== undefined) {
			words.push({ text: plain });
			continue;
		}
		if (kind === undefined || marked === undefined) continue;
		for (const text of `${marked}${after ?? ''}`.split(/\s+/u)) words.push({ text, mark: { kind, run } });
		run += 1;
	}
	return words;
}
