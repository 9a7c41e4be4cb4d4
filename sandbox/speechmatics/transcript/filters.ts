import type { TranscriptionConfig } from '../request/config';

/**
 * The pattern of a replacement: `/…/` is a regular expression, optionally with flags such as `(?i)` at the start; other
 * text is a whole word, ignoring case. `null` if the expression is invalid.
 */
export function readPattern(from: string): RegExp | null {
	const body = /^\/(.*)\/$/su.exec(from)?.[1];
	if (body === undefined) return new RegExp(`^${from.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}$`, 'iu');
	const flags = /^\(\?([ims]+)\)/u.exec(body);
	try {
		return new RegExp(body.slice(flags?.[0].length ?? 0), `g${flags?.[1] ?? ''}`);
	} catch {
		return null;
	}
}

/** Applies the custom dictionary and the replacements to a word. */
export function rewriteWord(config: TranscriptionConfig): (word: string) => string {
	const spellings = new Map(
		(config.additional_vocab ?? []).flatMap(({ content, sounds_like }) =>
			(sounds_like ?? []).map((sound) => [sound.toLowerCase(), content]),
		),
	);
	const patterns = (config.transcript_filtering_config?.replacements ?? []).flatMap(({ from, to }) => {
		const pattern = readPattern(from);
		return pattern === null ? [] : [{ pattern, to }];
	});
	return (word) =>
		patterns.reduce(
			(text, { pattern, to }) => text.replace(pattern, () => to),
			spellings.get(word.toLowerCase()) ?? word,
		);
}
