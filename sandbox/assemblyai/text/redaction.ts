import type { Source } from '../model';
import type { Params } from '../request/params';
import { bare } from './words';

/** The words with personal data replaced, and the positions of the replaced words. */
export function redact(
	sources: readonly Source[],
	params: Params,
): { sources: Source[]; spans: Array<{ start: number; end: number }> } {
	const policies = new Set(params.redact_pii_policies ?? []);
	const fixed = staticLabels(sources, params);
	const spans: Array<{ start: number; end: number }> = [];
	const redacted = sources.map((source, i): Source => {
		const kind = source.spoken.mark?.kind;
		const label = fixed.get(i) ?? (kind !== undefined && covers(policies, kind) ? kind : null);
		if (label === null) return source;
		spans.push({ start: source.word.start, end: source.word.end });
		const text = substitute(source.word.text, label, params.redact_pii_sub ?? 'hash');
		return { spoken: source.spoken, word: { ...source.word, text } };
	});
	return { sources: redacted, spans };
}

/** `location` includes all of its narrower kinds, and vice versa. */
function covers(policies: ReadonlySet<string>, kind: string): boolean {
	if (policies.has(kind)) return true;
	return kind === 'location' && [...policies].some((policy) => policy.startsWith('location_'));
}

/** Hash: one `#` per character. Entity name: one tag per word. Punctuation around the word is kept. */
function substitute(text: string, label: string, method: 'hash' | 'entity_name'): string {
	const [, before = '', core = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(text) ?? [];
	const other = method === 'hash' ? core.replace(/[\p{L}\p{N}]/gu, '#') : `[${label.toUpperCase()}]`;
	return before + other + after;
}

/** Maps the index of a word to its label in `redact_static_entities`; an entry can have several words. */
function staticLabels(sources: readonly Source[], params: Params): Map<number, string> {
	const labels = new Map<number, string>();
	const texts = sources.map((source) => bare(source.word.text));
	for (const [label, terms] of Object.entries(params.redact_static_entities ?? {})) {
		for (const term of terms) {
			const parts = term.split(/\s+/u).map(bare);
			texts.forEach((_, i) => {
				if (!parts.every((part, k) => texts[i + k] === part)) return;
				parts.forEach((_part, k) => labels.set(i + k, label));
			});
		}
	}
	return labels;
}
