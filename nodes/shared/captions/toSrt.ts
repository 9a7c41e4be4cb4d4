import type { Cue } from './cue';
import { timestamp } from './timestamp';

export interface SrtOptions {
	/** Line end; some older players want `\r\n`. */
	newline?: '\n' | '\r\n';
}

const SUSPECT = /-->|[<{]/;

/**
 * SubRip has no way to escape. What a parser would take for a time line becomes an arrow, and a word joiner
 * (it cannot be seen) keeps `<b` and `{\` from being read as a tag.
 */
const guard = (line: string): string =>
	SUSPECT.test(line)
		? line
				.replaceAll('-->', '→')
				.replace(/<(?=[a-z/!])/gi, '<\u2060')
				.replace(/\{(?=[\\a-z])/gi, '{\u2060')
		: line;

/** The cues as SubRip (.srt) text, empty if there are none. Voices have no place in it: use prefixes. */
export function toSrt(cues: readonly Cue[], options: SrtOptions = {}): string {
	const newline = options.newline ?? '\n';
	const parts: string[] = [];
	for (const [index, cue] of cues.entries()) {
		parts.push(`${index + 1}`, `${timestamp(cue.start, ',')} --> ${timestamp(cue.end, ',')}`);
		for (const line of cue.lines) parts.push(guard(line));
		parts.push('');
	}
	return parts.length === 0 ? '' : parts.join(newline) + newline;
}
