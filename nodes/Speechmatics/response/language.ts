import type { Insights } from '../../shared/transcript/model';
import { toConfidence } from '../../shared/transcript/values';
import { languageIdentificationSchema, type SpeechmaticsTranscript } from '../api/schemas';
import type { Token } from './words';

type Languages = NonNullable<Insights['languages']>;

/** Languages that Speechmatics identified, most certain first, from both forms of its response. */
export function identifiedLanguages(raw: SpeechmaticsTranscript): Languages {
	const identification = languageIdentificationSchema.safeParse(raw.metadata.language_identification);
	if (!identification.success) return [];
	const { predicted_language: predicted, results } = identification.data;
	if (predicted) return [{ language: predicted, confidence: null }];
	const best = new Map<string, number | null>();
	for (const { language, confidence } of (results ?? []).flatMap(({ alternatives }) => alternatives)) {
		const known = best.get(language);
		const now = toConfidence(confidence);
		if (known === undefined || (now ?? 0) > (known ?? 0)) best.set(language, now);
	}
	return [...best]
		.map(([language, confidence]) => ({ language, confidence }))
		.sort((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0));
}

/** Languages of the words, the most frequent first. */
export function spokenLanguages(tokens: readonly Token[]): string[] {
	const counts = new Map<string, number>();
	for (const { language, word } of tokens) {
		if (language === null || word.kind === 'punctuation') continue;
		counts.set(language, (counts.get(language) ?? 0) + 1);
	}
	return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}
