import type { Cue } from './cue';
import { timestamp } from './timestamp';

export interface SrtOptions {
	/** Line break; some older players require `\r\n`. */
	newline?: '\n' | '\r\n';
}

const NEEDS_ESCAPING = /-->|[<{]/;

/**
 * SubRip has no escape sequences. What a parser would read as a time line becomes an arrow, and an invisible word joiner
 * prevents `<b` and `{\` from being read as a tag.
 */
const escape = (line: string): string =>
	NEEDS_ESCAPING.test(line)
		? line
				.replaceAll('-->', '→')
				.replace(/<(?=[a-z/!])/gi, '<\u2060')
				.replace(/\{(?=[\\a-z])/gi, '{\u2060')
		: line;

/** The cues as SubRip (.srt) text, empty if there are none. SubRip has no voices; use prefixes instead. */
export function toSrt(cues: readonly Cue[], options: SrtOptions = {}): string {
	const newline = options.newline ?? '\n';
	const parts: string[] = [];
	for (const [index, cue] of cues.entries()) {
		parts.push(`${index + 1}`, `${timestamp(cue.start, ',')} --> ${timestamp(cue.end, ',')}`);
		for (const line of cue.lines) parts.push(escape(line));
		parts.push('');
	}
	return parts.length === 0 ? '' : parts.join(newline) + newline;
}
