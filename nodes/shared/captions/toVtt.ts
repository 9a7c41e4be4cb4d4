import type { Cue } from './cue';
import { timestamp } from './timestamp';

export interface VttOptions {
	/** Write the number of each cue as its identifier. */
	identifiers?: boolean;
}

const SPECIAL = /[&<>]/;

const escape = (text: string): string =>
	SPECIAL.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

/** The text of a cue; consecutive lines of one voice share a tag. */
function voiced(cue: Cue): string {
	let text = '';
	let open = false;
	let current: string | null = null;
	for (const [index, line] of cue.lines.entries()) {
		const voice = cue.voices[index] ?? null;
		if (index > 0 && voice === current) {
			text += `\n${escape(line)}`;
			continue;
		}
		text += `${open ? '</v>' : ''}${index > 0 ? '\n' : ''}${voice === null ? '' : `<v ${escape(voice)}>`}${escape(line)}`;
		open = voice !== null;
		current = voice;
	}
	return open ? `${text}</v>` : text;
}

/** The cues as WebVTT text (W3C). Text is escaped; a cue with voices gets voice tags. */
export function toVtt(cues: readonly Cue[], options: VttOptions = {}): string {
	const parts = ['WEBVTT'];
	for (const [index, cue] of cues.entries()) {
		parts.push('');
		if (options.identifiers) parts.push(`${index + 1}`);
		parts.push(`${timestamp(cue.start, '.')} --> ${timestamp(cue.end, '.')}`, voiced(cue));
	}
	return `${parts.join('\n')}\n`;
}
